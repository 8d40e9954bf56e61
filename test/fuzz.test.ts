/** Whatever the expression and whatever the objects, there is an answer, within the budget. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CelError, type Value } from "../src/cel/values.ts";
import { Generator, vocabularyOf } from "./expressions/generator.ts";
import { mutate } from "./expressions/mutation.ts";
import { Random } from "./expressions/random.ts";
import { largeCalls } from "./fuzz/large-calls.ts";
import { BUDGET, compiled, ENVIRONMENT, outcomeOf, tryOut } from "./fuzz/outcome.ts";
import { SOURCES } from "./fuzz/sources.ts";

const OBJECT: Value = {
  n: 2,
  t: true,
  s: "text",
  a: [[0], [1]],
  labels: { app: "web", constructor: "c", ["__proto__"]: "p" },
  nested: { a: { a: { a: null } } },
};

const TOKENS = [
  ..."()[]{}.,:?!-+*/%<>='\"\\`|&@#$\n\t 0129.eEux_abnr\0é😀\ud800\udc00".split(""),
  ...[
    "&&",
    "||",
    "==",
    "in",
    "true",
    "null",
    "object",
    "has(",
    ".all(x,",
    ".?",
    "[?",
    '"""',
    "'a'",
    "b'",
    "r'",
    "dyn(",
  ],
  ...["1.5", "0x", "Object{", "JSONPatch{", "size(", "x", ".map(y,", "optional.of(", "//"],
];

describe("any source is answered", () => {
  it.each<[string, fc.Arbitrary<string>]>([
    ["any characters", fc.string({ unit: "binary", maxLength: 200 })],
    ["any UTF-16 units", fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units))],
    [
      "texts of what the language is made of",
      fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((t) => t.join("")),
    ],
    ["any characters in a text", fc.string({ unit: "binary" }).map((text) => `'${text}'`)],
    ["any characters in a pattern", fc.string({ unit: "binary" }).map((text) => `object.s.matches(r'''${text}''')`)],
    ["any pattern", fc.string({ unit: fc.constantFrom(..."ab()[]{}*+?|^$.\\dpLPN-,0123:=<>!iQE&&[:") }).map(matching)],
    ["any format", fc.string({ unit: fc.constantFrom(..."%.0123456789sdfexXbo ") }).map(formatting)],
  ])("%s", (_, sources) => {
    fc.assert(
      fc.property(sources, (source) => void tryOut(source, OBJECT)),
      { numRuns: 2000 },
    );
  });

  it("expressions with faults", () => {
    const random = new Random(1);
    const generator = new Generator(random, vocabularyOf(ENVIRONMENT));
    for (let i = 0; i < 3000; i++)
      tryOut(mutate(generator.expression(), random), OBJECT, random.pick([BUDGET, 100, 10, 0]));
  });

  it.each(SOURCES)("%s", (_, source) => {
    tryOut(source, OBJECT);
  });
});

function matching(pattern: string): string {
  return `object.s.matches(r'${pattern}')`;
}

function formatting(format: string): string {
  return `'${format}'.format([dyn(1), dyn('a'), dyn(1.5), dyn(object.a)])`;
}

