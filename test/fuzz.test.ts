/** Whatever anybody writes as an expression or sends as an object: an answer, within bounds, and never a crash. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, type Program } from "../src/cel/program.ts";
import { ANY } from "../src/cel/types.ts";
import { CelError, type Value } from "../src/cel/values.ts";
import { parseJson } from "../src/json/parse.ts";
import { SLOTS } from "../src/policy/slots.ts";
import { Generator, vocabularyOf } from "./expressions/generator.ts";
import { mutate } from "./expressions/mutation.ts";
import { Random } from "./expressions/random.ts";
import { SUBJECT } from "./expressions/subject.ts";
import { environmentOf } from "./oracle/answers.ts";

const environment = environmentOf("vap");
const subject = parseJson(SUBJECT) as { readonly [name: string]: Value };
const vars = SLOTS.map((slot) => subject[slot]);
const BUDGET = 1_000_000;

function programOf(source: string): Program {
  const compilation = compile(source, environment, [ANY]);
  if (!compilation.ok) throw new Error(compilation.error.message);
  return compilation.program;
}

/** Compiles, and evaluates what compiles. Anything that is thrown is a fault of the engine. */
function run(source: string, budget = BUDGET): void {
  const compilation = compile(source, environment, [ANY]);
  if (compilation.ok) {
    const { cost, result } = compilation.program.evaluate(vars, budget);
    if (!(result instanceof CelError)) expect(cost).toBeLessThanOrEqual(budget);
  } else {
    expect(compilation.error.message).not.toBe("");
  }
}

function evaluate(source: string, object: Value): unknown {
  const { result } = programOf(source).evaluate([object], BUDGET);
  return result instanceof CelError ? `error: ${result.message}` : result;
}

describe("any text", () => {
  it("random characters are answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (source) => run(source)),
      { numRuns: 3000 },
    );
  });

  it("random tokens are answered", () => {
    const token = fc.constantFrom(
      ..."( ) [ ] { } . , ? : ! - + * / % < > == && || in true null 1 1u 0x 1.5 'a' b'x' r'\\' \"\"\" // \n object has( .all( .map(x, x .? [? {? @ $ ` \\u".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => run(tokens.join(" "))),
      { numRuns: 3000 },
    );
  });

  it("expressions with a fault are answered", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = new Random(seed);
        run(mutate(new Generator(random, vocabularyOf(environment)).expression(), random));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("any budget", () => {
  it("is never exceeded by an expression that has a value, and what is spent never passes it by more than a step", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 2000 }), (seed, budget) => {
        const source = new Generator(new Random(seed), vocabularyOf(environment)).expression();
        const compilation = compile(source, environment, [ANY]);
        if (!compilation.ok) return;
        const whole = compilation.program.evaluate(vars, BUDGET);
        const bounded = compilation.program.evaluate(vars, budget);
        if (whole.cost <= budget) expect(bounded).toEqual(whole);
        else expect((bounded.result as CelError).message).toBe("operation cancelled: actual cost limit exceeded");
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    "lists.range(100000000).all(x, true)",
    "lists.range(100000).all(x, lists.range(100000).all(y, true))",
    "lists.range(10000).map(x, lists.range(10000)).size() > 0",
    "lists.range(200000).map(x, object.long).join(object.long).size() > 0",
    "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f, true))))))",
  ])("ends %s", (source) => {
    const { result } = programOf(source).evaluate(vars, BUDGET);
    expect(result).toEqual(new CelError("operation cancelled: actual cost limit exceeded"));
  });
});

