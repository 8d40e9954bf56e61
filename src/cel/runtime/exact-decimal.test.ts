import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedDigits, significantDigits } from "./exact-decimal.ts";

const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map(Math.abs);

describe("fixedDigits", () => {
  it.each([
    [0.5, 0, "0", ""],
    [1.5, 0, "2", ""],
    [2.5, 0, "2", ""],
    [0.125, 2, "0", "12"],
    [0.375, 2, "0", "38"],
    [2.675, 2, "2", "67"],
    [999.9996, 3, "1000", "000"],
    [1e22, 1, "10000000000000000000000", "0"],
    [0, 2, "0", "00"],
  ])("%d to %i", (value, places, whole, fraction) => {
    expect(fixedDigits(value, places)).toEqual([whole, fraction]);
  });

  it("is exact with all places", () => {
    fc.assert(
      fc.property(double, (value) => {
        expect(Number(fixedDigits(value, 1074).join("."))).toBe(value);
      }),
    );
  });
});

describe("significantDigits", () => {
  it.each([
    [12345665, 7, "1234566", 7],
    [12345675, 7, "1234568", 7],
    [9999999.5, 7, "1000000", 7],
    [1e-323, 7, "9881313", -324],
    [5e-324, 7, "4940656", -324],
    [0, 3, "000", 0],
  ])("%d to %i", (value, count, digits, exponent) => {
    expect(significantDigits(value, count)).toEqual([digits, exponent]);
  });

  it("identifies the number with 17 of them", () => {
    fc.assert(
      fc.property(double, (value) => {
        const [digits, exponent] = significantDigits(value, 17);
        expect(Number(`${digits.slice(0, 1)}.${digits.slice(1)}e${exponent}`)).toBe(value);
      }),
    );
  });
});
