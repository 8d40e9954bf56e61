import { expect, it } from "vitest";
import { ADMISSION } from "../../../test/cel/environments.ts";
import { parse } from "../parse/parse.ts";
import { INT } from "../types.ts";
import { TypeValue } from "../values.ts";
import { check } from "./check.ts";
import type { Reference } from "./checked.ts";

/** What the outermost node of an expression refers to. */
function reference(source: string): Reference | undefined {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(`${source} does not parse`);
  const result = check(parsed.expr, ADMISSION);
  if (!result.ok) throw new Error(`${source}: ${result.issues[0]?.message}`);
  return result.checked.references.get(parsed.expr.id);
}

it.each<[string, Reference]>([
  ["object", { variable: "object" }],
  [".object", { variable: "object" }],
  ["authorizer.requestResource", { variable: "authorizer.requestResource" }],
  ["int", { constant: new TypeValue(INT) }],
  ["kubernetes.Namespace", { literalType: "kubernetes.Namespace" }],
  ["kubernetes.Namespace{}", { literalType: "kubernetes.Namespace" }],
  ["1 + 2", { overloads: ["add_int64"] }],
  ["object.?a", { overloads: ["select_optional_field"] }],
  ["'a'.size()", { overloads: ["string_size"] }],
  ["true && object.a", { overloads: ["logical_and"] }],
  ["optional.of(1)", { overloads: ["optional_of"] }],
])("%s", (source, expected) => {
  expect(reference(source)).toEqual(expected);
});

it("names all overloads that a dynamic operand may need, in the order of their declaration", () => {
  const overloads = reference("object.a < 1")?.overloads ?? [];
  const declared = ADMISSION.functions.get("_<_")?.overloads.map(({ id }) => id) ?? [];
  expect(overloads.toSorted()).toEqual(["less_double_int64", "less_int64", "less_uint64_int64"]);
  expect(overloads).toEqual(declared.filter((id) => overloads.includes(id)));
});
