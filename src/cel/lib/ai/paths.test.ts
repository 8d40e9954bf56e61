import fc from "fast-check";
import { expect, it } from "vitest";
import { formatPath, type PathSegment, parsePath } from "./paths.ts";

it.each<[text: string, path: readonly PathSegment[]]>([
  ["spec.hostNetwork", ["spec", "hostNetwork"]],
  ["spec.containers[0].image", ["spec", "containers", 0, "image"]],
  ["metadata.labels['app.kubernetes.io/name']", ["metadata", "labels", "app.kubernetes.io/name"]],
  ["['it\\'s']", ["it's"]],
  ["", []],
])("%s", (text, path) => {
  expect(parsePath(text)).toEqual(path);
  expect(formatPath(path)).toBe(text);
});

it.each<[text: string, path: readonly PathSegment[]]>([
  ['metadata.labels["a.b"]', ["metadata", "labels", "a.b"]],
  ["a..b", ["a", "b"]],
  ["a[", ["a", "["]],
  ["a[x]", ["a", "[", "x]"]],
])("reads other notations, and takes what is none of them as keys: %s", (text, path) => {
  expect(parsePath(text)).toEqual(path);
});

it("reads what it writes", () => {
  const segment = fc.oneof(fc.string({ unit: "binary" }), fc.nat());
  fc.assert(
    fc.property(fc.array(segment), (path) => {
      expect(parsePath(formatPath(path))).toEqual(path);
    }),
  );
});
