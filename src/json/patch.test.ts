import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch, PatchError, type PatchOperation } from "./patch.ts";
import type { Json } from "./value.ts";

const DOC: Json = { a: { b: 1 }, list: [10, 20, 30], nothing: null };

describe("applyPatch", () => {
  it.each<[string, PatchOperation[], Json]>([
    ["adds a member", [{ op: "add", path: "/c", value: 1 }], { ...DOC, c: 1 }],
    ["adds null without a value", [{ op: "add", path: "/c" }], { ...DOC, c: null }],
    ["adds before an element", [{ op: "add", path: "/list/1", value: 15 }], { ...DOC, list: [10, 15, 20, 30] }],
    ["adds at the end", [{ op: "add", path: "/list/-", value: 40 }], { ...DOC, list: [10, 20, 30, 40] }],
    ["counts -1 from behind the end", [{ op: "add", path: "/list/-1", value: 40 }], { ...DOC, list: [10, 20, 30, 40] }],
    ["reads 01 as 1", [{ op: "replace", path: "/list/01", value: 0 }], { ...DOC, list: [10, 0, 30] }],
    ["removes the last element", [{ op: "remove", path: "/list/-1" }], { ...DOC, list: [10, 20] }],
    ["replaces an absent member", [{ op: "replace", path: "/a/c", value: 2 }], { ...DOC, a: { b: 1, c: 2 } }],
    ["replaces everything", [{ op: "replace", path: "", value: {} }], {}],
    ["loses what stands before the first slash", [{ op: "add", path: "x/c", value: 1 }], { ...DOC, c: 1 }],
    ["moves", [{ op: "move", from: "/a/b", path: "/b" }], { ...DOC, a: {}, b: 1 }],
    ["copies", [{ op: "copy", from: "/a", path: "/list/0" }], { ...DOC, list: [{ b: 1 }, 10, 20, 30] }],
    ["tests null against nothing", [{ op: "test", path: "/missing" }], DOC],
    [
      "sees its own changes",
      [
        { op: "add", path: "/n", value: {} },
        { op: "add", path: "/n/m", value: 1 },
      ],
      { ...DOC, n: { m: 1 } },
    ],
    [
      "sets __proto__ as a key",
      [{ op: "add", path: "/a/__proto__", value: 1 }],
      { ...DOC, a: JSON.parse('{"b":1,"__proto__":1}') },
    ],
  ])("%s", (_what, patch, expected) => {
    const before = structuredClone(DOC);
    const result = applyPatch(DOC, patch);
    expect(JSON.stringify(result)).toBe(JSON.stringify(expected));
    expect(DOC).toEqual(before);
  });

  it.each<[PatchOperation, string]>([
    [{ op: "add", path: "/x/y", value: 1 }, 'add operation does not apply: doc is missing path: "/x/y": missing value'],
    [{ op: "add", path: "/nothing/y", value: 1 }, 'doc is missing path: "/nothing/y"'],
    [{ op: "add", path: "/a/b/c", value: 1 }, 'doc is missing path: "/a/b/c"'],
    [{ op: "add", path: "", value: 1 }, 'doc is missing path: ""'],
    [{ op: "add", path: "/list/4", value: 1 }, "Unable to access invalid index: 4"],
    [{ op: "add", path: "/list/x", value: 1 }, "value was not a proper array index: 'x'"],
    [{ op: "remove", path: "/x" }, "Unable to remove nonexistent key: x"],
    [{ op: "remove", path: "/constructor" }, "Unable to remove nonexistent key: constructor"],
    [{ op: "replace", path: "/list/3", value: 1 }, "doc is missing key: /list/3"],
    [{ op: "move", from: "/x", path: "/y" }, "Unable to remove nonexistent key: x"],
    [{ op: "copy", from: "/x/y", path: "/y" }, "doc is missing from path: /x/y"],
    [{ op: "fly", path: "/y" }, "Unexpected kind: fly"],
    [{ op: "add", path: "/list/-5", value: 1 }, "Unable to access invalid index: -5: invalid index referenced"],
    [
      { op: "add", path: "/list/99999999999999999999", value: 1 },
      "value was not a proper array index: '99999999999999999999': strconv.Atoi: parsing \"99999999999999999999\": value out of range",
    ],
    [
      { op: "remove", path: "/list/-" },
      "error in remove for path: '/list/-': strconv.Atoi: parsing \"-\": invalid syntax",
    ],
    [{ op: "replace", path: "", value: "a" }, "replace operation value must be object or array: %!w(<nil>)"],
    [{ op: "move", path: "/a" }, "move operation failed to decode from: operation, missing from field: missing value"],
    [{ op: "move", from: "/list/9", path: "/a" }, "error in move for path: '9': Unable to access invalid index: 9"],
    [{ op: "move", from: "/a", path: "/x/y" }, "move operation does not apply: doc is missing destination path: /x/y"],
    [{ op: "copy", from: "/list/x", path: "/a" }, "error in copy for from: '/list/x': strconv.Atoi: parsing \"x\""],
    [
      { op: "copy", from: "/list/0", path: "/list/9" },
      "error while adding value during copy: Unable to access invalid index: 9: invalid index referenced",
    ],
    [
      { op: "test", path: "/list/9", value: 1 },
      "error in test for path: '/list/9': Unable to access invalid index: 9: invalid index referenced",
    ],
  ])("refuses %j", (operation, message) => {
    expect(() => applyPatch(DOC, [operation])).toThrow(message);
    expect(() => applyPatch(DOC, [operation])).toThrow(PatchError);
  });

  it.each<[Json, boolean]>([
    [{ b: 1 }, true],
    [{ b: 2 }, false],
    [null, false],
  ])("test /a against %j: %s", (value, passes) => {
    const run = () => applyPatch(DOC, [{ op: "test", path: "/a", value }]);
    if (passes) expect(run()).toBe(DOC);
    else expect(run).toThrow(expect.objectContaining({ test: true, message: "testing value /a failed: test failed" }));
  });

  it.each<[string, Json | undefined, boolean]>([
    ["/nothing", undefined, true],
    ["/nothing", null, false],
    ["/missing", null, false],
    ["/a/b", undefined, false],
    ["/empty", null, true],
    ["/none", null, true],
    ["/none", {}, false],
  ])("test %s against an explicit or absent %j: %s", (path, value, passes) => {
    const document = { ...DOC, empty: {}, none: [] };
    const run = () => applyPatch(document, [{ op: "test", path, ...(value === undefined ? {} : { value }) }]);
    if (passes) expect(run()).toBe(document);
    else expect(run).toThrow("test failed");
  });
});

