import { describe, expect, it } from "vitest";
import type { Json } from "../json/value.ts";
import { formatPath, type Path, parsePath, valueAt, withoutValue, withValue } from "./path.ts";
import { bind, EACH, EVERY, formatPattern, isBoundBy, parsePattern, pattern, visit } from "./pattern.ts";

describe("formatPath", () => {
  it.each<[Path, string]>([
    [[], ""],
    [["spec", "tasks", 0, "template"], "spec.tasks[0].template"],
    [["metadata", "labels", "a/b"], "metadata.labels['a/b']"],
    [["a b", 0], "['a b'][0]"],
    [["it's", "back\\slash", ""], "['it\\'s']['back\\\\slash']['']"],
    [[1, "x"], "[1].x"],
    [["__proto__", "constructor"], "__proto__.constructor"],
    [["a-b"], "['a-b']"],
  ])("%j is %s", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });

  it.each(["a.b[0].c", "a['b/c'].d", "a.b-c[10]", "['x y']"])("reads %s", (text) => {
    const path = parsePath(text);
    expect(parsePath(formatPath(path!))).toEqual(path);
  });

  it.each(["a..b", "a[", "a[x]", "[0]a", "a['b"])("refuses %s", (text) => {
    expect(parsePath(text)).toBeUndefined();
  });
});

describe("withValue", () => {
  const root: Json = { a: [{ b: 1 }], n: null, t: "text" };

  it.each<[Path, Json, Json]>([
    [["a", 0, "b"], 2, { ...root, a: [{ b: 2 }] }],
    [["a", 0, "c", "d"], 2, { ...root, a: [{ b: 1, c: { d: 2 } }] }],
    [["n", "x"], 1, { ...root, n: { x: 1 } }],
    [[], 7, 7],
  ])("sets %j", (path, value, expected) => {
    expect(withValue(root, path, value)).toEqual(expected);
  });

  it.each<[Path]>([[["a", 1, "b"]], [["a", 1]], [["new", 0]], [["t", "x"]], [["a", "x"]], [["a", 0, "b"]]])(
    "leaves the root for %j",
    (path) => {
      expect(withValue(root, path, 1)).toBe(root);
    },
  );

  it("sets own keys only", () => {
    const written = withValue({}, ["labels", "__proto__"], "x");
    expect(valueAt(written, ["labels", "__proto__"])).toBe("x");
    expect(Object.getPrototypeOf((written as { labels: object }).labels)).toBe(Object.prototype);
    expect(valueAt({}, ["constructor", "name"])).toBeUndefined();
  });

  it.each<[Path, Json]>([
    [["a", 0], { ...root, a: [] }],
    [["t"], { a: [{ b: 1 }], n: null }],
    [["a", 0, "b"], { ...root, a: [{}] }],
    [["x", "y"], root],
    [["a", 3], root],
    [[], root],
  ])("takes %j away", (path, expected) => {
    expect(withoutValue(root, path)).toEqual(expected);
  });
});

describe("patterns", () => {
  it.each<[string, readonly unknown[]]>([
    ["", []],
    ["spec.tasks[].template", ["spec", "tasks", EACH, "template"]],
    ["spec.specs.*.template", ["spec", "specs", EVERY, "template"]],
    ["a.steps[][].inline", ["a", "steps", EACH, EACH, "inline"]],
    ["metadata.annotations['a/b'].c-d", ["metadata", "annotations", "a/b", "c-d"]],
  ])("reads %s", (text, steps) => {
    expect(parsePattern(text)).toEqual(steps);
    expect(formatPattern(parsePattern(text)!)).toBe(text);
  });

  it.each([".a", "a.", "a..b", "a[0]", "a b", "a]", "ab['c", "[]a"])("refuses %s", (text) => {
    expect(parsePattern(text)).toBeUndefined();
  });

  it.each<[string, string[]]>([
    ["a[].b", ["a[0].b", "a[2].b"]],
    ["m.*.b", ["m.x.b", "m['y z'].b"]],
    ["a", ["a"]],
    ["a.*", []],
    ["m[]", []],
    ["", [""]],
  ])("visits %s", (text, expected) => {
    const root: Json = { a: [{ b: 1 }, {}, { b: null }], m: { x: { b: 1 }, "y z": { b: 2 }, n: null } };
    const visited: string[] = [];
    expect(visit(root, pattern(text), (path) => visited.push(formatPath(path)) > 0)).toBe(true);
    expect(visited).toEqual(expected);
  });

  it("stops where it is told to", () => {
    let count = 0;
    expect(visit({ a: [1, 2, 3] }, pattern("a[]"), () => ++count < 2)).toBe(false);
    expect(count).toBe(2);
  });

  it.each<[string, string | undefined]>([
    ["a[].replicas", "a[3].replicas"],
    ["a[].b[].c", "a[3].b[1].c"],
    ["spec.x", "spec.x"],
    ["x[].b", undefined],
    ["a[].x[].c", undefined],
    ["a.*.c", undefined],
  ])("binds %s", (text, expected) => {
    const like = pattern("a[].b[].template");
    const bound = bind(pattern(text), like, ["a", 3, "b", 1, "template"]);
    expect(bound && formatPath(bound)).toBe(expected);
    expect(isBoundBy(pattern(text), like)).toBe(expected !== undefined);
  });
});
