import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CelError, Duration, Timestamp } from "../values.ts";
import { INT64_MAX, INT64_MIN } from "./int64.ts";
import {
  addDuration,
  civilDate,
  daysFromCivil,
  formatTimestamp,
  isZeroTimestamp,
  parseTimestamp,
  showGoTime,
  subtractDuration,
  subtractTimestamps,
} from "./timestamp.ts";

function timestamp(text: string): Timestamp {
  const parsed = parseTimestamp(text);
  if (!(parsed instanceof Timestamp)) throw new Error(`${text} is no timestamp`);
  return parsed;
}

describe("parseTimestamp", () => {
  it.each([
    ["2023-07-14T10:30:45Z", "2023-07-14T10:30:45Z"],
    ["2023-07-14T1:30:45Z", "2023-07-14T01:30:45Z"],
    ["2023-07-14T10:30:45.123456789Z", "2023-07-14T10:30:45.123456789Z"],
    ["2023-07-14T10:30:45.1234567899Z", "2023-07-14T10:30:45.123456789Z"],
    ["2023-07-14T10:30:45,5Z", "2023-07-14T10:30:45.5Z"],
    ["2023-07-14T10:30:45+02:00", "2023-07-14T10:30:45+02:00"],
    ["2023-07-14T10:30:45-02:30", "2023-07-14T10:30:45-02:30"],
    ["2023-07-14T10:30:45-00:00", "2023-07-14T10:30:45Z"],
    ["2023-07-14T10:30:45+24:60", "2023-07-14T10:30:45+25:00"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
    ["2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ["0000-12-31T23:59:00-00:01", "0000-12-31T23:59:00-00:01"],
    ["9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"],
    ["9999-12-31T23:59:59+23:00", "9999-12-31T23:59:59+23:00"],
  ])("reads %s", (text, formatted) => {
    expect(formatTimestamp(timestamp(text))).toBe(formatted);
  });

  it.each([
    ...["", "2023-07-14T10:30:45", "2023-07-14 10:30:45Z", "2023-07-14t10:30:45Z", "2023-07-14T10:30:45z"],
    ...["2023-7-14T10:30:45Z", "2023-07-14T10:30:45.Z", "2023-07-14T10:30:45+25:00", "2023-07-14T10:30:45+00:61"],
    ...["2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2023-04-31T00:00:00Z", "2023-13-01T00:00:00Z"],
    ...["2023-00-01T00:00:00Z", "2023-01-00T00:00:00Z", "2023-01-01T24:00:00Z", "2023-01-01T00:60:00Z"],
    ...["2023-01-01T00:00:60Z", "2023-01-01T00:00:00Z\n", "12023-01-01T00:00:00Z"],
  ])("refuses %j", (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  it.each(["0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])(
    "gives an error for %s, which is out of range",
    (text) => {
      expect(parseTimestamp(text)).toEqual(new CelError("timestamp overflow"));
    },
  );
});

describe("arithmetic", () => {
  it.each([
    ["1970-01-01T00:00:00Z", -1n, "1969-12-31T23:59:59.999999999Z"],
    ["1969-12-31T23:59:59.5Z", 500_000_000n, "1970-01-01T00:00:00Z"],
    ["2023-12-31T23:59:59.999999999+02:00", 1n, "2024-01-01T00:00:00+02:00"],
    ["2000-01-01T00:00:00Z", INT64_MAX, "2292-04-10T23:47:16.854775807Z"],
    ["2000-01-01T00:00:00Z", INT64_MIN, "1707-09-22T00:12:43.145224192Z"],
  ])("%s plus %d ns is %s", (text, nanos, sum) => {
    expect(addDuration(timestamp(text), nanos)).toEqual(timestamp(sum));
  });

  it("leaves the years 1 to 9999 with an error", () => {
    const overflow = new CelError("timestamp overflow");
    expect(addDuration(timestamp("9999-12-31T23:59:59.999999999Z"), 1n)).toEqual(overflow);
    expect(addDuration(timestamp("0001-01-01T00:00:00Z"), -1n)).toEqual(overflow);
    expect(subtractDuration(timestamp("2000-01-01T00:00:00Z"), INT64_MIN)).toEqual(new CelError("integer overflow"));
  });

  it("subtracts timestamps unless the difference is beyond int64", () => {
    const later = timestamp("2023-07-14T10:30:45.000000001+02:00");
    expect(subtractTimestamps(later, timestamp("2023-07-14T08:30:44.999999999Z"))).toEqual(new Duration(2n));
    const difference = subtractTimestamps(timestamp("9999-12-31T23:59:59Z"), timestamp("0001-01-01T00:00:00Z"));
    expect(difference).toEqual(new CelError("integer overflow"));
  });

  it("undoes itself", () => {
    const moments = fc.integer({ min: -62135596800 + 1e10, max: 253402300799 - 1e10 });
    const law = fc.property(moments, fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (seconds, nanos) => {
      const start = new Timestamp(seconds, 123);
      const end = addDuration(start, nanos) as Timestamp;
      expect(subtractTimestamps(end, start)).toEqual(new Duration(nanos));
      expect(subtractDuration(end, nanos)).toEqual(start);
    });
    fc.assert(law);
  });
});

describe("the calendar", () => {
  it("is the one of JavaScript's dates", () => {
    const seconds = fc.integer({ min: -8.64e12, max: 8.64e12 });
    const law = fc.property(seconds, (value) => {
      const date = new Date(value * 1000);
      const civil = civilDate(value);
      expect(civil).toEqual({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
      expect(daysFromCivil(civil.year, civil.month, civil.day)).toBe(Math.floor(value / 86_400));
    });
    fc.assert(law, { numRuns: 1000 });
  });
});

it.each([
  ["2023-01-01T00:00:00Z", "2023-01-01 00:00:00 +0000 UTC"],
  ["2023-01-01T00:00:00.5+02:00", "2023-01-01 00:00:00.5 +0200 +0200"],
])("Go prints %s as %s", (text, shown) => {
  expect(showGoTime(timestamp(text))).toBe(shown);
});

it("has its zero at the beginning of year 1", () => {
  expect(isZeroTimestamp(timestamp("0001-01-01T00:00:00Z"))).toBe(true);
  expect(isZeroTimestamp(timestamp("1970-01-01T00:00:00Z"))).toBe(false);
});
