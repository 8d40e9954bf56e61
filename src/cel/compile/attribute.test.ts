import { expect, it } from "vitest";
import { compiledOutcome, emittedOutcome, OBJECT } from "../../../test/cel/evaluation.ts";

/** Results and costs as the API server's own CEL gives them; no cost where instantiation fails. */
const outcomes: readonly (readonly [source: string, shown: string, cost: number | null])[] = [
  ["object.s", '"text"', 2],
  ["object.map.k", '"v"', 3],
  ["object['map']['k']", '"v"', 3],
  ["object.missing", "error: no such key: missing", 2],
  ["object.missing.deeper", "error: no such key: missing", 2],
  ["object.n.x", "error: no such key: x", 3],
  ["object.nil.x", "error: no such key: x", 3],
  ["object.list.x", "error: unsupported index type 'string' in list", 3],
  ["object.list[1]", "2", 3],
  ["object.list[3]", "error: index out of bounds: 3", 3],
  ["object.list[-1]", "error: index out of bounds: -1", 3],
  ["object.list[1.0]", "2", 3],
  ["object.list[1.5]", "error: unsupported index value 1.5 in list", 3],
  ["object.list[1u]", "2", 3],
  ["object.list['a']", "error: unsupported index type 'string' in list", 3],
  ["object.map[1]", "error: no such key: 1", 3],
  ["object.map[object.nil]", "error: invalid qualifier type: <nil>", 4],
  ["object.map[object.s]", "error: no such key: text", 4],
  ["object.items[object.n].name", '"two"', 5],
  ["object.items[object.n - 1].name", '"one"', 7],
  ["object.map['constructor']", '"c"', 3],
  ["object.map.constructor", '"c"', 3],
  ["object.empty.constructor", "error: no such key: constructor", 3],
  ["object['__proto__']", "error: no such key: __proto__", 2],
  ["object.list.length", "error: unsupported index type 'string' in list", 3],
  ["object.s.length", "error: no such key: length", 3],
  ["object.map.value", "7", 3],
  ["{'a': 1}.a", "1", 2],
  ["{'a': 1}.b", "error: no such key: b", 2],
  ["{1: 'a'}[dyn(1.0)]", '"a"', 2],
  ["{1: 'a'}[2]", "error: no such key: 2", 2],
  ["[1, 2][5]", "error: index out of bounds: 5", 2],
  ["dyn(1).a", "error: no such key: a", 2],
  ["params", "null", 1],
  ["params.x", "error: no such key: x", 2],
  ["object.big", "9007199254740993", 2],
];

it.each(outcomes)("selects and indexes: %s", (source, shown, cost) => {
  expect(compiledOutcome(source, OBJECT)).toEqual([shown, cost]);
  if (cost !== null) expect([undefined, [shown, cost]]).toContainEqual(emittedOutcome(source, OBJECT));
});
