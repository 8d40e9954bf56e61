import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BudgetExceeded } from "../values.ts";
import { replaceText, splitText } from "./split.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "😀", "é"), maxLength: 12 });

describe("splitText", () => {
  it("gives parts that joined make the text", () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 6 }), (whole, separator, limit) => {
        const parts = splitText(whole, separator, limit);
        expect(parts.length).toBeLessThanOrEqual(limit);
        expect(parts.join(separator)).toBe(whole);
        expect(splitText(whole, separator, -1).join(separator)).toBe(whole);
      }),
    );
  });

  it("treats long separators as short ones", () => {
    const separator = "ab".repeat(40);
    expect(splitText(`x${separator}y${separator}`, separator, -1)).toEqual(["x", "y", ""]);
    expect(splitText(`x${separator}y${separator}`, separator, 2)).toEqual(["x", `y${separator}`]);
  });
});

describe("replaceText", () => {
  it("replaces what splitting finds", () => {
    fc.assert(
      fc.property(
        text,
        text.filter((old) => old !== ""),
        text,
        (whole, old, replacement) => {
          expect(replaceText(whole, old, replacement, -1)).toBe(whole.split(old).join(replacement));
        },
      ),
    );
  });

  it("makes no text that is too long to use", () => {
    const long = "a".repeat(100_000);
    expect(() => replaceText(long, "", long, -1)).toThrow(BudgetExceeded);
    expect(() => replaceText(long, "a", long, -1)).toThrow(BudgetExceeded);
  });
});
