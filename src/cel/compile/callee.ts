/** Which overload of a function takes which arguments, and what the call costs. */
import type { Overload } from "../environment.ts";
import { isMap } from "../runtime/maps.ts";
import { NO_SUCH_OVERLOAD, noSuchOverload } from "../runtime/no-such-overload.ts";
import { typeNameOf } from "../runtime/type-of.ts";
import type { Result, Value } from "../values.ts";
import { CelError } from "../values.ts";
import type { BoundOverload } from "./context.ts";
import { type Guard, guardOf, outerGuardOf } from "./guard.ts";
import { isSingleton, singletonMismatch, UNDECLARED } from "./singleton.ts";
import { InstantiationError } from "./step.ts";

/** A function as one call sees it. */
export interface Callee {
  /** Takes arguments of any types; gives an error for those that no overload takes. */
  readonly call: Overload["call"];
  /** Undefined where a call always costs one unit. Gets arguments of any types, errors among them. */
  readonly cost: Overload["cost"];
  /** Whether an argument that is an error keeps the ones after it from being evaluated. */
  readonly stopsAtError: boolean;
}

/** Functions of two arguments that cel-go calls as if they took any number of them. */
const VARIADIC: ReadonlySet<string> = new Set(["format"]);

type Mismatch = (args: readonly Value[]) => CelError;

const bare: Mismatch = () => NO_SUCH_OVERLOAD;

/** Functions that look at their arguments' types themselves, and have their own words for what they do not take. */
const UNGUARDED: ReadonlyMap<string, Mismatch> = new Map([
  ["contains", bare],
  ["startsWith", bare],
  ["endsWith", bare],
  ["flatten", flattenMismatch],
]);

function flattenMismatch([list, ...depth]: readonly Value[]): CelError {
  const shown = isMap(list as Value) ? "map(dyn, dyn)" : typeNameOf(list as Value);
  const call = `${shown}.flatten(${depth.map(typeNameOf).join(", ")})`;
  return new CelError(`no such overload: ${call}`);
}

/**
 * Functions whose cost Kubernetes' model finds by their name. That of all others it finds by the overload, and takes
 * as 1 where operands are `dyn` and more than one overload is possible.
 */
const COST_BY_NAME: ReadonlySet<string> = new Set([
  ...["isSorted", "sum", "max", "min", "indexOf", "lastIndexOf", "substring", "replace", "split", "join"],
  ...["find", "findAll", "url", "cidr", "isIP", "isCIDR", "ip", "ip.isCanonical", "containsIP", "containsCIDR"],
  ...["quantity", "isQuantity", "semver", "isSemver", "validate", "check", "fieldSelector", "labelSelector"],
]);

/** @param candidates what the checker found possible */
export function calleeOf(functionName: string, candidates: readonly BoundOverload[], arity: number): Callee {
  const first = candidates[0];
  if (first === undefined) throw new InstantiationError(`no such overload: ${functionName}`);
  const { name, overloads } = first.declaration;
  const sole = candidates.length === 1 ? first.overload : undefined;
  if (isSingleton(name)) {
    const undeclared = UNDECLARED.get(name);
    const all = undeclared === undefined ? overloads : [...overloads, undeclared];
    const call = dispatch(ofArity(all, arity), (args) => singletonMismatch(name, args));
    return { call, cost: sole?.cost, stopsAtError: arity > 2 };
  }
  const unguarded = UNGUARDED.get(name);
  const mismatch = unguarded ?? ((args) => noSuchOverload(name, args));
  if (sole !== undefined) {
    const guards = sole.params.map(unguarded === undefined ? guardOf : outerGuardOf);
    const stopsAtError = arity > 2 || VARIADIC.has(name);
    return { call: direct(sole.call, guards, mismatch), cost: sole.cost, stopsAtError };
  }
  const call = dispatch(ofArity(overloads, arity), mismatch);
  const cost = COST_BY_NAME.has(name) ? candidates.at(-1)?.overload.cost : undefined;
  return { call, cost, stopsAtError: true };
}

function ofArity(overloads: readonly Overload[], arity: number): readonly Overload[] {
  return overloads.filter(({ params }) => params.length === arity);
}

/** The callee where a constant pattern has been compiled beforehand. */
export function withConstantPattern(callee: Callee, candidates: readonly BoundOverload[]): Callee {
  const sole = candidates[0]?.overload;
  if (sole === undefined) return callee;
  return { ...callee, call: direct(sole.call, sole.params.map(guardOf), bare), stopsAtError: true };
}

function direct(call: Overload["call"], guards: readonly Guard[], mismatch: Mismatch): Overload["call"] {
  const [first, second, third, fourth] = guards;
  switch (guards.length) {
    case 0:
      return call;
    case 1:
      return (a, b, c, d) => (first?.(a) ? call(a, b, c, d) : mismatch([a]));
    case 2:
      return (a, b, c, d) => (first?.(a) && second?.(b) ? call(a, b, c, d) : mismatch([a, b]));
    case 3:
      return (a, b, c, d) => (first?.(a) && second?.(b) && third?.(c) ? call(a, b, c, d) : mismatch([a, b, c]));
    default:
      return (a, b, c, d) =>
        first?.(a) && second?.(b) && third?.(c) && fourth?.(d) ? call(a, b, c, d) : mismatch([a, b, c, d]);
  }
}

function dispatch(overloads: readonly Overload[], mismatch: Mismatch): Overload["call"] {
  const guarded = overloads.map(({ params, call }) => ({ guards: params.map(guardOf), call }));
  const arity = overloads[0]?.params.length ?? 0;
  return (a, b, c, d): Result => {
    for (const { guards, call } of guarded) {
      if (takes(guards, a, b, c, d)) return call(a, b, c, d);
    }
    return mismatch([a, b, c, d].slice(0, arity));
  };
}

function takes([first, second, third, fourth]: readonly Guard[], a: Value, b: Value, c: Value, d: Value): boolean {
  if (first !== undefined && !first(a)) return false;
  if (second !== undefined && !second(b)) return false;
  if (third !== undefined && !third(c)) return false;
  return fourth === undefined || fourth(d);
}
