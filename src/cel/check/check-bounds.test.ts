import { describe, expect, it } from "vitest";
import { ADMISSION } from "../../../test/cel/environments.ts";
import type { Expr } from "../ast.ts";
import { ACCUMULATOR } from "../ast.ts";
import { BOOL, INT, listOf } from "../types.ts";
import { check } from "./check.ts";

/** Trees beyond what any source may hold. */
class Trees {
  private id = 1;

  int(value: number): Expr {
    return { kind: "constant", id: this.id++, offset: 0, value };
  }
  ident(name: string): Expr {
    return { kind: "ident", id: this.id++, offset: 0, name };
  }
  call(name: string, ...args: readonly Expr[]): Expr {
    return { kind: "call", id: this.id++, offset: 0, function: name, args };
  }
  list(...elements: readonly Expr[]): Expr {
    return { kind: "list", id: this.id++, offset: 0, elements, optionalIndices: [] };
  }
  /** `{key: value}` */
  map(key: Expr, value: Expr): Expr {
    const entry = { id: this.id++, offset: 0, key, value, optional: false };
    return { kind: "map", id: this.id++, offset: 0, entries: [entry] };
  }
  /** `range.map(variable, body)` */
  mapMacro(range: Expr, variable: string, body: Expr): Expr {
    return {
      kind: "comprehension",
      id: this.id++,
      offset: 0,
      iterRange: range,
      iterVar: variable,
      accuVar: ACCUMULATOR,
      accuInit: this.list(),
      loopCondition: { kind: "constant", id: this.id++, offset: 0, value: true },
      loopStep: this.call("_+_", this.ident(ACCUMULATOR), this.list(body)),
      result: this.ident(ACCUMULATOR),
    };
  }
  /** `seed` wrapped over and over. */
  nested(times: number, seed: Expr, wrap: (inner: Expr) => Expr): Expr {
    let expr = seed;
    for (let i = 0; i < times; i++) expr = wrap(expr);
    return expr;
  }
}

describe("large trees", () => {
  it("may be deep on the left", () => {
    const trees = new Trees();
    const sum = trees.nested(100_000, trees.int(1), (inner) => trees.call("_+_", inner, trees.int(1)));
    expect(check(sum, ADMISSION)).toMatchObject({ ok: true, checked: { outputType: INT } });
  });

  it("may be deep on the right", () => {
    const trees = new Trees();
    const not = trees.nested(100_000, trees.ident("object"), (inner) => trees.call("!_", inner));
    expect(check(not, ADMISSION)).toMatchObject({ ok: true, checked: { outputType: BOOL } });
  });

  it("may be wide", () => {
    const trees = new Trees();
    const list = trees.list(...Array.from({ length: 50_000 }, (_, i) => trees.int(i)));
    expect(check(list, ADMISSION)).toMatchObject({ ok: true, checked: { outputType: listOf(INT) } });
  });
});

it("refuses types that grow beyond measure", () => {
  const trees = new Trees();
  // [{1: 1}].map(v1, [{v1: v1}].map(v2, [{v2: v2}].map(...))): each type is twice the one before.
  let expr = trees.ident("v50");
  for (let i = 50; i > 0; i--) {
    const [key, value] = i === 1 ? [trees.int(1), trees.int(1)] : [trees.ident(`v${i - 1}`), trees.ident(`v${i - 1}`)];
    expr = trees.mapMacro(trees.list(trees.map(key, value)), `v${i}`, expr);
  }
  expect(check(expr, ADMISSION)).toEqual({
    ok: false,
    issues: [{ offset: 0, message: "expression types are too complex" }],
  });
});
