import type { Expr, ListExpr, MapExpr, MessageExpr } from "../ast.ts";
import type { Type } from "../types.ts";
import { DYN, ERROR, isOptional, listOf, mapOf, optionalOf } from "../types.ts";
import { isDyn, mostGeneral } from "./assignable.ts";
import { declaredTypeName, showInMessage } from "./show.ts";
import type { CheckState, Steps } from "./state.ts";

export function* checkList(state: CheckState, expr: ListExpr): Steps {
  const optional = new Set(expr.optionalIndices);
  let joined: Type | undefined;
  for (const [i, element] of expr.elements.entries()) {
    yield element;
    joined = join(state, joined, valueType(state, element, optional.has(i)));
  }
  state.setType(expr, listOf(joined ?? state.substitution.fresh()));
}

export function* checkMap(state: CheckState, expr: MapExpr): Steps {
  let keys: Type | undefined;
  let values: Type | undefined;
  for (const { key, value, optional } of expr.entries) {
    yield key;
    keys = join(state, keys, state.typeOf(key));
    yield value;
    values = join(state, values, valueType(state, value, optional));
  }
  const key = keys ?? state.substitution.fresh();
  state.setType(expr, mapOf(key, values ?? state.substitution.fresh()));
}

export function* checkMessage(state: CheckState, expr: MessageExpr): Steps {
  const named = state.scopes.find(expr.typeName);
  if (named === undefined) {
    state.reportUndeclared(expr, expr.typeName);
    state.setType(expr, ERROR);
    return;
  }
  state.references.set(expr.id, { literalType: named.name });
  const made = messageType(state, expr, named.type);
  state.setType(expr, made);
  const typeName = made.kind === "error" ? named.name : providerName(made, named.name);
  for (const field of expr.fields) {
    yield field.value;
    const declared = state.fieldType(field, typeName, field.field) ?? ERROR;
    const given = valueType(state, field.value, field.optional);
    if (!state.isAssignable(declared, given)) {
      const shown = `'${showInMessage(declared)}' but provided type is '${showInMessage(given)}'`;
      state.report(field, `expected type of field '${field.field}' is ${shown}`);
    }
  }
}

/** The type that the literal makes; `!error!`, and reported, where the name is not that of a message. */
function messageType(state: CheckState, expr: MessageExpr, named: Type): Type {
  if (named.kind === "error") return ERROR;
  if (named.kind !== "type" || named.of === undefined) {
    state.report(expr, `'${declaredTypeName(named)}' is not a type`);
    return ERROR;
  }
  if (isMessage(named.of)) return named.of;
  state.report(expr, `'${declaredTypeName(named.of)}' is not a message type`);
  return ERROR;
}

/** Protobuf's well-known types can be made by their names too. */
function isMessage(type: Type): boolean {
  switch (type.kind) {
    case "object":
    case "any":
    case "timestamp":
    case "duration":
    case "dyn":
    case "null":
      return true;
    case "list":
      return type.element.kind === "dyn";
    case "map":
      return type.key.kind === "string" && type.value.kind === "dyn";
    default:
      return "nullable" in type;
  }
}

/** The name by which the provider knows the fields: `timestamp{...}` is a `google.protobuf.Timestamp`. */
function providerName(type: Type, name: string): string {
  switch (type.kind) {
    case "object":
      return type.name;
    case "timestamp":
      return "google.protobuf.Timestamp";
    case "duration":
      return "google.protobuf.Duration";
    case "null":
      return "google.protobuf.NullValue";
    default:
      return name;
  }
}

/** The type of an element, entry or field value; what an optional one holds. */
function valueType(state: CheckState, value: Expr, optional: boolean): Type {
  const type = state.typeOf(value);
  if (!optional) return type;
  if (isOptional(type)) return type.params[0] ?? DYN;
  if (!isDyn(type)) state.reportMismatch(value, optionalOf(type), type);
  return type;
}

function join(state: CheckState, previous: Type | undefined, current: Type): Type {
  if (previous === undefined) return current;
  return state.isAssignable(previous, current) ? mostGeneral(state.substitution, previous, current) : DYN;
}
