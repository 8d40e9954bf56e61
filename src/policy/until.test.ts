import { describe, expect, it } from "vitest";
import { parseUntil } from "./until.ts";

describe("parseUntil", () => {
  it.each([
    ["2026-12-31", "2027-01-01T00:00:00.000Z"],
    ["2028-02-29", "2028-03-01T00:00:00.000Z"],
    ["2026-12-31T12:00:00Z", "2026-12-31T12:00:00.000Z"],
    ["2026-12-31T12:00:00.5+02:00", "2026-12-31T10:00:00.500Z"],
  ])("%s ends at %s", (text, end) => {
    expect(new Date(parseUntil(text) ?? 0).toISOString()).toBe(end);
  });

  it.each([
    "",
    "2026",
    "tomorrow",
    "2026-02-30",
    "2027-02-29T00:00:00Z",
    "2026-13-01",
    "2026-12-31T25:00:00Z",
    "2026-12-31 12:00",
  ])("does not take %j", (text) => {
    expect(parseUntil(text)).toBeUndefined();
  });
});
