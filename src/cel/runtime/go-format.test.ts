import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDouble, formatFixed } from "./go-format.ts";

describe("formatDouble", () => {
  it.each([
    [0, "0"],
    [-0, "-0"],
    [1, "1"],
    [-1.5, "-1.5"],
    [0.1, "0.1"],
    [100000, "100000"],
    [999999, "999999"],
    [1e6, "1e+06"],
    [1234567, "1.234567e+06"],
    [123456789, "1.23456789e+08"],
    [1e20, "1e+20"],
    [1e21, "1e+21"],
    [1e100, "1e+100"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [1.5e-7, "1.5e-07"],
    [5e-324, "5e-324"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
    [0.1 + 0.2, "0.30000000000000004"],
    [Number.NaN, "NaN"],
    [Infinity, "+Inf"],
    [-Infinity, "-Inf"],
  ])("writes %d as %s", (value, text) => {
    expect(formatDouble(value)).toBe(text);
  });

  it("writes what reads as the same number", () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), reads));
    function reads(value: number) {
      expect(Number(formatDouble(value))).toBe(value);
      expect(Number(formatFixed(value))).toBe(value);
      expect(formatFixed(value)).not.toContain("e");
    }
  });
});

it.each([
  [0.000001, "0.000001"],
  [1e-9, "0.000000001"],
  [9223372036.854776, "9223372036.854776"],
  [3.6e8, "360000000"],
  [1e21, "1000000000000000000000"],
])("formatFixed writes %d as %s", (value, text) => {
  expect(formatFixed(value)).toBe(text);
});
