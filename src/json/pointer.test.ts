import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPointer, getPointer, listIndex, parsePointer } from "./pointer.ts";
import type { Json } from "./value.ts";

describe("pointers", () => {
  it("survive a round trip", () => {
    const token = fc.string({ unit: fc.constantFrom("~", "/", "0", "1", "a", "") });
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
      }),
    );
  });

  // The examples of RFC 6901, section 5.
  const document: Json = { foo: ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "m~n": 8, n: null };
  it.each<[string, Json | undefined]>([
    ["", document],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/foo/2", undefined],
    ["/foo/00", undefined],
    ["/foo/-", undefined],
    ["/foo/length", undefined],
    ["/", 0],
    ["/a~1b", 1],
    ["/c%d", 2],
    ["/m~0n", 8],
    ["/n", null],
    ["/n/x", undefined],
    ["/constructor", undefined],
    ["/__proto__", undefined],
    ["foo", undefined],
  ])("%s", (pointer, value) => {
    expect(getPointer(document, pointer)).toEqual(value);
  });

  it.each([
    ["0", 0],
    ["10", 10],
    ["01", undefined],
    ["-1", undefined],
    ["", undefined],
    ["99999999999999999999", undefined],
  ])("index %s", (token, index) => {
    expect(listIndex(token)).toBe(index);
  });
});
