import { expect, it } from "vitest";
import { compiledOutcome, emittedOutcome, OBJECT } from "../../../test/cel/evaluation.ts";

/** Results and costs as the API server's own CEL gives them; no cost where instantiation fails. */
const outcomes: readonly (readonly [source: string, shown: string, cost: number | null])[] = [
  ["object.list.all(x, x > 0)", "true", 18],
  ["object.list.all(x, x > 1)", "false", 10],
  ["object.list.all(x, x < 3)", "false", 18],
  ["object.list.exists(x, x == 1)", "true", 12],
  ["object.list.exists(x, x == 3)", "true", 21],
  ["object.list.exists(x, x == 9)", "false", 21],
  ["object.mixed.all(x, x > 0)", "error: no such overload", 28],
  ["object.mixed.exists(x, x == 'a')", "true", 18],
  ["object.mixed.all(x, x == 'a')", "false", 10],
  ["object.mixed.exists(x, x > 0)", "true", 12],
  ["object.mixed.exists(x, x > 1)", "error: no such overload", 33],
  ["object.list.exists_one(x, x == 2)", "true", 12],
  ["object.list.exists_one(x, x > 1)", "false", 14],
  ["object.mixed.exists_one(x, x > 0)", "error: no such overload: _>_", 16],
  ["object.list.map(x, x * 2)", "[2, 4, 6]", 45],
  ["object.list.map(x, 1)", "[1, 1, 1]", 9],
  ["object.list.map(x, x > 1, x * 2)", "[4, 6]", 37],
  ["object.mixed.map(x, x + 1)", "error: no such overload", 73],
  ["object.mixed.filter(x, x > 0)", "error: no such overload: _>_", 26],
  ["object.list.filter(x, x > 1)", "[2, 3]", 35],
  ["object.map.all(k, k != 'z')", "true", 18],
  ["object.items.map(i, i.name)", '["one", "two"]', 31],
  ["object.none.all(x, false)", "true", 3],
  ["object.none.exists(x, true)", "false", 3],
  ["object.n.all(x, true)", "error: got 'types.Int', expected iterable type", 2],
  ["object.missing.all(x, true)", "error: no such key: missing", 2],
  ["object.list.all(i, x, i < x)", "true", 21],
  ["object.map.exists(k, v, v == 8)", "false", 21],
  ["object.n.all(i, x, true)", "error: unsupported comprehension range type: types.Int", 2],
  ["object.list.transformList(i, x, i + x)", "[1, 3, 5]", 48],
  ["object.list.transformList(i, x, x > 1, i)", "[1, 2]", 35],
  ["object.list.transformMap(i, x, x * x)", "{0: 1, 1: 4, 2: 9}", 21],
  ["object.map.transformMap(k, v, k != 'k', v)", '{"constructor": "c", "value": 7}', 17],
  ["object.names.transformMapEntry(i, x, {x: i})", '{"a": 0, "bb": 1}', 71],
  ["object.names.transformMapEntry(i, x, {'same': i})", "error: insert failed: key same already exists", 69],
  ["object.list.map(x, object.list.filter(y, y > x))", "[[2, 3], [3], []]", 114],
  ["object.names.sortBy(x, -x.size())", '["bb", "a"]', 54],
  ["[[1], [2, 3]].all(x, x.all(y, y > 0))", "true", 26],
];

it.each(outcomes)("goes through lists and maps: %s", (source, shown, cost) => {
  expect(compiledOutcome(source, OBJECT)).toEqual([shown, cost]);
  if (cost !== null) expect([undefined, [shown, cost]]).toContainEqual(emittedOutcome(source, OBJECT));
});
