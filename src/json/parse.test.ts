import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonSyntaxError, MAX_DEPTH, parseJson } from "./parse.ts";
import { Double, type Json } from "./value.ts";

describe("parseJson", () => {
  it.each<[string, Json]>([
    ["null", null],
    [" true ", true],
    ["[1,-2,0]", [1, -2, 0]],
    ["-0", 0],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["-9007199254740993", -9007199254740993n],
    ["9223372036854775807", 9223372036854775807n],
    ["-9223372036854775808", -9223372036854775808n],
    ["9223372036854775808", new Double(2 ** 63)],
    ["-9223372036854775809", new Double(-(2 ** 63))],
    ["1.0", new Double(1)],
    ["1e2", new Double(100)],
    ["-0.0", new Double(-0)],
    ["1E-400", new Double(0)],
    ['{"a":{"b":[[],{}]}}', { a: { b: [[], {}] } }],
    ['{"a":1,"b":2,"a":3.5}', { a: new Double(3.5), b: 2 }],
    ['"\\u00e9\\n\\"\\/\\ud83d\\ude00"', 'é\n"/😀'],
    ['["\\ud800", "\\udc00x"]', ["\ufffd", "\ufffdx"]],
    ["\t{\r\n}", {}],
  ])("%s", (text, value) => {
    const got = parseJson(text);
    expect(got).toEqual(value);
    if (typeof got === "number") expect(Object.is(got, -0)).toBe(false);
  });

  it.each(['{"__proto__":{"a":1}}', '{"__proto__":{"a":1},"b":0.5}'])("keeps the key in %s", (text) => {
    const value = parseJson(text) as Record<string, Json>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(value, "__proto__")?.value).toEqual({ a: 1 });
    expect(value["a"]).toBeUndefined();
  });

  it.each<[string, string]>([
    ["", "unexpected end at offset 0"],
    ["{", "expected a key at offset 1"],
    ["[1,]", "expected a value at offset 3"],
    ["[1.5 2]", 'expected "," or the end of the list at offset 5'],
    ['{"a":1,}', "expected a key at offset 7"],
    ['{"a" 1}', 'expected ":" at offset 5'],
    ["01", "unexpected text after the value at offset 1"],
    ["-", "expected a digit at offset 1"],
    ["1.", "expected a digit at offset 2"],
    ["[1e400]", "number out of range at offset 1"],
    ['"secret\n"', "control character in a string at offset 7"],
    ['"secret', "unexpected end at offset 7"],
    ['"\\x"', "invalid escape at offset 1"],
    ['"\\u12g4"', "invalid escape at offset 1"],
    ["nul", "expected a value at offset 0"],
    ["1 secret", "unexpected text after the value at offset 2"],
    ["\u00a01", "expected a value at offset 0"],
  ])("refuses %s", (text, message) => {
    expect(() => parseJson(text)).toThrow(JsonSyntaxError);
    expect(() => parseJson(text)).toThrow(message);
  });

  it.each([
    ["[", "]", "1"],
    ["[", "]", "1.5"],
    ['{"a":', "}", "0"],
  ])("nests %s as deep as Go does", (open, close, core) => {
    const nested = (depth: number): string => open.repeat(depth) + core + close.repeat(depth);
    expect(parseJson(nested(MAX_DEPTH))).toBeTypeOf("object");
    expect(() => parseJson(nested(MAX_DEPTH + 1))).toThrow("nested too deeply");
    expect(() => parseJson(nested(1_000_000))).toThrow("nested too deeply");
  });

  it("accepts what JSON.parse accepts, and nothing else", () => {
    const fragments = [
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      "u00",
      "ud8",
      "0",
      "-",
      "1",
      ".",
      "e",
      "+",
      " ",
      "null",
      "a",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        expect(accepts(parseJson, text)).toBe(accepts(JSON.parse, text));
      }),
      { numRuns: 5000 },
    );
  });

  it("agrees with JSON.parse but for the kinds of numbers", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(plain(parseJson(text))).toEqual(plain(JSON.parse(text)));
      }),
    );
  });
});

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Every number as a float64, as JSON.parse has it. */
function plain(value: Json): unknown {
  if (value instanceof Double) return value.value + 0;
  if (typeof value === "number" || typeof value === "bigint") return Number(value) + 0;
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).map(([key, member]) => [key.toWellFormed(), plain(member)]);
}
