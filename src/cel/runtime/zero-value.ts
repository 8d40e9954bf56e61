import type { Value } from "../values.ts";
import { Double, Duration, Message, Timestamp, Uint } from "../values.ts";
import { sizeOf } from "./size.ts";
import { isZeroTimestamp } from "./timestamp.ts";

/**
 * Whether a value is what its type has by default: null, false, 0, nothing in it, and for a timestamp the beginning of
 * year 1. Types, optionals and opaque values have no such default.
 */
export function isZeroValue(value: Value): boolean {
  if (value === null || value === false || value === 0) return true;
  if (value instanceof Double) return value.value === 0;
  if (value instanceof Uint) return value.value === 0n;
  if (value instanceof Duration) return value.nanos === 0n;
  if (value instanceof Timestamp) return isZeroTimestamp(value);
  if (value instanceof Message) return value.fields.size === 0;
  return sizeOf(value) === 0;
}
