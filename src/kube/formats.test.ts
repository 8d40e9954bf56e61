import { describe, expect, it } from "vitest";
import { FORMATS } from "./formats.ts";

describe.each([
  [
    "datetime",
    ["2020-02-29T23:59:59Z", "2020-01-01t00:00:00z", "2020-01-01T00:00:00x1Z", "2020-01-01T00:00:00ZTrest"],
    ["2021-02-29T00:00:00Z", "2020-01-01 00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T00:00:00\n1Z", ""],
  ],
  ["date", ["2000-02-29", "0000-02-29"], ["1900-02-29", "2020-04-31", "2020-1-01", "2020-01-00", "2020-01-01\n"]],
  ["byte", ["aa==", "aaa=", "a+/a"], ["", "====", "a===", "aa=a", "a-_a", "aaa"]],
  [
    "uuid",
    ["123e4567-e89b-12d3-a456-426614174000", "123E4567e89b12d3-A456426614174000"],
    ["123e4567-e89b-12d3-a456-42661417400", "g23e4567-e89b-12d3-a456-426614174000"],
  ],
  ["dns1123LabelPrefix", ["a", "a-", "ab-"], ["-", "é-", "a.b-", "a\n"]],
  ["uri", ["/", "a:b"], ["", "a"]],
])("%s", (name, right, wrong) => {
  const faults = FORMATS.get(name)?.faults ?? (() => []);

  it.each(right)("takes %j", (text) => {
    expect(faults(text)).toEqual([]);
  });

  it.each(wrong)("refuses %j", (text) => {
    expect(faults(text)).toHaveLength(1);
  });
});
