import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiledOutcome, emittedOutcome, OBJECT } from "../../../test/cel/evaluation.ts";

describe("emitted steps", () => {
  /** Rules as they are usually written, and none that a step of its own has to be given up for. */
  it.each([
    "object.items.all(i, has(i.name) && i.name.startsWith('o') || i.name == 'two')",
    "object.items.exists(i, has(i.tags) && 'a' in i.tags)",
    "object.items.filter(i, has(i.port) && i.port > 79).size() == 1",
    "object.items.map(i, i.name).exists_one(n, n in ['one', 'three'])",
    "object.list.all(x, object.list.exists(y, y >= x))",
    "!has(object.missing) && object.map.k != 'w' && object.map['constructor'] == 'c'",
    "(object.n == 1 ? object.items[0].name : object.s).contains('n')",
    "object.long.matches('^a+b+c+$') && object.long == 'aaaaaaaaaabbbbbbbbbbcccccccccc'",
    "object.nil == null && object.map != null && object.n + object.list.size() - 1 < 4",
    "object.items.map(i, i.name + '!').all(n, n.size() == 4)",
  ])("are emitted as a whole: %s", (source) => {
    expect(emittedOutcome(source, OBJECT)).toEqual(compiledOutcome(source, OBJECT));
  });

  it.each([
    "object.missing == 1",
    "object.n.x",
    "object.s > 1",
    "object.big == 1",
    "object.n.all(x, true)",
    "1 / 0 > 1",
  ])("give up where something is not as usual: %s", (source) => {
    expect(emittedOutcome(source, OBJECT)).toBeUndefined();
  });

  it("treat keys of any kind as keys", () => {
    const keys = ["spec", "value", "length", "constructor", "__proto__", "toString", "0", "a-b", "a/b.c", "é", "if"];
    const quoted = keys.map((key) => `'${key}' in object && object['${key}'] == 1`);
    const object = Object.fromEntries(keys.map((key) => [key, 1]));
    for (const source of quoted) {
      expect(emittedOutcome(source, object)?.[0]).toBe("true");
      expect(emittedOutcome(source, {})?.[0]).toBe("false");
    }
  });

  it("give what compiled steps give, at the same cost, or give up", () => {
    fc.assert(
      fc.property(expression, (source) => {
        const emitted = emittedOutcome(source, OBJECT);
        if (emitted !== undefined) expect(emitted).toEqual(compiledOutcome(source, OBJECT));
      }),
      { numRuns: 500 },
    );
  });
});

const path = fc.constantFrom(
  ...["n", "s", "f", "t", "nil", "big", "list", "names", "map", "items", "empty", "mixed", "long", "missing", "map.k"],
  ...["map.value", "list[0]", "list[7]", "items[1].tags.a", "map['constructor']", "items[object.n]", "nil.x", "?s"],
);

/** Of any type: what does not pass the checker is made dyn. */
const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    tie("operand"),
    binary(tie("expression"), ["==", "!=", "<", ">=", "+", "-", "&&", "||", "in"]),
    tie("expression").map((x) => `!dyn(${x})`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([c, a, b]) => `(dyn(${c}) ? dyn(${a}) : ${b})`),
    fc.tuple(tie("expression"), fc.constantFrom("s", "k", "name", "value")).map(([x, key]) => `dyn(${x}).${key}`),
    fc.tuple(tie("operand"), fc.constantFrom("x", "k", "name")).map(([x, key]) => `has(dyn(${x}).${key})`),
    fc
      .tuple(tie("operand"), fc.constantFrom("all", "exists", "exists_one", "filter"), tie("expression"))
      .map(([range, macro, body]) => `dyn(${range}).${macro}(e, dyn(e) == ${body} || dyn(${body}))`),
    fc.tuple(tie("operand"), tie("expression")).map(([range, body]) => `dyn(${range}).map(e, [dyn(e), dyn(${body})])`),
    tie("expression").map((x) => `size(dyn(${x}))`),
    fc
      .tuple(tie("expression"), fc.constantFrom("startsWith", "endsWith", "contains", "matches"))
      .map(([x, test]) => `dyn(${x}).${test}('t')`),
  ),
  operand: fc.oneof(
    path.map((keys) => `object.${keys}`),
    fc.constantFrom("1", "0", "'a'", "'text'", "''", "true", "false", "null", "1.5", "[1, 2]", "{'k': 1}", "params"),
  ),
}));

function binary(operand: fc.Arbitrary<string>, operators: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(operand, fc.constantFrom(...operators), operand)
    .map(([left, operator, right]) => `(dyn(${left}) ${operator} dyn(${right}))`);
}
