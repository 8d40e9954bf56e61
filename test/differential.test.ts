/** The part of CEL that every engine has: random expressions give the same in all of them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPRESSIONS } from "./differential/expressions.ts";
import { PEERS, sallyport } from "./differential/peers.ts";

/**
 * Where a peer is known to differ, by its name: an expression, and why. Each is checked to differ still, so that the
 * list says nothing that has become untrue.
 */
const DEVIATIONS: { readonly [peer: string]: readonly (readonly [expression: string, reason: string])[] } = {
  "@bufbuild/cel": [
    ["'\\uffff' < '😀'", "compares UTF-16 units, not code points"],
    ["1 == 1.0", "has no checker that refuses operands of two types"],
    ["true ? 1 : 'a'", "has no checker that refuses branches of two types"],
    ["double('1e400')", "takes numbers beyond a double's range as infinite"],
    ["object.?missing.orValue(1)", "has optional types only where they are registered"],
  ],
  "@marcbachmann/cel-js": [
    ["'\\uffff' < '😀'", "compares UTF-16 units, not code points"],
    ["{'constructor': 1}.constructor", "does not take every key"],
    ["-(-9223372036854775808)", "negation overflows in silence"],
    ["int(1e19)", "conversion overflows in silence"],
    ["dyn(1u) in [1]", "does not compare numbers of two types in lists"],
    ["'aaa'.matches('a(?=a)')", "has JavaScript's regular expressions: lookahead, no linear time"],
    ["'A'.matches('(?i)a')", "has JavaScript's regular expressions: no flags in the pattern"],
    ["'a'.matches('[[:alpha:]]')", "has JavaScript's regular expressions: no character classes of POSIX"],
    [
      "timestamp('2024-01-01T00:00:00.123456789Z') - timestamp('2024-01-01T00:00:00Z') == duration('0.123456789s')",
      "keeps milliseconds",
    ],
    ["cel.bind(x, 1, x)", "has an extension that Kubernetes does not enable"],
    ["object.?missing.orValue(1)", "has optional types only where they are enabled"],
  ],
};

describe.each(PEERS)("$name", ({ name, answer }) => {
  it("gives the same for random expressions", () => {
    const property = fc.property(EXPRESSIONS, (expression) => {
      expect([expression, answer(expression)]).toEqual([expression, sallyport(expression)]);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it.each(DEVIATIONS[name] ?? [])("differs on %s: %s", (expression) => {
    expect(answer(expression)).not.toBe(sallyport(expression));
  });
});

it("expressions have a value often enough to be worth comparing", () => {
  const answers = fc.sample(EXPRESSIONS, { numRuns: 1000, seed: 1 }).map(sallyport);
  expect(answers.filter((answer) => answer !== "error").length).toBeGreaterThan(300);
});
