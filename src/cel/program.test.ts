import { describe, expect, it } from "vitest";
import { ADMISSION } from "../../test/cel/environments.ts";
import { type Compilation, compile } from "./program.ts";
import { ANY, BOOL, NULL, STRING, type Type } from "./types.ts";
import { CelError } from "./values.ts";

function program(source: string) {
  const compilation = compile(source, ADMISSION, [ANY]);
  if (!compilation.ok) throw new Error(compilation.error.message);
  return compilation.program;
}

function refusal(compilation: Compilation): readonly [string, string] | undefined {
  return compilation.ok ? undefined : [compilation.error.kind, compilation.error.message];
}

describe("compile", () => {
  it.each<readonly [string, readonly Type[], string, string]>([
    ["object.foo", [BOOL], "invalid", "must evaluate to bool but got dyn"],
    ["1", [STRING, NULL], "invalid", "must evaluate to one of [string null_type] but got int"],
    ["int('a')", [ANY], "internal", "program instantiation failed: type conversion error from 'string' to 'int'"],
    [
      "foo",
      [ANY],
      "invalid",
      "compilation failed: ERROR: <input>:1:1: undeclared reference to 'foo' (in container '')\n | foo\n | ^",
    ],
  ])("refuses %s", (source, expected, kind, message) => {
    expect(refusal(compile(source, ADMISSION, expected))).toEqual([kind, message]);
  });

  it.each<readonly [string, readonly Type[]]>([
    ["true", [BOOL]],
    ["null", [STRING, NULL]],
    ["object", [ANY]],
  ])("accepts %s", (source, expected) => {
    expect(refusal(compile(source, ADMISSION, expected))).toBeUndefined();
  });
});

describe("evaluate", () => {
  const exceeded = new CelError("operation cancelled: actual cost limit exceeded");

  /** Costs up to the limit as cel-go's cost tracker has them: what takes it beyond is added as a whole. */
  it.each<readonly [source: string, budget: number, cost: number]>([
    ["object.a.b", 2, 3],
    ["object.a.b.c.d.e", 2, 3],
    ["[object.a]", 5, 12],
    ["object.list.all(x, x > 0)", 10, 11],
    ["object.list.map(x, [x])", 20, 24],
    ["object.a.b || object.list.all(x, x > 0)", 8, 9],
  ])("ends at the budget: %s with %d", (source, budget, cost) => {
    const vars = [{ a: { b: false, c: { d: { e: 1 } } }, list: [1, 2, 3] }];
    const rule = program(source);
    for (let i = 0; i < 250; i++) expect(rule.evaluate(vars, budget)).toEqual({ result: exceeded, cost });
  });

  it("gives the same at every temperature", () => {
    const rule = program("object.list.all(x, x > 0) && has(object.a) && object.a.startsWith('v')");
    const objects = [{ list: [1], a: "v" }, { list: [0], a: "v" }, { list: [1] }, { list: 1, a: "v" }, {}];
    const first = objects.map((object) => rule.evaluate([object], 1000));
    for (let i = 0; i < 300; i++) expect(objects.map((object) => rule.evaluate([object], 1000))).toEqual(first);
  });

  it("goes through 100,000 elements without overflow", () => {
    const list = Array.from({ length: 100_000 }, (_, i) => i);
    const { result } = program("object.map(x, x + 1).filter(x, x > 1).size()").evaluate([list], 100_000_000);
    expect(result).toBe(99_999);
  });

  it("keeps the compiled program free of what it was given", () => {
    const rule = program("[object.a].map(x, x)");
    expect(rule.evaluate([{ a: 1 }], 1000).result).toEqual([1]);
    expect(rule.evaluate([{ a: 2 }], 1000).result).toEqual([2]);
  });
});
