import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration, showGoDuration } from "./duration.ts";
import { INT64_MAX, INT64_MIN } from "./int64.ts";

const HOUR = 3_600_000_000_000n;

describe("parseDuration", () => {
  it.each([
    ["0", 0n],
    ["+0", 0n],
    ["1s", 1_000_000_000n],
    ["-1.5s", -1_500_000_000n],
    ["+300ms", 300_000_000n],
    ["1h30m", HOUR + HOUR / 2n],
    [".5s", 500_000_000n],
    ["1.s", 1_000_000_000n],
    ["1us", 1_000n],
    ["1\u00b5s", 1_000n],
    ["1\u03bcs", 1_000n],
    ["0.5ns", 0n],
    ["1.999999999ns", 1n],
    ["0.3333333333333333333h", HOUR / 3n],
    ["0.9223372036854775807h", 3_320_413_933_267n],
    ["9223372036854775807ns", INT64_MAX],
    ["-9223372036854775808ns", INT64_MIN],
    ["2562047h47m16.854775807s", INT64_MAX],
    ["0000000000000000000000001h", HOUR],
  ])("reads %s", (text, nanos) => {
    expect(parseDuration(text)).toBe(nanos);
  });

  it.each([
    ...["", "-", "1", "s", ".s", "1d", "1 h", "1h-1m", "1.2.3s", "--1s", "1H"],
    ...["9223372036854775808ns", "-9223372036854775809ns", "2562047h47m16.854775808s", "2562048h"],
    `${"9".repeat(40)}ns`,
  ])("refuses %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("reads what Go prints", () => {
    const law = fc.property(fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }), (nanos) => {
      expect(parseDuration(showGoDuration(nanos))).toBe(nanos);
    });
    fc.assert(law);
  });
});

it.each([
  ["0s", "0s"],
  ["-1.5s", "-1.5s"],
  ["90m", "5400s"],
  ["1ms", "0.001s"],
  ["1ns", "0.000000001s"],
  ["100000h", "360000000s"],
  ["2562047h47m16.854775807s", "9223372036.854776s"],
  ["-2562047h47m16.854775808s", "-9223372036.854776s"],
  ["12345678.123456789s", "12345678.12345679s"],
])("formatDuration writes %s as %s", (text, seconds) => {
  expect(formatDuration(parseDuration(text)!)).toBe(seconds);
});

it.each([
  ["0s", "0s"],
  ["300ns", "300ns"],
  ["1500ns", "1.5\u00b5s"],
  ["1.5ms", "1.5ms"],
  ["90s", "1m30s"],
  ["-90s", "-1m30s"],
  ["25h1m0.000001s", "25h1m0.000001s"],
  ["1h", "1h0m0s"],
])("showGoDuration writes %s as %s", (text, shown) => {
  expect(showGoDuration(parseDuration(text)!)).toBe(shown);
});
