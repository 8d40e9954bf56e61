import { inspect } from "node:util";
import { expect, it } from "vitest";
import { Double, type Json } from "../json/value.ts";
import { type Count, replicasOf, times, UNBOUNDED } from "./count.ts";
import { pattern } from "./pattern.ts";

function replicas(count: Count, root: Json): number {
  return replicasOf(count, { root, block: pattern("t[].p"), path: ["t", 1, "p"], found: new Map() });
}

const NUMBERS: readonly [Json, number][] = [
  [3, 3],
  [0, 0],
  [new Double(4), 4],
  [new Double(2.5), 1],
  [new Double(1e300), UNBOUNDED],
  [new Double(Number.NaN), 1],
  [-1, 1],
  [2n ** 60n, UNBOUNDED],
  [-(2n ** 60n), 1],
  [UNBOUNDED * 2, UNBOUNDED],
  ["5", 1],
  ["{{inputs.parameters.n}}", UNBOUNDED],
  ["$" + "{trialParameters.n}", UNBOUNDED],
  [null, 1],
  [[], 1],
  [true, 1],
];

it.each(NUMBERS.map(([value, expected]) => [inspect(value), expected, value] as const))(
  "%s are %d pods",
  (_, expected, value) => {
    expect(replicas("n", { n: value })).toBe(expected);
  },
);

const ROOT: Json = { a: 2, b: 5, zero: 0, text: "7", word: "seven", t: [{ n: 1 }, { n: 9 }], on: true, mode: "x" };

it.each<[Count, number]>([
  ["t[].n", 9],
  ["absent", 1],
  [{ first: ["absent", "b", "a"] }, 5],
  [{ first: ["absent"] }, 1],
  [{ nonZero: "zero" }, 1],
  [{ min: ["a", "absent", "b"] }, 2],
  [{ max: ["a", "b"] }, 5],
  [{ max: [] }, 1],
  [{ product: ["a", "absent", "b"] }, 10],
  [{ product: [UNBOUNDED, UNBOUNDED, "b"] }, UNBOUNDED],
  [{ product: ["zero", UNBOUNDED] }, 0],
  [{ sum: ["a", -1] }, 1],
  [{ sum: ["a", -9] }, 0],
  [{ quotient: ["b", "a"] }, 3],
  [{ first: [{ quotient: ["b", "zero"] }, 4] }, 4],
  [{ text: "text" }, 7],
  [{ text: "word" }, 1],
  [{ text: "a" }, 2],
  [{ if: "on", use: 3, else: 4 }, 3],
  [{ if: "off", use: 3, else: 4 }, 4],
  [{ if: "on", is: [true], use: 3, else: 4 }, 3],
  [{ if: "on", is: ["true"], use: 3, else: 4 }, 4],
  [{ if: "mode", is: ["x", "y"], use: 3, else: 4 }, 3],
  [{ anywhere: ["none", "t[].n"], use: 3, else: 4 }, 3],
  [{ anywhere: ["t[].m"], use: 3, else: 4 }, 4],
])("%j is %d", (count, expected) => {
  expect(replicas(count, ROOT)).toBe(expected);
});

it("saturates", () => {
  expect(times(UNBOUNDED, UNBOUNDED)).toBe(UNBOUNDED);
  expect(times(UNBOUNDED, 0)).toBe(0);
});
