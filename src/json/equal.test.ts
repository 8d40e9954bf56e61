import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameJson } from "./equal.ts";
import { Double, type Json } from "./value.ts";

const nested = (depth: number, inner: Json): Json => {
  let value = inner;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

describe("sameJson", () => {
  it.each<[Json, Json, boolean]>([
    [1, 1, true],
    [1, new Double(1), false],
    [new Double(0), new Double(-0), false],
    [new Double(1.5), new Double(1.5), true],
    [9007199254740993n, 9007199254740993n, true],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 1 }, false],
    [{ a: null }, { b: null }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    [JSON.parse('{"__proto__": 1}'), {}, false],
    [JSON.parse('{"constructor": 1}'), { b: 1 }, false],
    [nested(10_000, 1), nested(10_000, 1), true],
    [nested(10_000, 1), nested(10_000, 2), false],
  ])("%#", (a, b, same) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([same, same]);
  });

  it("holds for copies, and not for what differs anywhere", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>, (value) => {
        expect(sameJson(value, structuredClone(value))).toBe(true);
        expect(sameJson([value], [value, value])).toBe(false);
      }),
    );
  });
});
