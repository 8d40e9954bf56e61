import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INT64_MAX, INT64_MIN } from "./int64.ts";
import { parseBool, parseDouble, parseInt64, parseUint64 } from "./parse-number.ts";

const NO_INTEGERS = ["", "+", "-", "--1", "+-1", "1.0", "1e3", "1_000", "0x10", " 1", "1 ", "\uff11", "9".repeat(40)];

describe("parseInt64", () => {
  it.each([
    ["0", 0],
    ["-0", 0],
    ["+5", 5],
    ["-007", -7],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["9223372036854775807", INT64_MAX],
    ["-9223372036854775808", INT64_MIN],
    [`${"0".repeat(30)}7`, 7],
  ])("reads %s", (text, value) => {
    expect(parseInt64(text)).toBe(value);
  });

  it.each([...NO_INTEGERS, "9223372036854775808", "-9223372036854775809"])("refuses %j", (text) => {
    expect(parseInt64(text)).toBeUndefined();
  });
});

describe("parseUint64", () => {
  it.each([
    ["0", 0n],
    ["007", 7n],
    ["18446744073709551615", 2n ** 64n - 1n],
  ])("reads %s", (text, value) => {
    expect(parseUint64(text)).toBe(value);
  });

  it.each([...NO_INTEGERS, "+5", "-0", "18446744073709551616"])("refuses %j", (text) => {
    expect(parseUint64(text)).toBeUndefined();
  });
});

describe("parseDouble", () => {
  it.each([
    ["1", 1],
    ["-0", -0],
    ["+.5", 0.5],
    ["5.", 5],
    ["1E-7", 1e-7],
    ["1e-400", 0],
    ["0x1p-2", 0.25],
    ["-0X1.8p1", -3],
    ["0x.8p1", 1],
    ["0x1p1023", 2 ** 1023],
    ["0x1.fffffffffffff8p0", 2],
    ["0x1.fffffffffffff7p0", 1.9999999999999998],
    ["0x1.00000000000008p0", 1],
    ["0x1.000000000000080000000000000001p0", 1.0000000000000002],
    ["0x1p-1074", 5e-324],
    ["0x1p-1075", 0],
    ["0x3p-1076", 5e-324],
    ["0x0p9999999999", 0],
    ["0x1p-9999999999", 0],
    ["1_000.5", 1000.5],
    ["1_0e1_0", 1e11],
    ["0x_1p0", 1],
    ["inf", Infinity],
    ["-INFINITY", -Infinity],
    ["NaN", Number.NaN],
  ])("reads %s", (text, value) => {
    expect(parseDouble(text)).toBe(value);
  });

  it.each([
    ...["", ".", "1e", "e1", " 1", "1 ", "0x1", "0b1", "infi", "+nan", "\uff11", "1__0", "_1", "1_", "1_.5", "1e_5"],
    ...["0_x1p0", "1e400", "-1e400", "0x1p1024"],
  ])("refuses %j", (text) => {
    expect(parseDouble(text)).toBeUndefined();
  });

  it("rounds hexadecimal numbers as JavaScript rounds integers", () => {
    const law = fc.property(fc.bigInt({ min: 0n, max: 2n ** 200n }), (value) => {
      expect(parseDouble(`0x${value.toString(16)}p0`)).toBe(Number(value));
    });
    fc.assert(law, { numRuns: 1000 });
  });
});

it.each([
  [true, ["1", "t", "T", "true", "True", "TRUE"]],
  [false, ["0", "f", "F", "false", "False", "FALSE"]],
  [undefined, ["", "yes", "tRUE", "true ", "2"]],
])("parseBool gives %s for %j", (value, texts) => {
  expect(texts.map(parseBool)).toEqual(texts.map(() => value));
});
