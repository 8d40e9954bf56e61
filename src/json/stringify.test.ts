import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse.ts";
import { goJsonString, stringifyJson } from "./stringify.ts";
import { Double, type Json } from "./value.ts";

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => new Double(value)),
    fc.string({ unit: "binary" }),
    fc.array(tie("json")),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "1")), tie("json"), {
      noNullPrototype: true,
    }),
  ),
}));

describe("stringifyJson", () => {
  it("is undone by parseJson", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(parseJson(stringifyJson(value))).toEqual(value);
      }),
    );
  });

  it("writes as JSON.stringify where that can", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const reread = parseJson(text);
        expect(JSON.parse(stringifyJson(reread))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each<[Json, string]>([
    [new Double(1), "1.0"],
    [new Double(-0), "-0.0"],
    [new Double(1e21), "1e+21"],
    [new Double(0.1), "0.1"],
    [-9007199254740993n, "-9007199254740993"],
    [[[], {}, [1, { a: null }]], '[[],{},[1,{"a":null}]]'],
    [{ 'a"b': "\u2028\ud800" }, '{"a\\"b":"\u2028\\ud800"}'],
  ])("%o as %s", (value, text) => {
    expect(stringifyJson(value)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s", (value) => {
    expect(() => stringifyJson([new Double(value)])).toThrow(RangeError);
  });

  it("writes structures of any depth", () => {
    let value: Json = [];
    for (let i = 0; i < 200_000; i++) value = [value];
    expect(stringifyJson(value)).toHaveLength(400_002);
  });
});

describe("goJsonString", () => {
  it.each([
    ["<a href='x'>&</a>", "\"\\u003ca href='x'\\u003e\\u0026\\u003c/a\\u003e\""],
    ['\u2028\u2029\u007fé\b\f\u0001"\\', '"\\u2028\\u2029\u007fé\\b\\f\\u0001\\"\\\\"'],
  ])("%s", (text, expected) => {
    expect(goJsonString(text)).toBe(expected);
  });

  it("serves whole documents", () => {
    expect(stringifyJson({ "<": ["&"] }, goJsonString)).toBe('{"\\u003c":["\\u0026"]}');
  });
});
