import { describe, expect, it } from "vitest";
import { parse } from "./parse.ts";

function literal(source: string): unknown {
  const parsed = parse(source);
  return parsed.ok && parsed.expr.kind === "constant" ? parsed.expr.value : parsed;
}

describe("string literals", () => {
  it.each([
    ["''", ""],
    ['""', ""],
    ["'a\"b'", 'a"b'],
    ["'\\a\\b\\f\\n\\r\\t\\v'", "\u0007\b\f\n\r\t\v"],
    ["'\\\\ \\? \\\" \\' \\`'", "\\ ? \" ' `"],
    ["'\\x41\\X42\\103\\u00e9\\U0001F600'", "ABCé😀"],
    ["'\\377\\x80'", "ÿ\u0080"],
    ["'\\000'", "\u0000"],
    ["'\\1234'", "S4"],
    ["'é😀'", "é😀"],
    ["'\t'", "\t"],
    ["'''a'b''c'''", "a'b''c"],
    ['"""a\nb\r\nc\rd"""', "a\nb\nc\nd"],
    ["''''a'''", "'a"],
    ["'''a\\''''", "a'"],
    ['"""\\""""', '"'],
    ["''''''", ""],
    ["r'\\n'", "\\n"],
    ['R"\\"', "\\"],
    ["r'''a\\'b'''", "a\\'b"],
    ["r'''a\r\nb'''", "a\nb"],
  ])("%j means %j", (source, value) => {
    expect(literal(source)).toBe(value);
  });
});

describe("bytes literals", () => {
  it.each([
    ["b''", []],
    ["b'aé'", [0x61, 0xc3, 0xa9]],
    ['B"\\xff\\377\\101"', [0xff, 0xff, 0x41]],
    ["b'\\n\\\\é'", [0x0a, 0x5c, 0xc3, 0xa9]],
    ["br'\\n'", [0x5c, 0x6e]],
    ["bR'''\\x'''", [0x5c, 0x78]],
    ["b'''a\r\nb'''", [0x61, 0x0a, 0x62]],
  ])("%j means %j", (source, bytes) => {
    expect(literal(source)).toEqual(Uint8Array.from(bytes));
  });

  it("may be long", () => {
    expect(literal(`b'${"é".repeat(90_000)}\\n'`)).toHaveLength(180_001);
  });
});
