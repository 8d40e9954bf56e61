import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INT, optionalOf, STRING, type Type } from "../types.ts";
import type { Value } from "../values.ts";
import { Double, Duration, Message, OpaqueValue, Optional, Timestamp, TypeValue, Uint } from "../values.ts";
import { equal, equalOrError } from "./equality.ts";
import { mapOfEntries } from "./maps.ts";
import { NO_SUCH_OVERLOAD } from "./no-such-overload.ts";

class Address extends OpaqueValue {
  override readonly type: Type = { kind: "opaque", name: "net.IP", params: [] };
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
  override equals(other: OpaqueValue): boolean {
    return other instanceof Address && other.text === this.text;
  }
}

const bytes = (...values: readonly number[]) => new Uint8Array(values);

it.each<readonly [string, Value, Value]>([
  ["an int and an equal double", 1, new Double(1)],
  ["an int and an equal uint", 1, new Uint(1n)],
  ["an int beyond 2^53 and the double it rounds to", 9007199254740993n, new Double(9007199254740992)],
  ["the largest uint and the double it rounds to", new Uint(2n ** 64n - 1n), new Double(2 ** 64)],
  ["lists", [1, [new Uint(2n)]], [new Double(1), [2]]],
  [
    "a map of JSON and one made by an expression",
    { a: 1, k: null },
    mapOfEntries([
      ["k", null],
      ["a", 1],
    ]),
  ],
  ["maps with numeric keys", mapOfEntries([[1, "a"]]), mapOfEntries([[new Uint(1n), "a"]])],
  ["bytes", bytes(1, 2), bytes(1, 2)],
  ["timestamps", new Timestamp(1, 2), new Timestamp(1, 2)],
  ["durations", new Duration(5n), new Duration(5n)],
  ["optionals", Optional.of(1), Optional.of(new Double(1))],
  ["empty optionals", Optional.NONE, Optional.NONE],
  ["types but for their parameters", new TypeValue(optionalOf(INT)), new TypeValue(optionalOf(STRING))],
  ["opaque values", new Address("::1"), new Address("::1")],
  ["messages", new Message("Object", new Map([["a", 1]])), new Message("Object", new Map([["a", 1]]))],
])("finds equal: %s", (_, a, b) => {
  expect(equal(a, b)).toBe(true);
  expect(equal(b, a)).toBe(true);
});

it.each<readonly [string, Value, Value]>([
  ["values of different types", 1, "1"],
  ["null and an empty list", null, []],
  ["a list and a map", [], {}],
  ["an int beyond 2^53 and its neighbour", 9007199254740993n, 9007199254740992],
  ["NaN and itself", new Double(Number.NaN), new Double(Number.NaN)],
  ["lists of NaN", [new Double(Number.NaN)], [new Double(Number.NaN)]],
  ["the own and the inherited key of a map", { constructor: 1 }, {}],
  ["maps with the same number of other keys", { a: 1 }, { b: 1 }],
  ["an optional and what it holds", Optional.of(1), 1],
  ["a full and an empty optional", Optional.of(1), Optional.NONE],
  ["bytes of different length", bytes(1), bytes(1, 0)],
  ["messages of different types", new Message("Object", new Map()), new Message("Object.a", new Map())],
  ["opaque values", new Address("::1"), new Address("::2")],
])("finds different: %s", (_, a, b) => {
  expect(equal(a, b)).toBe(false);
  expect(equal(b, a)).toBe(false);
});

describe("an opaque value and one of another type", () => {
  it("cannot be compared", () => {
    expect(equalOrError(new Address("::1"), 1)).toBe(NO_SUCH_OVERLOAD);
    expect(equalOrError(1, new Address("::1"))).toBe(false);
  });

  it("are no difference within a list, as in cel-go", () => {
    expect(equalOrError([new Address("::1")], [1])).toBe(true);
  });
});

const json = fc.jsonValue().map((value) => toCel(value));

function toCel(value: unknown): Value {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value + 0 : new Double(value);
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== "object" || value === null) return value as Value;
  return Object.fromEntries(Object.entries(value).map(([key, content]) => [key, toCel(content)]));
}

it("is reflexive and symmetric", () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(equal(a, a)).toBe(true);
      expect(equal(a, b)).toBe(equal(b, a));
    }),
  );
});
