/** CEL's `==`: across the kinds of numbers, deep for lists, maps and messages, false for values of different types. */
import { Boxed } from "../../json/value.ts";
import type { CelError, Value } from "../values.ts";
import {
  Double,
  Duration,
  Message,
  OpaqueValue,
  Optional,
  StructValue,
  Timestamp,
  TypeValue,
  Uint,
} from "../values.ts";
import { type CelMap, isMap, mapEntries, mapGet } from "./maps.ts";
import { NO_SUCH_OVERLOAD } from "./no-such-overload.ts";
import { compareNumbers } from "./order.ts";
import { sizeOf } from "./size.ts";
import { runtimeTypeName, typeOf } from "./type-of.ts";

/** Whether two values are equal. Where `equalOrError` has an error, they are not. */
export function equal(a: Value, b: Value): boolean {
  return equalOrError(a, b) === true;
}

/**
 * Whether two values are equal, or the error of comparing an opaque value with one of another type, as Kubernetes
 * has it. Inside a list or a map such an error does not count as a difference.
 */
export function equalOrError(a: Value, b: Value): boolean | CelError {
  switch (typeof a) {
    case "string":
    case "boolean":
      return a === b;
    case "number":
      return typeof b === "number" ? a === b : equalNumbers(a, b);
    case "bigint":
      return equalNumbers(a, b);
    default:
      return a === null || b === null ? a === b : equalObjects(a, b);
  }
}

function equalNumbers(a: Value, b: Value): boolean {
  return compareNumbers(a, b) === 0;
}

function equalObjects(a: object & Value, b: Value): boolean | CelError {
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b);
  if (a instanceof Boxed) return equalBoxed(a, b);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && equalBytes(a, b);
  return isMap(b) && equalMaps(a as CelMap, b);
}

function equalBoxed(a: Boxed, b: Value): boolean | CelError {
  if (a instanceof Double || a instanceof Uint) return equalNumbers(a, b);
  if (a instanceof Timestamp) return b instanceof Timestamp && a.seconds === b.seconds && a.nanos === b.nanos;
  if (a instanceof Duration) return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof Optional) return b instanceof Optional && equalOptionals(a, b);
  if (a instanceof TypeValue) return b instanceof TypeValue && runtimeTypeName(a.of) === runtimeTypeName(b.of);
  if (a instanceof OpaqueValue) return equalOpaque(a, b);
  if (a instanceof Message) return b instanceof Message && equalMessages(a, b);
  if (a instanceof StructValue) return a === b;
  return isMap(a as Value) && isMap(b) && equalMaps(a as CelMap, b);
}

function equalOpaque(a: OpaqueValue, b: Value): boolean | CelError {
  return b instanceof OpaqueValue && a.constructor === b.constructor ? a.equals(b) : NO_SUCH_OVERLOAD;
}

function equalOptionals(a: Optional, b: Optional): boolean | CelError {
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  // An opaque value refuses null, too, when it is inside an optional.
  if (a.value instanceof OpaqueValue) return equalOpaque(a.value, b.value);
  return equalOrError(a.value, b.value);
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (equalOrError(a[i] as Value, b[i] as Value) === false) return false;
  }
  return true;
}

function equalMaps(a: CelMap, b: CelMap): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  for (const [key, value] of mapEntries(a)) {
    const other = mapGet(b, key);
    if (other === undefined || equalOrError(value, other) === false) return false;
  }
  return true;
}

function equalMessages(a: Message, b: Message): boolean {
  return a.type.name === b.type.name && a.fields.size === b.fields.size && equalFields(a, b);
}

function equalFields(a: Message, b: Message): boolean {
  const same = a.type.name === "JSONPatch" ? equal : identical;
  for (const [name, value] of a.fields) {
    const other = b.fields.get(name);
    if (other === undefined || !same(value, other)) return false;
  }
  return true;
}

/** Of the same type, too; and no list is ever found to be another one. So does Go compare what an `Object` holds. */
function identical(a: Value, b: Value): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return a === b;
  return runtimeTypeName(typeOf(a)) === runtimeTypeName(typeOf(b)) && equal(a, b);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
