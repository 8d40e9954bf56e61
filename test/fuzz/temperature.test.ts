/** A hot program, evaluated by the function that it was written as, gives what a cold one gives. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, type Program } from "../../src/cel/program.ts";
import { ANY } from "../../src/cel/types.ts";
import type { JsonObject, Value } from "../../src/cel/values.ts";
import { parseJson } from "../../src/json/parse.ts";
import { SLOTS } from "../../src/policy/slots.ts";
import { Generator, vocabularyOf } from "../expressions/generator.ts";
import { Random } from "../expressions/random.ts";
import { SUBJECT } from "../expressions/subject.ts";
import { BUDGET, ENVIRONMENT, outcomeOf } from "./outcome.ts";

/** More evaluations than it takes to be hot. */
const HEATING = 110;
const BUDGETS = [BUDGET, BUDGET, BUDGET, 50, 10, 3, 0];

const subject = parseJson(SUBJECT) as JsonObject;

function varsWith(object: Value): readonly (Value | undefined)[] {
  return SLOTS.map((name) => (name === "object" ? object : subject[name]));
}

function programOf(source: string): Program | undefined {
  const compilation = compile(source, ENVIRONMENT, [ANY]);
  return compilation.ok ? compilation.program : undefined;
}

/** Heats one program over some objects and compares it over others with one that has never been evaluated. */
function expectSame(source: string, heating: readonly Value[], objects: readonly Value[], random: Random): void {
  const hot = programOf(source);
  if (hot === undefined) return;
  for (let i = 0; i < HEATING; i++) hot.evaluate(varsWith(random.pick(heating)), BUDGET);
  for (const object of objects) {
    const cold = programOf(source) as Program;
    const budget = random.pick(BUDGETS);
    expect([source, outcomeOf(hot, varsWith(object), budget)]).toEqual([
      source,
      outcomeOf(cold, varsWith(object), budget),
    ]);
  }
}

/** JSON of the shape that the expressions expect, and of others: with parts missing, of other types, or hostile. */
const anyJson = fc.oneof(
  fc.jsonValue({ depthSize: "small" }).map((value) => parseJson(JSON.stringify(value))),
  fc.constantFrom<Value>(null, true, 1, "text", [], {}, [1, "a"], parseJson("9007199254740993"), parseJson("1.5")),
);
const keys = fc.constantFrom(
  ...[
    "n",
    "zero",
    "big",
    "f",
    "whole",
    "t",
    "nil",
    "s",
    "uni",
    "ints",
    "strings",
    "mixed",
    "labels",
    "items",
    "single",
  ],
  ...[
    "nested",
    "kind",
    "none",
    "__proto__",
    "constructor",
    "toString",
    "length",
    "hasOwnProperty",
    "a",
    "k",
    "name",
    "port",
  ],
);
const anyObject = fc.array(fc.tuple(keys, anyJson)).map((entries) => Object.fromEntries(entries) as Value);
const objectWithFaults = fc
  .tuple(
    fc.subarray(Object.entries(subject["object"] as JsonObject)),
    fc.array(fc.tuple(keys, anyJson), { maxLength: 3 }),
  )
  .map(([kept, replaced]) => Object.fromEntries([...kept, ...replaced]) as Value);

const WHOLE = subject["object"] as Value;

describe("hot programs", () => {
  it("give what cold ones give", () => {
    const generator = new Generator(new Random(7), vocabularyOf(ENVIRONMENT));
    const choices = new Random(8);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(objectWithFaults, anyObject, anyJson), { minLength: 3, maxLength: 6 }),
        (objects) => {
          expectSame(
            generator.expression(),
            [WHOLE, WHOLE, WHOLE, ...objects.slice(0, 1)],
            [WHOLE, ...objects],
            choices,
          );
        },
      ),
      { numRuns: 1500, endOnFailure: true },
    );
  });

  it.each([
    "object.items.all(i, has(i.name) && i.name.startsWith('o') || i.name == 'two')",
    "object.items.exists(i, has(i.tags) && 'a' in i.tags && i.tags.a == 'b')",
    "object.items.filter(i, i.port > 79).map(i, i.name)",
    "object.labels.all(k, k.size() < 20) && object.labels.exists(k, k == 'constructor')",
    "object.ints.all(x, object.ints.exists(y, y >= x + object.zero))",
    "(object.t ? object.items[0].name : object.s).contains('n') && !has(object.missing)",
    "object.n + object.zero - 1 < object.ints.size() && object.nil == null",
    "object.strings.all(s, s.matches('^[a-z]+$')) && object.s != '' && object.f > 1.0",
    "object.?items[0].?name.orValue('none') == 'one' || object[?'s'].hasValue()",
    "object.nested.map(l, l.map(x, x * 2)).exists(l, l.size() == 2)",
    "object.mixed.map(x, type(x)) == [] || object.mixed.exists(x, x == 1 || x == 'a')",
    "'constructor' in object.labels && object.labels['__proto__'] == 'p' && object.labels.length == 'l'",
  ])("give what cold ones give: %s", (source) => {
    const choices = new Random(9);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(objectWithFaults, anyObject, anyJson), { minLength: 5, maxLength: 20 }),
        (objects) => {
          expectSame(source, [WHOLE], [WHOLE, ...objects], choices);
        },
      ),
      { numRuns: 30 },
    );
  });
});
