import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstOccurrence, lastOccurrence, searcher } from "./search.ts";

/** Few letters, so that parts repeat themselves. */
const repetitive = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom("a", "a", "b"), minLength, maxLength });

/** Texts that hold a part longer than JavaScript's own search is trusted with. */
const haystack = fc
  .tuple(fc.array(repetitive(0, 5), { maxLength: 4 }), repetitive(65, 80))
  .map(([around, part]) => ({ text: around.join(part), part }));

describe("search", () => {
  it("finds long parts where String.prototype.indexOf does", () => {
    fc.assert(
      fc.property(haystack, fc.nat(200), ({ text, part }, from) => {
        expect(firstOccurrence(text, part, from)).toBe(text.indexOf(part, from));
        expect(searcher(part)(text, from)).toBe(text.indexOf(part, from));
      }),
    );
  });

  it("finds long parts where String.prototype.lastIndexOf does", () => {
    fc.assert(
      fc.property(haystack, fc.nat(400), ({ text, part }, from) => {
        expect(lastOccurrence(text, part, from)).toBe(text.lastIndexOf(part, from));
      }),
    );
  });

  it("stays linear where JavaScript's own search is not", () => {
    const text = "a".repeat(2_000_000);
    const part = `${"a".repeat(500_000)}b${"a".repeat(500_000)}`;
    expect(firstOccurrence(text, part, 0)).toBe(-1);
    expect(lastOccurrence(text, part, text.length)).toBe(-1);
  });
});
