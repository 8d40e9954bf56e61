import { describe, expect, it } from "vitest";
import { CelError, Timestamp } from "../values.ts";
import { utcOffset } from "./time-zone.ts";

const SUMMER = new Timestamp(Date.UTC(2023, 6, 14) / 1000, 0);
const WINTER = new Timestamp(Date.UTC(2023, 0, 14) / 1000, 0);
const HOUR = 3600;

describe("utcOffset", () => {
  it.each([
    ["", 0],
    ["UTC", 0],
    ["Local", 0],
    ["Etc/GMT+5", -5 * HOUR],
    ["America/New_York", -4 * HOUR],
    ["US/Pacific", -7 * HOUR],
    ["Asia/Kolkata", 5.5 * HOUR],
    ["America/Argentina/Buenos_Aires", -3 * HOUR],
    ["+01:00", HOUR],
    ["-01:30", -1.5 * HOUR],
    ["-0:30", -0.5 * HOUR],
    ["05:45", 5.75 * HOUR],
    ["99:99", 99 * HOUR + 99 * 60],
    ["+1:-5", HOUR - 5 * 60],
    ["-1:-5", -HOUR + 5 * 60],
  ])("of %j in summer is %d", (zone, offset) => {
    expect(utcOffset(SUMMER, zone)).toBe(offset);
  });

  it("follows daylight saving time", () => {
    expect(utcOffset(WINTER, "America/New_York")).toBe(-5 * HOUR);
    expect(utcOffset(WINTER, "Australia/Sydney")).toBe(11 * HOUR);
  });

  it("has seconds before there were time zones", () => {
    expect(utcOffset(new Timestamp(-62135596800, 0), "America/New_York")).toBe(-(4 * HOUR + 56 * 60 + 2));
  });

  it.each([
    ["Nope", "unknown time zone Nope"],
    ["america/new_york", "unknown time zone america/new_york"],
    ["+01", "unknown time zone +01"],
    ["__proto__", "unknown time zone __proto__"],
    ["America", "is a directory"],
    ["America/Argentina", "is a directory"],
    ["../UTC", "time: invalid location name"],
    ["/UTC", "time: invalid location name"],
    ["\\UTC", "time: invalid location name"],
    ["x:1", 'strconv.Atoi: parsing "x": invalid syntax'],
    ["1:", 'strconv.Atoi: parsing "": invalid syntax'],
    ["1:2:3", 'strconv.Atoi: parsing "2:3": invalid syntax'],
    ["1:99999999999999999999", 'strconv.Atoi: parsing "99999999999999999999": value out of range'],
  ])("of %j is an error", (zone, message) => {
    expect(utcOffset(SUMMER, zone)).toEqual(new CelError(message));
  });
});