describe("several operations", () => {
  const path = fc.constantFrom("/a", "/a/b", "/a/b/c", "/a/-", "/a/0", "/d", "/d/e", "/d/0", "/d/-", "/d/0/b");
  const value = fc.constantFrom<Json>({}, [], { b: { c: 1 } }, [[1], { b: 2 }], 3);
  const operation: fc.Arbitrary<PatchOperation> = fc.oneof(
    fc.record({ op: fc.constantFrom("add", "replace"), path, value }),
    fc.record({ op: fc.constant("remove"), path }),
    fc.record({ op: fc.constantFrom("move", "copy"), path, from: path }),
  );

  function outcome(run: () => Json): Json {
    try {
      return run();
    } catch (error) {
      return (error as Error).message;
    }
  }

  it("are the same at once as one after the other, and leave the document and their values as they are", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (patch) => {
        const document: Json = { a: { b: { c: [] } }, d: [{ b: 1 }, [2]] };
        const before = JSON.stringify([document, patch]);
        const single = outcome(() => patch.reduce<Json>((result, one) => applyPatch(result, [one]), document));
        expect(outcome(() => applyPatch(document, patch))).toEqual(single);
        expect(JSON.stringify([document, patch])).toBe(before);
      }),
      { numRuns: 2000 },
    );
  });
});
