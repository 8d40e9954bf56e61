import { expect, it } from "vitest";
import { compiledOutcome, emittedOutcome, OBJECT } from "../../../test/cel/evaluation.ts";

/** Results and costs as the API server's own CEL gives them; no cost where instantiation fails. */
const outcomes: readonly (readonly [source: string, shown: string, cost: number | null])[] = [
  ["has(object.s)", "true", 1],
  ["has(object.missing)", "false", 1],
  ["has(object.nil)", "true", 1],
  ["has(object.map.k)", "true", 2],
  ["has(object.map.constructor)", "true", 2],
  ["has(object.empty.constructor)", "false", 2],
  ["has(object.empty.toString)", "false", 2],
  ["has(object.n.x)", "false", 2],
  ["has(object.nil.x)", "false", 2],
  ["has(object.list.x)", "error: unsupported index type 'string' in list", 2],
  ["has(object.missing.x)", "error: no such key: missing", 1],
  ["has(params.x)", "false", 1],
  ["has({'a': 1}.a)", "true", 1],
  ["has(object.?map.k)", "true", 2],
  ["has(object.?missing.k)", "false", 0],
  ["true ? has(object.?missing.k) : false", "optional()", 0],
];

it.each(outcomes)("tests for presence: %s", (source, shown, cost) => {
  expect(compiledOutcome(source, OBJECT)).toEqual([shown, cost]);
  if (cost !== null) expect([undefined, [shown, cost]]).toContainEqual(emittedOutcome(source, OBJECT));
});
