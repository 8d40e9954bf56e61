/** What emitted code calls. None of it fails: where something is not as usual the answer is undefined. */

import { costOfComparing, costOfNullTest, costOfText } from "../compile/costs.ts";
import { traversalCost } from "../compile/operation.ts";
import { equalOrError } from "../runtime/equality.ts";
import { actualSize, codePointLength, sizeOf } from "../runtime/size.ts";
import type { Frame, JsonObject, Value } from "../values.ts";
import { Boxed, CelError, OpaqueValue, Optional, StructValue } from "../values.ts";

/** The value at an own key of a JSON object. */
function own(object: Value, key: string): Value | undefined {
  if (typeof object !== "object" || object === null || object instanceof Boxed) return undefined;
  if (Array.isArray(object) || object instanceof Uint8Array) return undefined;
  return Object.hasOwn(object, key) ? (object as JsonObject)[key] : undefined;
}

/** Whether a JSON object has a key; undefined for anything else. */
function has(object: Value, key: string): boolean | undefined {
  if (typeof object !== "object" || object === null || object instanceof Boxed) return undefined;
  if (Array.isArray(object) || object instanceof Uint8Array) return undefined;
  return Object.hasOwn(object, key);
}

/** The value at a key that is known at run time only. */
function at(operand: Value, key: Value): Value | undefined {
  if (typeof key === "string") return own(operand, key);
  return typeof key === "number" && Array.isArray(operand) ? operand[key] : undefined;
}

/** The field of a value whose type has fields. */
function field(operand: Value | undefined, name: string, frame: Frame): Value | undefined {
  if (!(operand instanceof StructValue)) return operand === undefined ? undefined : own(operand, name);
  const value = operand.field(name, frame);
  return value instanceof CelError ? undefined : value;
}

/** `==`; undefined for opaque values, with which it may fail and has costs of its own. */
function equals(a: Value, b: Value): boolean | undefined {
  const result = a instanceof OpaqueValue ? undefined : equalOrError(a, b);
  return result instanceof CelError ? undefined : result;
}

/** What `==` and `!=` cost. */
function equalityCost(a: Value, b: Value): number {
  return traversalCost(Math.min(actualSize(a), actualSize(b)));
}

export const HELPERS = {
  Boxed,
  CelError,
  Optional,
  at,
  codePointLength,
  costOfComparing,
  costOfNullTest,
  costOfText,
  equalityCost,
  equals,
  field,
  has,
  own,
  sizeOf,
};
