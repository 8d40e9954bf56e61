import { expect, it } from "vitest";
import { parseQuantity } from "./quantity.ts";
import { canonicalQuantity } from "./quantity-text.ts";

/** Recorded from k8s.io/apimachinery. */
it.each([
  ["0.0", "0"],
  ["1", "1"],
  ["1000", "1k"],
  ["1000m", "1"],
  ["1500m", "1500m"],
  [".5", "500m"],
  ["1.5", "1500m"],
  ["0.0001", "100u"],
  ["1n", "1n"],
  ["12k", "12k"],
  ["1000k", "1M"],
  ["1e3", "1e3"],
  ["1e4", "10e3"],
  ["1Ki", "1Ki"],
  ["1024", "1024"],
  ["2048Ki", "2Mi"],
  ["1536Mi", "1536Mi"],
  ["1.5Gi", "1536Mi"],
  ["0.5Mi", "512Ki"],
  ["0.1Ki", "102400m"],
  ["-1000m", "-1"],
  ["-2048Ki", "-2Mi"],
  ["9223372036854775807", "9223372036854775807"],
  ["9Ei", "9223372036854775807"],
  ["12345678901234567890", "12345678901234567890"],
])("%s is written %s", (text, canonical) => {
  const quantity = parseQuantity(text);
  expect(typeof quantity === "string" ? quantity : canonicalQuantity(quantity)).toBe(canonical);
});
