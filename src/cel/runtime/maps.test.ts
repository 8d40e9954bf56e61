import { describe, expect, it } from "vitest";
import type { Value } from "../values.ts";
import { Double, Uint } from "../values.ts";
import { isMap, MapBuilder, mapEntries, mapGet, mapHas, mapKeys, mapOfEntries } from "./maps.ts";

const numbers = mapOfEntries([
  [1, "one"],
  [true, "yes"],
  ["1", "text"],
  [new Uint(18446744073709551615n), "max"],
  [new Uint(7n), "seven"],
  [new Double(1.5), "half"],
  [new Double(3), "three"],
  ["\0u1", "escaped"],
  [null, "nothing"],
]);

it.each<readonly [Value, Value | undefined]>([
  [1, "one"],
  [new Uint(1n), "one"],
  [new Double(1), "one"],
  [7, "seven"],
  [new Double(7), "seven"],
  [new Double(1.5), "half"],
  [new Double(2.5), undefined],
  [new Double(3), "three"],
  [3, undefined],
  [-7, undefined],
  [new Double(1e300), undefined],
  [new Double(18446744073709551616), undefined],
  ["\0u1", "escaped"],
  ["\0u7", undefined],
  [new Uint8Array(), undefined],
  ["1", "text"],
  [true, "yes"],
  [false, undefined],
  [new Uint(18446744073709551615n), "max"],
  [null, "nothing"],
  [{}, undefined],
])("finds by %o: %o", (key, value) => {
  expect(mapGet(numbers, key)).toBe(value);
});

describe("JSON objects", () => {
  const object = JSON.parse('{"a":null,"__proto__":1,"length":2}') as { [key: string]: Value };

  it.each(["a", "__proto__", "length"])("have their own keys: %s", (key) => {
    expect(mapHas(object, key)).toBe(true);
  });

  it.each(["constructor", "toString", "hasOwnProperty"])("have no inherited keys: %s", (key) => {
    expect(mapGet(object, key)).toBeUndefined();
  });

  it("have strings for keys", () => {
    expect(mapGet({ 1: "a" }, 1)).toBeUndefined();
    expect(mapKeys(object)).toEqual(["a", "__proto__", "length"]);
  });
});

it("keeps keys of different types apart, and of equal keys the last", () => {
  const builder = new MapBuilder();
  builder.set(1, "a");
  builder.set(new Uint(2n), "b");
  builder.set("x", "c");
  builder.set(new Uint(1n), "d");
  builder.set(new Uint(2n), "e");
  builder.delete("x");
  builder.delete(2);
  expect(builder.has(2)).toBe(true);
  expect(mapEntries(builder.build())).toEqual([
    [1, "a"],
    [new Uint(2n), "e"],
    [new Uint(1n), "d"],
  ]);
});

it.each<readonly [Value, boolean]>([
  [{}, true],
  [numbers, true],
  [[], false],
  [null, false],
  ["a", false],
  [new Double(1), false],
])("%o is a map: %s", (value, expected) => {
  expect(isMap(value)).toBe(expected);
});
