import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortedOrder } from "./go-sort.ts";

const key = fc.nat(20);
const ramp = fc.nat(300).map((length) => Array.from({ length }, (_, i) => i));
/** Random ones, and the patterns that the algorithm looks for. */
const keys = fc.oneof(
  fc.array(key, { maxLength: 300 }),
  ramp,
  ramp.map((list) => list.toReversed()),
  fc.tuple(ramp, fc.integer({ min: 1, max: 9 })).map(([list, step]) => list.map((i) => Math.floor(i / step))),
  fc.tuple(ramp, fc.array(key, { maxLength: 4 })).map(([list, rest]) => [...list, ...rest]),
);

describe("sortedOrder", () => {
  it("gives every place once, in the order of the keys", () => {
    fc.assert(
      fc.property(keys, (list) => {
        const order = sortedOrder(list.length, (a, b) => (list[a] ?? 0) < (list[b] ?? 0));
        expect(new Set(order).size).toBe(list.length);
        expect(order.map((i) => list[i])).toEqual(list.toSorted((a, b) => a - b));
      }),
    );
  });
});