describe("deep and long", () => {
  it.each([
    ["not", "!".repeat(10_000), "true", ""],
    ["minus", "-".repeat(10_000), "object.n", ""],
    ["parentheses", "(".repeat(10_000), "1", ")".repeat(10_000)],
    ["lists", "[".repeat(10_000), "1", "]".repeat(10_000)],
    ["maps", "{1:".repeat(10_000), "1", "}".repeat(10_000)],
    ["conditions", "true ? ", "true ? ".repeat(10_000), `1${" : 1".repeat(10_001)}`],
    ["selects", "object", ".a".repeat(10_000), ""],
    ["indices", "object", "[0]".repeat(10_000), ""],
    ["calls", "dyn(".repeat(10_000), "1", ")".repeat(10_000)],
    ["sums", "1", "+1".repeat(45_000), ""],
    ["conjunctions", "true", "&&true".repeat(16_000), ""],
    ["macros", "[1].all(x, ".repeat(2000), "true", ")".repeat(2000)],
  ])("%s are answered", (_what, before, middle, after) => run(before + middle + after));

  it("walks lists of 100,000 elements", () => {
    const list = Array.from({ length: 100_000 }, (_, i) => i);
    const { result } = programOf("object.filter(x, x % 2 == 0).map(x, x + 1).size()").evaluate([list], 10_000_000);
    expect(result).toBe(50_000);
  });

  const text = "a".repeat(3_000_000);
  it.each([
    "object.matches('^(a+)+$')",
    "object.matches('(a|aa)+b')",
    "object.matches('(.*)(.*)(.*)(.*)[b-c]')",
    "object.find('(a*)*b')",
    "object.findAll('a*b|a', 10).size()",
    "object.split('a').size()",
    "object.replace('a', 'bb').size()",
    "object.indexOf('ab')",
    "object.lastIndexOf('ba')",
    "object.upperAscii() == object",
    "object.contains('aaaaaaaaaab')",
    "'%s'.format([object]).size()",
    "quantity(object)",
    "url(object)",
    "ip(object)",
    "semver(object)",
    "timestamp(object)",
    "duration(object)",
    "int(object)",
    "double(object)",
  ])("%s of 3 MB ends", (source) => {
    const { cost } = programOf(source).evaluate([text], BUDGET);
    expect(cost).toBeGreaterThan(0);
  });
});

describe("keys that JavaScript's objects have", () => {
  const KEYS = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "length", "__defineGetter__"];
  const withKey = (key: string) =>
    parseJson(JSON.stringify({ labels: "HERE" }).replace('"HERE"', `{"${key}":"v"}`)) as Value;
  const without = parseJson('{"labels":{"app":"web"}}') as Value;

  it.each(KEYS)("%s is there when it is, and not when it is not", (key) => {
    const questions: readonly [string, unknown, unknown][] = [
      [`has(object.labels.${key})`, true, false],
      [`'${key}' in object.labels`, true, false],
      [`object.labels.${key}`, "v", `error: no such key: ${key}`],
      [`object.labels['${key}']`, "v", `error: no such key: ${key}`],
      [`object.labels.?${key}.orValue('none')`, "v", "none"],
      [`object.labels[?'${key}'].orValue('none')`, "v", "none"],
      [`object.labels.exists(k, k == '${key}')`, true, false],
      [`object.labels.exists(k, v, k == '${key}' && v == 'v')`, true, false],
      [`object.labels.map(k, k).filter(k, k == '${key}').size()`, 1, 0],
      [`object.labels == {'${key}': 'v'}`, true, false],
      [`{'${key}': 1}['${key}']`, 1, 1],
      [`'${key}' in {'a': 1}`, false, false],
      [`object.labels.transformMap(k, v, v).?${key}.orValue('none')`, "v", "none"],
    ];
    for (const [source, present, absent] of questions) {
      // Often enough that a hot expression has become a function of its own.
      for (let i = 0; i < 150; i += 50) {
        expect([source, evaluate(source, withKey(key))]).toEqual([source, present]);
        expect([source, evaluate(source, without)]).toEqual([source, absent]);
      }
    }
  });

  it("hot programs answer the same", () => {
    for (const key of KEYS) {
      const program = programOf(`has(object.labels.${key}) ? object.labels.${key} : 'none'`);
      for (let i = 0; i < 300; i++) {
        const present = i % 3 === 0;
        const { result } = program.evaluate([present ? withKey(key) : without], BUDGET);
        expect(result).toBe(present ? "v" : "none");
      }
    }
  });
});

describe("one program, several evaluations", () => {
  it("do not disturb each other", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.nat(3), { minLength: 2, maxLength: 8 }), (seed, order) => {
        const source = new Generator(new Random(seed), vocabularyOf(environment)).expression();
        const compilation = compile(source, environment, [ANY]);
        if (!compilation.ok) return;
        const others = [vars, vars.map(() => null), [subject["oldObject"]], [subject]] as const;
        const alone = others.map((each) => compilation.program.evaluate(each as Value[], BUDGET));
        for (const i of order) expect(compilation.program.evaluate(others[i] as Value[], BUDGET)).toEqual(alone[i]);
      }),
      { numRuns: 300 },
    );
  });
});
