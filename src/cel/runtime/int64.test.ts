import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CelError, normalInt } from "../values.ts";
import {
  addInt,
  DIVISION_BY_ZERO,
  divideInt,
  INT64_MAX,
  INT64_MIN,
  INTEGER_OVERFLOW,
  type Int,
  MODULUS_BY_ZERO,
  moduloInt,
  multiplyInt,
  negateInt,
  subtractInt,
} from "./int64.ts";

const near = (center: bigint) => fc.bigInt({ min: center - 3n, max: center + 3n });
const int64 = fc
  .oneof(
    fc.bigInt({ min: INT64_MIN, max: INT64_MAX }),
    near(0n),
    near(2n ** 53n),
    near(-(2n ** 53n)),
    near(2n ** 32n),
    near(3037000500n),
    fc.constantFrom(INT64_MIN, INT64_MIN + 1n, INT64_MAX, INT64_MAX - 1n),
  )
  .map((value) => BigInt.asIntN(64, value));

/** What exact arithmetic says: the one representation of the result, or overflow. */
function exact(value: bigint): Int | CelError {
  return value < INT64_MIN || value > INT64_MAX ? INTEGER_OVERFLOW : normalInt(value);
}

describe("arithmetic agrees with exact integers", () => {
  it.each([
    ["+", addInt, (a: bigint, b: bigint) => exact(a + b)],
    ["-", subtractInt, (a: bigint, b: bigint) => exact(a - b)],
    ["*", multiplyInt, (a: bigint, b: bigint) => exact(a * b)],
    ["/", divideInt, (a: bigint, b: bigint) => (b === 0n ? DIVISION_BY_ZERO : exact(a / b))],
    ["%", moduloInt, modulo],
    ["negation", (a: Int) => negateInt(a), (a: bigint) => exact(-a)],
  ])("%s", (_, operation, reference) => {
    const law = fc.property(int64, int64, (a, b) => {
      expect(operation(normalInt(a), normalInt(b))).toBe(reference(a, b));
    });
    fc.assert(law, { numRuns: 2000 });
  });
});

function modulo(a: bigint, b: bigint): Int | CelError {
  if (b === 0n) return MODULUS_BY_ZERO;
  return a === INT64_MIN && b === -1n ? INTEGER_OVERFLOW : exact(a % b);
}

it.each([
  ["0 * -5", multiplyInt(0, -5)],
  ["-4 % 2", moduloInt(-4, 2)],
  ["-1 / 2", divideInt(-1, 2)],
  ["-0", negateInt(0)],
])("%s is 0, not -0", (_, result) => {
  expect(Object.is(result, 0)).toBe(true);
});

it.each([
  ["integer overflow", addInt(INT64_MAX, 1)],
  ["integer overflow", negateInt(INT64_MIN)],
  ["integer overflow", divideInt(INT64_MIN, -1)],
  ["division by zero", divideInt(1, 0)],
  ["modulus by zero", moduloInt(INT64_MIN, 0)],
])("the error is %s", (message, result) => {
  expect(result).toEqual(new CelError(message));
});
