import fc from "fast-check";
import { expect, it } from "vitest";
import type { Value } from "../values.ts";
import { Double, Duration, Timestamp, Uint } from "../values.ts";
import { compare, orderError } from "./order.ts";

it.each<readonly [Value, Value, number | undefined]>([
  [1, 2, -1],
  [1, new Double(1.5), -1],
  [2, new Uint(1n), 1],
  [-1, new Uint(0n), -1],
  [9007199254740993n, 9007199254740992, 1],
  [9007199254740993n, new Double(9007199254740992), 0],
  [-9223372036854775808n, new Double(-1e300), 1],
  [new Uint(18446744073709551615n), 9223372036854775807n, 1],
  [new Double(Number.NaN), 1, undefined],
  ["a", "b", -1],
  ["a", "", 1],
  ["\u{1F600}", "\uFFFD", 1],
  ["a\u{1F600}", "a\u{1F601}", -1],
  [false, true, -1],
  [new Uint8Array([1]), new Uint8Array([1, 0]), -1],
  [new Uint8Array([2]), new Uint8Array([1, 0]), 1],
  [new Timestamp(1, 5), new Timestamp(1, 6), -1],
  [new Timestamp(2, 0), new Timestamp(1, 999), 1],
  [new Duration(-1n), new Duration(1n), -1],
  [1, "1", undefined],
  [null, null, undefined],
  [[1], [1], undefined],
])("%o and %o: %s", (a, b, order) => {
  expect(compare(a, b)).toBe(order);
});

it.each<readonly [Value, Value, string]>([
  [new Double(Number.NaN), 1, "NaN values cannot be ordered"],
  [1, new Double(Number.NaN), "NaN values cannot be ordered"],
  [new Double(Number.NaN), "a", "NaN values cannot be ordered"],
  ["a", new Double(Number.NaN), "no such overload"],
  [1, "a", "no such overload"],
])("%o and %o have no order: %s", (a, b, message) => {
  expect(orderError(a, b).message).toBe(message);
});

it("orders strings as their code points are ordered", () => {
  const points = (text: string) => Array.from(text, (point) => point.codePointAt(0) ?? 0);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
      const [x, y] = [points(a), points(b)];
      const i = x.findIndex((point, index) => point !== y[index]);
      const expected = i < 0 ? Math.sign(x.length - y.length) : (x[i] as number) < (y[i] ?? -1) ? -1 : 1;
      expect(compare(a, b)).toBe(expected);
    }),
  );
});
