/** A program holds nothing of an evaluation: others may go on in the middle of it, and nothing stays behind. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { VARIABLES } from "../../src/cel/admission-types.ts";
import type { Program } from "../../src/cel/program.ts";
import { DYN, type Type } from "../../src/cel/types.ts";
import { CelError, type Result, StructValue, type Value } from "../../src/cel/values.ts";
import { environmentFor } from "../../src/policy/environments.ts";
import { SLOTS } from "../../src/policy/slots.ts";
import { BUDGET, compiled, outcomeOf } from "./outcome.ts";

const ENVIRONMENT = environmentFor({ params: true, authorizer: true, patches: false }, new Map([["inner", DYN]]));

/** Programs that read `variables.inner` in the middle of whatever they do. */
const SOURCES = [
  "object.list.all(x, variables.inner != null && x > 0)",
  "object.list.map(x, [x, variables.inner, x])",
  "object.list.filter(x, x > 0 && variables.inner != x)",
  "object.list.map(x, object.list.map(y, variables.inner == null ? x : x + y))",
  "object.list.transformMap(i, x, [i, variables.inner, x])",
  "object.list.sortBy(x, variables.inner == null ? x : -x)",
  "object.list.exists_one(x, variables.inner == null || x == 1)",
  "[dyn(object.list.size()), variables.inner, dyn(object.list.size())]",
  "{'before': object.list, 'inner': variables.inner, 'after': object.list}",
  "object.list[0] + (variables.inner == null ? 0 : object.list[1])",
  "variables.inner == null ? object.list : object.list.map(x, x * 2)",
  "object.?missing.orValue(variables.inner) == null || object.list.exists(x, x == 2)",
];

/** Evaluates the program once more, over the next object, whenever it is read. */
class Inner extends StructValue {
  override readonly type = VARIABLES as Type & { kind: "object" };
  readonly #next: () => Result;
  constructor(next: () => Result) {
    super();
    this.#next = next;
  }
  override field(): Result {
    return this.#next();
  }
}

function varsOf(object: Value, variables: Value): readonly (Value | undefined)[] {
  return SLOTS.map((name) => (name === "object" ? object : name === "variables" ? variables : null));
}

/** The result over the objects, each evaluated in the middle of the one before; the last reads null. */
function nestedResult(program: Program, [object, ...rest]: readonly Value[]): Result {
  if (object === undefined) return null;
  return program.evaluate(varsOf(object, new Inner(() => nestedResult(program, rest))), BUDGET).result;
}

/** The same without nesting: what is read in the middle has been evaluated before. */
function sequentialResult(program: Program, objects: readonly Value[]): Result {
  return objects.reduceRight<Result>((inner, object) => {
    return program.evaluate(varsOf(object, new Inner(() => inner)), BUDGET).result;
  }, null);
}

const OBJECTS: readonly Value[] = [{ list: [1, 2, 3] }, { list: [5, 1] }, { list: [2, 9, 4, 1] }];

describe("evaluations within one another", () => {
  it.each(SOURCES)("%s", (source) => {
    const program = compiled(source, ENVIRONMENT);
    if (program === undefined) throw new Error(`${source} is refused`);
    const expected = sequentialResult(program, OBJECTS);
    expect(expected).not.toBeInstanceOf(CelError);
    for (let i = 0; i < 150; i++) expect(nestedResult(program, OBJECTS)).toEqual(expected);
  });
});

describe("what has been evaluated", () => {
  it.each([
    "object.list.map(x, x)",
    "object.list.all(x, x > 0)",
    "object.?a.hasValue()",
    "object.name.matches('^a+$')",
  ])("is not kept by %s", async (source) => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const program = compiled(source);
    if (program === undefined) throw new Error(`${source} is refused`);
    const references = Array.from({ length: 200 }, (_, i) => {
      const object = { list: [i + 1], name: "a".repeat(i) };
      outcomeOf(program, [object, null, null, null, null]);
      return new WeakRef(object);
    });
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(references.filter((reference) => reference.deref() !== undefined)).toEqual([]);
  });
});
