import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffJson } from "./diff.ts";
import { sameJson } from "./equal.ts";
import { applyPatch } from "./patch.ts";
import { Double, type Json } from "./value.ts";

const proto = (value: Json): Json => JSON.parse(`{"__proto__": ${JSON.stringify(value)}}`);

describe("diffJson", () => {
  it.each<[string, Json, Json, string[]]>([
    ["nothing", { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ["a value", { a: 1 }, { a: 2 }, ["replace /a"]],
    ["an added and a removed key", { a: 1 }, { b: 1 }, ["remove /a", "add /b"]],
    ["keys with ~ and /", { "a/b": { "~": 1 } }, { "a/b": { "~": 2, "": 3 } }, ["replace /a~1b/~0", "add /a~1b/"]],
    ["keys like __proto__", { a: 1 }, { ...(proto(1) as object), a: 1 }, ["add /__proto__"]],
    ["an integer and a decimal", { a: 1 }, { a: new Double(1) }, ["replace /a"]],
    ["large integers", { a: 9007199254740993n }, { a: 9007199254740992n }, ["replace /a"]],
    ["null and absent", { a: null }, {}, ["remove /a"]],
    ["one element changed", { l: [1, 2, 3, 4] }, { l: [1, 9, 3, 4] }, ["replace /l/1"]],
    ["an element in front", { l: [1, 2] }, { l: [0, 1, 2] }, ["add /l/0"]],
    ["two elements in the middle", { l: [1, 4] }, { l: [1, 2, 3, 4] }, ["add /l/1", "add /l/1"]],
    ["the last elements removed", { l: [1, 2, 3] }, { l: [1] }, ["remove /l/2", "remove /l/1"]],
    [
      "a container changed, one added before it",
      { l: [{ name: "a", x: 1 }, { name: "b" }] },
      { l: [{ name: "z" }, { name: "a", x: 2 }, { name: "b" }] },
      ["replace /l/0/x", "add /l/0"],
    ],
    ["a list and an object", { a: [] }, { a: {} }, ["replace /a"]],
  ])("tells %s", (_what, from, to, expected) => {
    const patch = diffJson(from, to);
    expect(patch.map(({ op, path }) => `${op} ${path}`)).toEqual(expected);
    expect(sameJson(applyPatch(from, patch), to)).toBe(true);
  });

  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom<Json>(null, true, 0, 1, 2, "", "a", 9007199254740993n, new Double(1), new Double(0.5)),
      fc.array(tie("value"), { maxLength: 6 }),
      fc.dictionary(
        fc.constantFrom("a", "b", "name", "", "~", "/", "~1", "0", "-", "__proto__", "constructor"),
        tie("value"),
        {
          noNullPrototype: true,
        },
      ),
    ),
  })).value;

  it("always turns the one into the other, and leaves both as they are", () => {
    fc.assert(
      fc.property(json, json, (from, to) => {
        const [before, after] = [structuredClone(plain(from)), structuredClone(plain(to))];
        expect(sameJson(applyPatch({ root: from }, diffJson({ root: from }, { root: to })), { root: to })).toBe(true);
        expect([plain(from), plain(to)]).toEqual([before, after]);
      }),
      { numRuns: 2000 },
    );
  });

  it("changes one element of a long list with one operation, and takes no time for lists that have nothing in common", () => {
    const from = Array.from({ length: 5000 }, (_, i) => i);
    expect(diffJson(from, from.with(2500, -1))).toEqual([{ op: "replace", path: "/2500", value: -1 }]);
    const other = from.map((i) => `x${i}`);
    expect(sameJson(applyPatch(from, diffJson(from, other)), other)).toBe(true);
  });
});

/** Doubles as something that structuredClone keeps apart from integers. */
function plain(value: Json): unknown {
  if (value instanceof Double) return { double: value.value };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).map(([key, child]) => [key, plain(child as Json)]);
}
