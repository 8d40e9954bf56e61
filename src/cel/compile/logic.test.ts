import { expect, it } from "vitest";
import { compiledOutcome, emittedOutcome, OBJECT } from "../../../test/cel/evaluation.ts";

/** Results and costs as the API server's own CEL gives them; no cost where instantiation fails. */
const outcomes: readonly (readonly [source: string, shown: string, cost: number | null])[] = [
  ["true && false", "false", 0],
  ["object.missing && false", "false", 2],
  ["false && object.missing", "false", 0],
  ["object.missing && true", "error: no such key: missing", 2],
  ["object.missing || true", "true", 2],
  ["object.missing || object.absent", "error: no such key: missing", 4],
  ["object.s && true", "error: no such overload", 2],
  ["object.n || object.s", "error: no such overload", 4],
  ["!object.t", "false", 3],
  ["!object.n", "error: no such overload", 3],
  ["!object.missing", "error: no such key: missing", 3],
  ["object.t ? object.s : object.missing", '"text"', 3],
  ["object.n ? 1 : 2", "error: no such overload", 2],
  ["object.missing ? 1 : 2", "error: no such key: missing", 2],
  ["(object.t ? object.map : object.list).k", '"v"', 4],
  ["object.t && object.t && object.n == 1 && object.s == 'text'", "true", 10],
];

it.each(outcomes)("decides: %s", (source, shown, cost) => {
  expect(compiledOutcome(source, OBJECT)).toEqual([shown, cost]);
  if (cost !== null) expect([undefined, [shown, cost]]).toContainEqual(emittedOutcome(source, OBJECT));
});
