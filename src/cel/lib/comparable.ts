import type { Type } from "../types.ts";
import { BOOL, BYTES, DOUBLE, DURATION, INT, STRING, TIMESTAMP, UINT } from "../types.ts";
import type { Value } from "../values.ts";
import { Double, Duration, Timestamp, Uint } from "../values.ts";

/** The types whose values have an order, in the order in which the list libraries declare overloads for them. */
export const COMPARABLE_TYPES: readonly Type[] = [INT, UINT, DOUBLE, BOOL, DURATION, TIMESTAMP, STRING, BYTES];

export function isComparable(value: Value): boolean {
  if (typeof value !== "object") return true;
  return (
    value instanceof Uint ||
    value instanceof Double ||
    value instanceof Duration ||
    value instanceof Timestamp ||
    value instanceof Uint8Array
  );
}
