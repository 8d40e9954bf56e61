/** Arithmetic on CEL's uint: within 0 to 2^64 - 1, or an error. */
import type { CelError } from "../values.ts";
import { Uint } from "../values.ts";
import { DIVISION_BY_ZERO, MODULUS_BY_ZERO, UINT64_MAX, UNSIGNED_OVERFLOW } from "./int64.ts";

export function checkedUint(value: bigint): Uint | CelError {
  return value >= 0n && value <= UINT64_MAX ? new Uint(value) : UNSIGNED_OVERFLOW;
}

export function addUint(a: Uint, b: Uint): Uint | CelError {
  return checkedUint(a.value + b.value);
}

export function subtractUint(a: Uint, b: Uint): Uint | CelError {
  return checkedUint(a.value - b.value);
}

export function multiplyUint(a: Uint, b: Uint): Uint | CelError {
  return checkedUint(a.value * b.value);
}

export function divideUint(a: Uint, b: Uint): Uint | CelError {
  return b.value === 0n ? DIVISION_BY_ZERO : new Uint(a.value / b.value);
}

export function moduloUint(a: Uint, b: Uint): Uint | CelError {
  return b.value === 0n ? MODULUS_BY_ZERO : new Uint(a.value % b.value);
}
