import { expect, it } from "vitest";
import { ADMISSION } from "../../../test/cel/environments.ts";
import { parse } from "../parse/parse.ts";
import { check } from "./check.ts";

function suggestions(source: string): (string | undefined)[] {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(`${source} does not parse`);
  const result = check(parsed.expr, ADMISSION);
  return result.ok ? [] : result.issues.map(({ suggestion }) => suggestion);
}

it.each<[string, (string | undefined)[]]>([
  ["objct.spec", ["object"]],
  ["request.usrInfo", ["userInfo"]],
  ["has(namespaceObject.metdata)", ["metadata"]],
  ["request.?operaton", ["operation"]],
  ["'a'.startWith('b')", ["startsWith"]],
  ["sise([])", ["size"]],
  ["optional.off(1)", [undefined, "optional.of"]],
  ["[1].all(element, elemnt > 0)", ["element"]],
  ["kubernetes.NamespaceSpec{finalizer: []}", ["finalizers"]],
  ["something", [undefined]],
  ["request.something", [undefined]],
  ["1 + 'a'", [undefined]],
])("%s", (source, expected) => {
  expect(suggestions(source)).toEqual(expected);
});

it("names only the first hundred", () => {
  const found = suggestions(`[${"objct, ".repeat(150)}1]`);
  expect(found.filter((suggestion) => suggestion === "object")).toHaveLength(100);
  expect(found).toHaveLength(150);
});
