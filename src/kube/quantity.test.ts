import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approximateFloat } from "./amount.ts";
import {
  addQuantities,
  asDecimal,
  asInteger,
  compareQuantities,
  parseQuantity,
  type Quantity,
  quantityOf,
  signOf,
  subtractQuantities,
} from "./quantity.ts";
import { canonicalQuantity } from "./quantity-text.ts";

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

const text = fc
  .tuple(
    fc.constantFrom("", "-", "+"),
    fc.nat({ max: 10 ** 15 }),
    fc.constantFrom("", ".5", ".000000001", ".0000000000001"),
    fc.constantFrom("", "n", "m", "k", "E", "Ki", "Ei", "e3", "e-12", "e40"),
  )
  .map((parts) => parts.join(""));

describe("a quantity", () => {
  // The texts and results are those of k8s.io/apimachinery v0.36.2.
  it.each([
    ["0", "0"],
    ["1", "1"],
    ["-1", "-1"],
    ["1000", "1k"],
    ["1500", "1500"],
    ["0.5", "500m"],
    ["-0.5", "-500m"],
    ["1.500", "1500m"],
    ["1500k", "1500k"],
    ["1e3", "1e3"],
    ["1.2e5", "120e3"],
    ["1e-12", "1e-9"],
    ["1024Ki", "1Mi"],
    ["1000Ki", "1000Ki"],
    ["1.5Gi", "1536Mi"],
    ["0.5Ki", "512"],
    ["1.1Ki", "1126400m"],
    ["-2Mi", "-2Mi"],
    ["10Ei", "9223372036854775807"],
    ["1000000E", "1"],
    ["00012", "12"],
    ["+5", "5"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["-0.0000000001", "-1n"],
    ["1e400", "10e399"],
    ["0Ki", "0"],
  ])("%s is written %s", (given, canonical) => {
    expect(canonicalQuantity(quantity(given))).toBe(canonical);
  });

  it.each([
    ["1", "1Ki", "1025", "-1023", -1],
    ["0", "1Ki", "1Ki", "-1Ki", -1],
    ["1Gi", "-1Mi", "1023Mi", "1025Mi", 1],
    ["100m", "200u", "100200u", "99800u", 1],
    ["9223372036854775807", "1", "9223372036854775808", "9223372036854775806", 1],
    ["1e30", "-1", "999999999999999999999999999999", "1000000000000000000000000000001", 1],
    ["0.1", "0.2", "300m", "-100m", -1],
    ["1", "1E", "1000000000000000001", "-999999999999999999", -1],
  ])("%s and %s make %s and %s", (a, b, sum, difference, order) => {
    const [first, second] = [quantity(a), quantity(b)];
    expect(canonicalQuantity(addQuantities(first, second)!)).toBe(sum);
    expect(canonicalQuantity(subtractQuantities(first, second)!)).toBe(difference);
    expect(compareQuantities(first, second)).toBe(order);
  });

  it("has an order that sums keep", () => {
    fc.assert(
      fc.property(text, text, text, (x, y, z) => {
        const [a, b, c] = [quantity(x), quantity(y), quantity(z)];
        expect(compareQuantities(a, b) + compareQuantities(b, a)).toBe(0);
        expect(compareQuantities(addQuantities(a, c)!, addQuantities(b, c)!)).toBe(compareQuantities(a, b));
        expect(compareQuantities(subtractQuantities(addQuantities(a, b)!, b)!, a)).toBe(0);
        expect(compareQuantities(a, b)).toBe(signOf(subtractQuantities(a, b)!));
      }),
    );
  });

  it("is the same again when it is written and read", () => {
    fc.assert(
      fc.property(text, (given) => {
        const written = canonicalQuantity(quantity(given));
        // Kubernetes has no suffix for the largest.
        if (quantity(given).format === "DecimalSI" && approximateFloat(quantity(given)) >= 1e21) return;
        expect(compareQuantities(quantity(written), quantity(given))).toBe(0);
      }),
    );
  });

  it("is an integer only while it is held as one", () => {
    expect(asInteger(quantity("1k"))).toBe(1000n);
    expect(asInteger(asDecimal(quantity("1k")))).toBeUndefined();
    expect(asInteger(quantity("1000m"))).toBeUndefined();
    expect(asInteger(quantity("10E"))).toBeUndefined();
    expect(asInteger(quantity("0e2000000000"))).toBe(0n);
  });

  it("of the least int64 is its own negative", () => {
    const least = quantityOf(-(2n ** 63n));
    expect(subtractQuantities(quantity("0"), least)?.unscaled).toBe(-(2n ** 63n));
    expect(subtractQuantities(quantity("5"), least)?.unscaled).toBe(5n - 2n ** 63n);
  });

  it("has bounds", () => {
    expect(parseQuantity("1".repeat(1000))).toBeTypeOf("object");
    expect(parseQuantity("1".repeat(1001))).toBe("unable to parse numeric part of quantity");
    expect(parseQuantity(`${"0".repeat(1_000_000)}x`)).toMatch("regular expression");
    expect(addQuantities(quantity("1e2000000000"), quantity("1"))).toBeUndefined();
    expect(compareQuantities(quantity("1e2000000000"), quantity("1"))).toBe(1);
    expect(compareQuantities(quantity("-1e2000000000"), quantity("1e-2000000000"))).toBe(-1);
    expect(addQuantities(quantity("1e2000000000"), quantity("0"))).toEqual(quantity("1e2000000000"));
  });
});