describe("large inputs", () => {
  const long: Value = {
    text: "a".repeat(3_000_000),
    list: Array.from({ length: 100_000 }, (_, i) => (i % 2 === 0 ? "a" : `a${i}`)),
    map: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])),
  };

  it.each(largeCalls(ENVIRONMENT))("%s", (source) => {
    tryOut(source, long);
  });

  it.each([
    "object.list.map(x, x).filter(x, x == 'a').size()",
    "object.list.map(x, object.list.map(y, y))",
    "object.list.all(x, object.list.all(y, object.list.all(z, true)))",
    "object.list.map(x, [x]).flatten()",
    "object.list.sortBy(x, x)",
    "object.list.transformMap(i, x, i)",
    "object.map.map(k, k)",
    "object.map.transformMapEntry(k, v, {v: k})",
    "object.list.map(x, object.text)",
    "object.list.map(x, object.text + x)",
    "object.list.map(x, object.text).join()",
    `[[1]]${".map(x, x + x)".repeat(60)}`,
    `['a']${".map(x, x + x)".repeat(60)}`,
    `['a']${".map(x, x.replace('a', 'aa'))".repeat(60)}`,
    `['%s']${".map(x, x.format([x + x, x, x]))".repeat(30)}`,
    `[[[1]]]${".map(x, [x, x, x, x].flatten())".repeat(40)}`,
    `[1]${".map(x, [x, x])".repeat(40)}.flatten(50)`,
    "lists.range(20000).map(x, object.list + object.list).size()",
    "lists.range(20000).map(x, object.list).flatten().size()",
    "object.list.map(x, 'aa'.replace('a', object.text)).size()",
    "object.list.map(x, '%s%s'.format([object.text, object.text])).size()",
    "object.list.map(x, object.list.max()).size()",
    "object.list.map(x, object.text < object.text).size()",
    "object.list == object.list.map(x, x)",
    "object.map == object.map.transformMap(k, v, v)",
    "object.text.split('')",
    "object.text.split('').join('b')",
    "object.text.replace('', object.text)",
    "object.text.replace('a', object.text)",
    "object.text.replace('a', 'bb').replace('b', 'cc').replace('c', 'dd')",
    "[object.text, object.text].join(object.text)",
    "object.list.join(object.text)",
    "object.text.findAll('')",
    "object.text.findAll('a')",
    "'%s'.format([object.list])",
    "('%s'.format([object.text])).format([object.text])",
    "'%d'.format([object.text])",
    "lists.range(9223372036854775807)",
    "lists.range(100000).map(x, lists.range(100000))",
    "[1, 2].flatten(-9223372036854775808) == [] || object.list.all(x, object.list.all(y, true))",
    "object.text.lastIndexOf('b')",
    "object.text.indexOf(object.text.substring(1))",
    "sets.contains(object.list, object.list)",
    "sets.equivalent(object.list, object.list)",
    "object.list.distinct()",
    "object.list in [object.list, object.list]",
    "object.list + object.list + object.list",
    "object.text < object.text + 'b'",
    "timestamp(object.text)",
    "quantity(object.text)",
    "quantity('1' + object.text)",
    "url('https://' + object.text)",
    "semver('1.2.' + object.text)",
    "int(object.text) + int('1' + object.text)",
    "timestamp(0).getHours(object.text)",
    "object[object.text]",
    "object[?object.text]",
  ])("%s", (source) => {
    expect(compiled(source)).toBeDefined();
    tryOut(source, long);
  });

  it.each([
    ...[
      "(a+)+$",
      "(a|a)*b",
      "(.*)*x",
      "(a*)*b",
      "(a|ab|b)*c",
      "^(a?){50}a{50}$",
      "(x+x+)+y",
      "a{1000}",
      "((a{10}){10}){10}",
    ],
    ...[".*.*.*b", "[a-z]*[a-z]*[a-z]*1", "(?i)(A+)+$", "a*?a*?a*?b", "\\b(a|b)*\\B", "(((((a*)*)*)*)*)b"],
  ])("matching %s", (pattern) => {
    tryOut(`object.text.matches('${pattern.replaceAll("\\", "\\\\")}')`, long);
    tryOut("object.text.find(object.pattern)", { text: "a".repeat(300_000), pattern });
    tryOut("object.text.findAll(object.pattern)", { text: `${"a".repeat(30_000)}b`, pattern });
  });
});

/** Counts how often elements are read. */
function counting(list: readonly Value[]): { readonly list: readonly Value[]; readonly reads: () => number } {
  let reads = 0;
  const get = (target: readonly Value[], key: string | symbol, receiver: unknown) => {
    if (typeof key === "string" && key !== "length") reads++;
    return Reflect.get(target, key, receiver);
  };
  return { list: new Proxy(list, { get }), reads: () => reads };
}

describe("a budget bounds the work", () => {
  it.each([
    "object.all(x, x >= 0)",
    "object.all(x, object.all(y, object.all(z, true)))",
    "object.all(x, object.exists(y, object.exists(z, z < 0)))",
    "object.map(x, object.map(y, y))",
    "object.filter(x, object.all(y, y >= 0))",
    "object.transformList(i, x, object.sum())",
    "object.exists_one(x, object.max() < 0)",
    "object.map(x, object.indexOf(-1))",
    "object.map(x, object + object)",
    "object.map(x, -1 in object)",
    "object.map(x, object == object)",
    "object.sortBy(x, object.min())",
  ])("%s", (source) => {
    const program = compiled(source);
    if (program === undefined) throw new Error(`${source} is refused`);
    for (const budget of [0, 100, 10_000]) {
      const { list, reads } = counting(Array.from({ length: 1000 }, (_, i) => i));
      outcomeOf(program, [list], budget);
      // The cost model takes adding lists to be free; it counts ten units for a list that is made, one for a step.
      expect(reads()).toBeLessThanOrEqual(200 * budget + 20_000);
    }
  });

  it("is found spent wherever evaluation is", () => {
    const generator = new Generator(new Random(2), vocabularyOf(ENVIRONMENT));
    for (let i = 0; i < 1000; i++) {
      const program = compiled(generator.expression());
      if (program === undefined) continue;
      const { cost } = program.evaluate([OBJECT], BUDGET);
      if (cost > BUDGET || cost === 0) continue;
      const { result } = program.evaluate([OBJECT], cost - 1);
      expect(result).toEqual(new CelError("operation cancelled: actual cost limit exceeded"));
      expect(program.evaluate([OBJECT], cost).cost).toBe(cost);
    }
  });
});
