import { expect, it } from "vitest";
import { compiledOutcome, emittedOutcome, OBJECT } from "../../../test/cel/evaluation.ts";

/** Results and costs as the API server's own CEL gives them; no cost where instantiation fails. */
const outcomes: readonly (readonly [source: string, shown: string, cost: number | null])[] = [
  ["int('x')", "program instantiation failed: type conversion error from 'string' to 'int'", null],
  ["int(dyn([1]))", "program instantiation failed: no such overload: int(list)", null],
  ["string(1) + 's'", '"1s"', 1],
  ["[1, 2, 3]", "[1, 2, 3]", 0],
  ["{'a': 1}", '{"a": 1}', 0],
  ["{'a': object.n}", '{"a": 1}', 32],
  ["1 in []", "false", 0],
  ["object.n in []", "false", 0],
  ["dyn(1)", "1", 0],
  ["type(object.s)", "type(string)", 3],
  ["type(1) == int", "true", 1],
  ["'a'.find(string('('))", "program instantiation failed: error parsing regexp: missing closing ): `(`", null],
  ["object.s.matches(string('('))", "program instantiation failed: error parsing regexp: missing closing ): `(`", null],
  ["{'a': 1}[dyn([1])]", "program instantiation failed: invalid qualifier type: *types.baseList", null],
  ["false && int('x') == 1", "program instantiation failed: type conversion error from 'string' to 'int'", null],
  ["[int].all(x, x == int)", "program instantiation failed: reference to undefined type: x", null],
  ["[dyn(1), object.n]", "[1, 1]", 12],
  ["[object.n].map(x, dyn(1))", "[1]", 15],
  ["[object.n].map(x, [x])", "[[1]]", 36],
  ["object.names.map(x, int)", "[type(int), type(int)]", 7],
  ["object.names.map(x, string(1))", '["1", "1"]', 7],
  ["object.names.filter(x, x in [])", "[]", 3],
];

it.each(outcomes)("folds constants: %s", (source, shown, cost) => {
  expect(compiledOutcome(source, OBJECT)).toEqual([shown, cost]);
  if (cost !== null) expect([undefined, [shown, cost]]).toContainEqual(emittedOutcome(source, OBJECT));
});
