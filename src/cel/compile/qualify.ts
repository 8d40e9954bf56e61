/** Selecting from values at run time: the rules of every `.field` and `[key]`. */
import { formatDouble } from "../runtime/go-format.ts";
import { goTypeName } from "../runtime/go-type-name.ts";
import { mapGet } from "../runtime/maps.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { typeNameOf } from "../runtime/type-of.ts";
import type { Frame, JsonObject, Result, Value } from "../values.ts";
import { Boxed, CelError, Double, MapValue, Message, Optional, StructValue, Uint } from "../values.ts";
import { fieldOf, hasField } from "./messages.ts";
import { nativeRoundTrip } from "./native-round-trip.ts";
import { chargeUnits, type Qualifier } from "./step.ts";

/**
 * Applies qualifiers in order. Each costs one unit, an optional one only where its key is there.
 * From an optional value one selects optionally; even where nothing is selected, its content goes through cel-go's
 * conversion to a Go value and back.
 */
export function qualify(frame: Frame, root: Value, qualifiers: readonly Qualifier[]): Result {
  if (!(root instanceof Optional)) return qualifyValue(frame, root, qualifiers, false);
  if (root.value === undefined) return root;
  const content = nativeRoundTrip(root.value);
  // An optional that holds an error is what the API server has here, too: the error comes to light with its value.
  if (qualifiers.length === 0) return Optional.of(content as Value);
  return content instanceof CelError ? content : qualifyValue(frame, content, qualifiers, true);
}

function qualifyValue(frame: Frame, root: Value, qualifiers: readonly Qualifier[], fromOptional: boolean): Result {
  let optional = fromOptional;
  let value = root;
  for (const qualifier of qualifiers) {
    optional ||= qualifier.optional;
    const next = optional ? qualifyIfPresent(frame, value, qualifier) : qualifyStrictly(frame, value, qualifier);
    if (next === undefined) return Optional.NONE;
    if (next instanceof CelError) return next;
    value = next;
  }
  return optional ? Optional.of(value) : value;
}

function qualifyStrictly(frame: Frame, operand: Value, qualifier: Qualifier): Result {
  const key = keyOf(frame, qualifier);
  const found = key instanceof CelError ? key : lookUp(frame, operand, key, qualifier);
  chargeUnits(frame, 1);
  if (found instanceof CelError) return found;
  if (qualifier.testOnly) return found !== undefined;
  return found === undefined ? absent(operand, key as Value) : found;
}

function qualifyIfPresent(frame: Frame, operand: Value, qualifier: Qualifier): Result | undefined {
  const key = keyOf(frame, qualifier);
  if (key instanceof CelError) return key;
  const found = lookUp(frame, operand, key, qualifier);
  if (found === undefined || found instanceof CelError) return found;
  chargeUnits(frame, 1);
  return found;
}

function keyOf(frame: Frame, { key }: Qualifier): Result {
  if (key.kind === "constant") return key.value;
  const value = key.step(frame);
  return value instanceof CelError || isQualifierKey(value) ? value : invalidQualifier(value, key.native);
}

/** Whether a value can stand in brackets at all. */
export function isQualifierKey(value: Value): boolean {
  return typeof value !== "object" || value instanceof Uint || value instanceof Double;
}

export function invalidQualifier(value: Value, native: boolean): CelError {
  return new CelError(`invalid qualifier type: ${goTypeName(value, native)}`);
}

/** What is at a key; undefined where nothing is, an error where the key is of no use for the operand. */
function lookUp(frame: Frame, operand: Value, key: Value, qualifier: Qualifier): Result | undefined {
  if (typeof operand !== "object" || operand === null) return undefined;
  if (operand instanceof Boxed) return lookUpBoxed(frame, operand, key, qualifier);
  if (Array.isArray(operand)) return element(operand, key);
  return operand instanceof Uint8Array ? undefined : mapGet(operand as JsonObject, key);
}

function lookUpBoxed(frame: Frame, operand: Boxed, key: Value, qualifier: Qualifier): Result | undefined {
  if (operand instanceof MapValue) return mapGet(operand, key);
  if (operand instanceof Message) return messageField(operand, key, qualifier);
  if (operand instanceof StructValue) return structField(frame, operand, key);
  return undefined;
}

function element(list: readonly Value[], key: Value): Result | undefined {
  if (typeof key === "number") return key >= 0 ? list[key] : undefined;
  if (typeof key === "bigint") return undefined;
  if (key instanceof Double || key instanceof Uint) {
    const index = Number(key.value);
    const representable = Number.isInteger(index) && Math.abs(index) < 2 ** 63;
    if (!representable) return new CelError(`unsupported index value ${showKey(key)} in list`);
    return index >= 0 ? list[index] : undefined;
  }
  return new CelError(`unsupported index type '${typeNameOf(key)}' in list`);
}

function structField(frame: Frame, operand: StructValue, key: Value): Result | undefined {
  return typeof key === "string" ? operand.field(key, frame) : NO_SUCH_OVERLOAD;
}

function messageField(message: Message, key: Value, qualifier: Qualifier): Result | undefined {
  if (typeof key !== "string") return undefined;
  const isTested = qualifier.testOnly || qualifier.optional;
  const isThere = !isTested || hasField(message, key, qualifier.ofMessage);
  if (isThere instanceof CelError) return isThere;
  return isThere ? fieldOf(message, key, qualifier.ofMessage) : undefined;
}

function absent(operand: Value, key: Value): CelError {
  return new CelError(`${Array.isArray(operand) ? "index out of bounds" : "no such key"}: ${showKey(key)}`);
}

function showKey(key: Value): string {
  return key instanceof Double ? formatDouble(key.value) : String(key instanceof Uint ? key.value : key);
}
