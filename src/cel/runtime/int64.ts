/** Arithmetic on CEL's int: exact, within int64, or an error. Numbers while they are safe, bigints beyond. */
import { CelError, normalInt } from "../values.ts";

/** An int: a `number` when safe, else a `bigint`. */
export type Int = number | bigint;

export const INT64_MIN = -(2n ** 63n);
export const INT64_MAX = 2n ** 63n - 1n;
export const UINT64_MAX = 2n ** 64n - 1n;

export const INTEGER_OVERFLOW = new CelError("integer overflow");
export const UNSIGNED_OVERFLOW = new CelError("unsigned integer overflow");
export const DIVISION_BY_ZERO = new CelError("division by zero");
export const MODULUS_BY_ZERO = new CelError("modulus by zero");

export function isInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/** The int of an exact result, or the overflow error. */
export function checkedInt(value: bigint): Int | CelError {
  return isInt64(value) ? normalInt(value) : INTEGER_OVERFLOW;
}

// A result that rounds to a safe integer was exact: what lies beyond 2^53 - 1 never rounds to less.
// The `+ 0` turns -0, which no int is, into 0.

export function addInt(a: Int, b: Int): Int | CelError {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return checkedInt(BigInt(a) + BigInt(b));
}

export function subtractInt(a: Int, b: Int): Int | CelError {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return checkedInt(BigInt(a) - BigInt(b));
}

export function multiplyInt(a: Int, b: Int): Int | CelError {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return checkedInt(BigInt(a) * BigInt(b));
}

/** Rounds towards zero. */
export function divideInt(a: Int, b: Int): Int | CelError {
  if (b === 0) return DIVISION_BY_ZERO;
  if (typeof a === "number" && typeof b === "number") return (a - (a % b)) / b + 0;
  return checkedInt(BigInt(a) / BigInt(b));
}

/** Has the sign of `a`. The one quotient that overflows makes the remainder an error too. */
export function moduloInt(a: Int, b: Int): Int | CelError {
  if (b === 0) return MODULUS_BY_ZERO;
  if (typeof a === "number" && typeof b === "number") return (a % b) + 0;
  if (a === INT64_MIN && b === -1) return INTEGER_OVERFLOW;
  return checkedInt(BigInt(a) % BigInt(b));
}

export function negateInt(a: Int): Int | CelError {
  return typeof a === "number" ? 0 - a : checkedInt(-a);
}
