/** Assignability of types with unification of type parameters, as cel-go's checker has it. */
import type { Type } from "../types.ts";
import { lacksType } from "../types.ts";
import type { Substitution } from "./substitution.ts";

/** Whether a value of either type may stand where the other is asked for. Binds type parameters if so. */
export function isAssignable(substitution: Substitution, from: Type, to: Type): boolean {
  const mark = substitution.mark();
  if (unify(substitution, from, to)) return true;
  substitution.rollback(mark);
  return false;
}

/** The same for a list of arguments. */
export function areAssignable(substitution: Substitution, from: readonly Type[], to: readonly Type[]): boolean {
  const mark = substitution.mark();
  if (unifyAll(substitution, from, to)) return true;
  substitution.rollback(mark);
  return false;
}

export function isDyn(type: Type): boolean {
  return type.kind === "dyn" || type.kind === "any";
}

/** The same type, names of type parameters included; a wrapper equals what it wraps. */
export function sameType(substitution: Substitution, a: Type, b: Type): boolean {
  substitution.step();
  if (a === b) return true;
  if (a.kind === "typeParam") return b.kind === "typeParam" && a.name === b.name;
  return isSame(a, b, (x, y) => sameType(substitution, x, y));
}

/** The same type, whatever its type parameters are called. */
export function equivalentType(a: Type, b: Type): boolean {
  return a === b || isSame(a, b, equivalentType);
}

function isSame(a: Type, b: Type, same: (a: Type, b: Type) => boolean): boolean {
  switch (a.kind) {
    case "list":
      return b.kind === "list" && same(a.element, b.element);
    case "map":
      return b.kind === "map" && same(a.key, b.key) && same(a.value, b.value);
    case "opaque":
      return b.kind === "opaque" && a.name === b.name && areAll(a.params, b.params, same);
    case "object":
      return b.kind === "object" && a.name === b.name;
    case "type":
      if (b.kind !== "type") return false;
      return a.of === undefined || b.of === undefined ? a.of === b.of : same(a.of, b.of);
    default:
      return a.kind === b.kind;
  }
}

/** Whether the relation holds for each pair of two lists of the same length. */
function areAll(a: readonly Type[], b: readonly Type[], relation: (a: Type, b: Type) => boolean): boolean {
  if (a.length !== b.length) return false;
  return a.every((type, i) => {
    const other = b[i];
    return other !== undefined && relation(type, other);
  });
}

/** The more general of two types that are assignable to each other. */
export function mostGeneral(substitution: Substitution, a: Type, b: Type): Type {
  return isEqualOrLessSpecific(substitution, a, b) ? a : b;
}

function isEqualOrLessSpecific(substitution: Substitution, a: Type, b: Type): boolean {
  substitution.step();
  if (isDyn(a) || a.kind === "typeParam") return true;
  if (isDyn(b) || b.kind === "typeParam") return false;
  if (a.kind === "type") return b.kind === "type";
  return isSame(a, b, (x, y) => isEqualOrLessSpecific(substitution, x, y));
}

function unify(substitution: Substitution, from: Type, to: Type): boolean {
  substitution.step();
  if (to.kind === "typeParam") {
    const outcome = standsFor(substitution, from, to);
    if (outcome !== "unbound") return outcome === "yes";
  }
  if (from.kind === "typeParam") return standsFor(substitution, to, from) === "yes";
  if (isDyn(from) || isDyn(to) || from.kind === "error" || to.kind === "error") return true;
  if (from.kind === "null") return isNullable(to);
  if (to.kind === "null") return isNullable(from);
  switch (from.kind) {
    case "list":
      return to.kind === "list" && unify(substitution, from.element, to.element);
    case "map":
      return to.kind === "map" && unify(substitution, from.key, to.key) && unify(substitution, from.value, to.value);
    case "opaque":
      return to.kind === "opaque" && from.name === to.name && unifyAll(substitution, from.params, to.params);
    case "object":
      return to.kind === "object" && from.name === to.name;
    default:
      return from.kind === to.kind;
  }
}

function unifyAll(substitution: Substitution, from: readonly Type[], to: readonly Type[]): boolean {
  return areAll(from, to, (a, b) => unify(substitution, a, b));
}

/**
 * Whether the parameter may stand for the type: it does already, or is free and now bound to it.
 * `unbound` means that it is free but occurs within the type.
 */
function standsFor(
  substitution: Substitution,
  type: Type,
  param: Extract<Type, { kind: "typeParam" }>,
): "yes" | "no" | "unbound" {
  if (sameType(substitution, type, param)) return "yes";
  const bound = substitution.find(param.name);
  if (bound === undefined) {
    if (!isFreeOf(substitution, param, type)) return "unbound";
    substitution.bind(param.name, type);
    return "yes";
  }
  if (sameType(substitution, type, bound)) return "yes";
  if (!unify(substitution, type, bound)) return "no";
  const general = mostGeneral(substitution, type, bound);
  if (isFreeOf(substitution, param, general)) substitution.bind(param.name, general);
  return "yes";
}

/** Whether the parameter does not occur within the type, directly or through what others stand for. */
function isFreeOf(substitution: Substitution, param: Type, within: Type): boolean {
  substitution.step();
  switch (within.kind) {
    case "typeParam": {
      if (sameType(substitution, param, within)) return false;
      const bound = substitution.find(within.name);
      return bound === undefined || isFreeOf(substitution, param, bound);
    }
    case "list":
      return isFreeOf(substitution, param, within.element);
    case "map":
      return isFreeOf(substitution, param, within.key) && isFreeOf(substitution, param, within.value);
    case "opaque":
      return within.params.every((type) => isFreeOf(substitution, param, type));
    case "type":
      return within.of === undefined || isFreeOf(substitution, param, within.of);
    default:
      return true;
  }
}

function isNullable(type: Type): boolean {
  switch (type.kind) {
    case "opaque":
      return !lacksType(type);
    case "null":
    case "object":
    case "duration":
    case "timestamp":
      return true;
    default:
      return "nullable" in type;
  }
}
