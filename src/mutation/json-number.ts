import { Double, type Json } from "../json/value.ts";

const INT64_LIMIT = 2 ** 63;

/**
 * A floating-point number as the API server has it after writing and reading it: one without a fraction is an integer
 * there if it fits into 64 bits, as Go writes it without a point.
 */
export function jsonNumber(value: number): Json {
  if (!Number.isInteger(value) || Math.abs(value) >= INT64_LIMIT) return new Double(value);
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
}
