import { expect, it } from "vitest";
import { compiledOutcome, emittedOutcome, OBJECT } from "../../../test/cel/evaluation.ts";

/** Results and costs as the API server's own CEL gives them; no cost where instantiation fails. */
const outcomes: readonly (readonly [source: string, shown: string, cost: number | null])[] = [
  ["object.?s", 'optional("text")', 2],
  ["object.?missing", "optional()", 1],
  ["object.?map.k", 'optional("v")', 3],
  ["object.?map.x", "optional()", 2],
  ["object.?missing.deeper.still", "optional()", 1],
  ["object.?n.x", "optional()", 2],
  ["object.?list.x", "error: unsupported index type 'string' in list", 2],
  ["object.list[?1]", "optional(2)", 3],
  ["object.list[?9]", "optional()", 2],
  ["object.map[?'k'].orValue('d')", '"v"', 3],
  ["object.map[?'x'].orValue('d')", '"d"', 2],
  ["object.map[?'x'].or(object.map[?'k'])", 'optional("v")', 5],
  ["object.?missing.orValue(1 / 0)", "error: division by zero", 2],
  ["optional.of(1).orValue(1 / 0)", "1", 1],
  ["object.?s.optMap(x, x + '!')", 'optional("text!")', 9],
  ["object.?missing.optMap(x, x + '!')", "optional()", 3],
  ["object.?s.optFlatMap(x, object.map[?x])", "optional()", 8],
  ["object.?s.optMap(x, 1).value()", "1", 5],
  ["optional.none().value()", "error: optional.none() dereference", 2],
  ["optional.of('h').optMap(t, type(t))", 'optional("string")', 7],
  ["[?object.?s, ?object.?missing]", '["text"]', 13],
  ["{?'a': object.?s, ?'b': object.?missing}", '{"a": "text"}', 33],
  ["optional.of(object.n) == optional.of(dyn(1u))", "true", 5],
  ["optional.of([1])[?0]", "optional(1)", 3],
  ["optional.of({'a': {'b': 1}}).?a.b", "optional(1)", 4],
  ["[optional.of(optional.of(1))].map(x, x)", "[optional(1)]", 26],
];

it.each(outcomes)("selects optionally: %s", (source, shown, cost) => {
  expect(compiledOutcome(source, OBJECT)).toEqual([shown, cost]);
  if (cost !== null) expect([undefined, [shown, cost]]).toContainEqual(emittedOutcome(source, OBJECT));
});
