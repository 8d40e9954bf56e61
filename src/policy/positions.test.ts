import { describe, expect, it } from "vitest";
import { excerpt, Lines } from "./positions.ts";

describe("Lines", () => {
  const lines = new Lines("ab\r\n😀c\n\nd");

  it.each([
    [0, { line: 1, column: 1 }],
    [2, { line: 1, column: 3 }],
    [4, { line: 2, column: 1 }],
    [6, { line: 2, column: 2 }],
    [8, { line: 3, column: 1 }],
    [10, { line: 4, column: 2 }],
  ])("knows where %i is", (offset, position) => {
    expect(lines.position(offset)).toEqual(position);
  });

  it.each([
    [1, "ab"],
    [2, "😀c"],
    [3, ""],
    [4, "d"],
    [5, ""],
  ])("gives line %i", (line, text) => {
    expect(lines.line(line)).toBe(text);
  });
});

describe("excerpt", () => {
  it("puts the caret under the code point", () => {
    expect(excerpt(new Lines("\t😀 x"), { line: 1, column: 4 })).toBe(" |  😀 x\n |    ^");
  });

  it("shows the part of a long line around the place", () => {
    const [shown = "", caret = ""] = excerpt(new Lines(`${"a".repeat(200)}b${"c".repeat(200)}`), {
      line: 1,
      column: 201,
    }).split("\n");
    expect(shown).toBe(` | ${"a".repeat(80)}b${"c".repeat(79)}`);
    expect(shown.charAt(caret.length - 1)).toBe("b");
  });
});
