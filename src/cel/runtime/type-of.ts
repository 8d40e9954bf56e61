import type { Type } from "../types.ts";
import { BOOL, BYTES, DOUBLE, DYN, INT, listOf, mapOf, NULL, STRING, showType } from "../types.ts";
import type { Value } from "../values.ts";
import { Double, Typed } from "../values.ts";

const LIST = listOf(DYN);
const MAP = mapOf(DYN, DYN);

/** The run-time type of a value: parameters of lists, maps and optionals are `dyn`. */
export function typeOf(value: Value): Type {
  switch (typeof value) {
    case "string":
      return STRING;
    case "boolean":
      return BOOL;
    case "number":
    case "bigint":
      return INT;
    default:
      return typeOfObject(value);
  }
}

function typeOfObject(value: Exclude<Value, string | boolean | number | bigint>): Type {
  if (value === null) return NULL;
  if (value instanceof Typed) return value.type;
  if (value instanceof Double) return DOUBLE;
  if (Array.isArray(value)) return LIST;
  if (value instanceof Uint8Array) return BYTES;
  return MAP;
}

/** The name of a type without its parameters, as run-time errors have it: `list`, `optional_type`, `net.IP`. */
export function runtimeTypeName(type: Type): string {
  switch (type.kind) {
    case "list":
    case "map":
    case "type":
      return type.kind;
    case "opaque":
      return type.name;
    default:
      return showType(type);
  }
}

/** The name of the type of a value: `list`, `map`, `int`, `google.protobuf.Timestamp`, `kubernetes.Quantity`. */
export function typeNameOf(value: Value): string {
  return runtimeTypeName(typeOf(value));
}
