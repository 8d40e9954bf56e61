import { expect, it } from "vitest";
import { reviewTime } from "./timeout.ts";

it.each([
  [undefined, 9000],
  ["10s", 9000],
  ["1.5s", 1350],
  ["500ms", 450],
  ["1m30s", 27_000],
  ["24h", 27_000],
  ["1s500ms", 1350],
  ["0s", undefined],
  ["", undefined],
  ["10", undefined],
  ["-1s", undefined],
  ["s", undefined],
  ["1s ", undefined],
  ["1x", undefined],
  ["9".repeat(40), undefined],
])("timeout %s gives %s ms", (text, ms) => {
  expect(reviewTime(text)).toBe(ms);
});
