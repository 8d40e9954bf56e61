/** The order of values, as `<`, `min` and `sort` see it: within a type, and across the three kinds of numbers. */
import type { Value } from "../values.ts";
import { CelError, Double, Duration, Timestamp, Uint } from "../values.ts";
import { NO_SUCH_OVERLOAD } from "./no-such-overload.ts";

export type Order = -1 | 0 | 1;

const NAN_NOT_ORDERED = new CelError("NaN values cannot be ordered");

/** Undefined where the values have no order: then `orderError` says why. */
export function compare(a: Value, b: Value): Order | undefined {
  if (typeof a === "number" && typeof b === "number") return order(a, b);
  if (typeof a === "string") return typeof b === "string" ? compareStrings(a, b) : undefined;
  if (typeof a === "boolean") return typeof b === "boolean" ? order(Number(a), Number(b)) : undefined;
  if (a instanceof Timestamp) return b instanceof Timestamp ? compareTimestamps(a, b) : undefined;
  if (a instanceof Duration) return b instanceof Duration ? order(a.nanos, b.nanos) : undefined;
  if (a instanceof Uint8Array) return b instanceof Uint8Array ? compareBytes(a, b) : undefined;
  return compareNumbers(a, b);
}

/** The error of an operator or function that needs an order where `compare` finds none. */
export function orderError(a: Value, b: Value): CelError {
  const numbers = numeric(a) !== undefined && numeric(b) !== undefined;
  const nan = isNaNDouble(a) || (numbers && isNaNDouble(b));
  return nan ? NAN_NOT_ORDERED : NO_SUCH_OVERLOAD;
}

/**
 * Across the kinds of numbers. Where one is a double, both are compared as doubles, as cel-go does:
 * 9007199254740993 and 9007199254740992.0 are equal.
 */
export function compareNumbers(a: Value, b: Value): Order | undefined {
  const left = numeric(a);
  const right = numeric(b);
  if (left === undefined || right === undefined) return undefined;
  if (a instanceof Double || b instanceof Double) {
    const x = Number(left);
    const y = Number(right);
    return Number.isNaN(x) || Number.isNaN(y) ? undefined : order(x, y);
  }
  return order(left, right);
}

/** By code points, which UTF-16 units beyond the surrogates would get wrong. */
export function compareStrings(a: string, b: string): Order {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) < codePointRank(y) ? -1 : 1;
  }
  return order(a.length, b.length);
}

function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareTimestamps(a: Timestamp, b: Timestamp): Order {
  return order(a.seconds, b.seconds) || order(a.nanos, b.nanos);
}

function compareBytes(a: Uint8Array, b: Uint8Array): Order {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = order(a[i] ?? 0, b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return order(a.length, b.length);
}

function numeric(value: Value): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return value instanceof Double || value instanceof Uint ? value.value : undefined;
}

function isNaNDouble(value: Value): boolean {
  return value instanceof Double && Number.isNaN(value.value);
}

function order(a: number | bigint, b: number | bigint): Order {
  return a < b ? -1 : a > b ? 1 : 0;
}
