import { describe, expect, it } from "vitest";
import { byteLength, goQuote, trimSpace } from "./go-text.ts";

describe("goQuote", () => {
  it.each([
    ["plain é 日本 😀", '"plain é 日本 😀"'],
    ['a "b" \\c', '"a \\"b\\" \\\\c"'],
    ["\x07\b\f\n\r\t\v", '"\\a\\b\\f\\n\\r\\t\\v"'],
    ["\0\x1f\x7f", '"\\x00\\x1f\\x7f"'],
    ["\u0080\u00ad\u200b\ue000\u2028", '"\\u0080\\u00ad\\u200b\\ue000\\u2028"'],
    ["\u{e0001}", '"\\U000e0001"'],
    ["<&>", '"<&>"'],
  ])("prints %j as Go does", (text, quoted) => {
    expect(goQuote(text)).toBe(quoted);
  });
});

describe("trimSpace", () => {
  it.each([
    [" \t\n\v\f\r\u0085\u00a0\u2028\u3000a b\u3000\n", "a b"],
    ["\ufeffa", "\ufeffa"],
    ["\u200b", "\u200b"],
    [" \u2003 ", ""],
    ["", ""],
  ])("of %j leaves %j", (text, trimmed) => {
    expect(trimSpace(text)).toBe(trimmed);
  });
});

it("counts bytes of UTF-8", () => {
  expect(byteLength("aé日😀")).toBe(1 + 2 + 3 + 4);
});
