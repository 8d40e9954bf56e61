import fc from "fast-check";
import { expect, it } from "vitest";
import type { Result, Value } from "../values.ts";
import { CelError, Double, Optional } from "../values.ts";
import { mapOfEntries } from "./maps.ts";
import { actualSize, codePointLength, sizeOf } from "./size.ts";

it("counts code points", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      expect(codePointLength(text)).toBe(Array.from(text).length);
    }),
  );
});

it.each<readonly [Value, number | undefined]>([
  ["h\u{1F600}", 2],
  [[1, 2], 2],
  [{ a: 1, constructor: 2 }, 2],
  [mapOfEntries([["a", 1]]), 1],
  [new Uint8Array(3), 3],
  [1, undefined],
  [null, undefined],
  [new Double(1), undefined],
  [Optional.of("abc"), undefined],
])("the size of %o is %s", (value, size) => {
  expect(sizeOf(value)).toBe(size);
});

it.each<readonly [Result, number]>([
  ["abc", 3],
  ["", 0],
  [[], 0],
  [7, 1],
  [null, 1],
  [new CelError("x"), 1],
  [Optional.NONE, 1],
  [Optional.of("abc"), 3],
  [Optional.of(Optional.of([1, 2])), 2],
])("the cost model counts %o as %d", (value, size) => {
  expect(actualSize(value)).toBe(size);
});
