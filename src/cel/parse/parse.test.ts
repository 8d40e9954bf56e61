import { describe, expect, it } from "vitest";
import { showParsed } from "../../../test/cel/show-tree.ts";
import type { Expr } from "../ast.ts";
import { parse } from "./parse.ts";

describe("parse", () => {
  it.each([
    ["a", "a@0"],
    [" .a", ".a@2"],
    ["a.b", ".b@1(a@0)"],
    ["a .b. c", ".c@4(.b@2(a@0))"],
    ["a.b(c)", ".b()@3(a@0, c@4)"],
    ["f(a, b)", "f@1(a@2, b@5)"],
    [".f()", ".f@2()"],
    ["a[b]", "_[_]@1(a@0, b@2)"],
    ["a.?b", '_?._@1(a@0, "b"@3)'],
    ["a[?b]", "_[?_]@1(a@0, b@3)"],
    ["(a)", "a@1"],
    ["[a, ?b,]", "list@0(a@1, ?b@5)"],
    ["[,]", "list@0()"],
    ["{a: b, ?c: d}", "map@0(a@1 :@2 b@4, ?c@8 :@9 d@11)"],
    ["{,}", "map@0()"],
    ["A{}", "A@1()"],
    [".a.B {c: d, ?in_: f,}", ".a.B@5(c :@7 d@9, ?in_ :@16 f@18)"],
    ["a ? b : c ? d : e", "_?_:_@2(a@0, b@4, _?_:_@10(c@8, d@12, e@16))"],
    ["a + b - c", "_-_@6(_+_@2(a@0, b@4), c@8)"],
    ["a + b * c", "_+_@2(a@0, _*_@6(b@4, c@8))"],
    ["a * b % c / d", "_/_@10(_%_@6(_*_@2(a@0, b@4), c@8), d@12)"],
    ["a < b == c", "_==_@6(_<_@2(a@0, b@4), c@9)"],
    ["a in b", "@in@2(a@0, b@5)"],
    ["a + b >= c", "_>=_@6(_+_@2(a@0, b@4), c@9)"],
    ["a && b || c", "_||_@7(_&&_@2(a@0, b@5), c@10)"],
    ["a || b || c", "_||_@7(_||_@2(a@0, b@5), c@10)"],
    ["a || b || c || d", "_||_@7(_||_@2(a@0, b@5), _||_@12(c@10, d@15))"],
    ["!a", "!_@0(a@1)"],
    ["!!a", "a@2"],
    ["!!!a.b", "!_@0(.b@4(a@3))"],
    ["-a", "-_@0(a@1)"],
    ["- -a", "a@3"],
    ["-a.b()", "-_@0(.b()@4(a@1))"],
    ["a - -1", "_-_@2(a@0, -1@4)"],
    ["a-1", "_-_@1(a@0, 1@2)"],
    ["!-1", "!_@0(-1@1)"],
    ["-1.size()", ".size()@7(-1@0)"],
    ["--1", "1@2"],
    ["---1", "-_@0(1@3)"],
    ["- 1u", "-_@0(1u@2)"],
    ["// first\na // second\n", "a@9"],
    ["\t\f\r\n a", "a@5"],
    ["'é😀' + b", '_+_@5("é😀"@0, b@7)'],
  ])("reads %j", (source, expected) => {
    expect(showParsed(source)).toBe(expected);
  });

  it.each([
    ["0", "0"],
    ["-0", "0"],
    ["007", "7"],
    ["0xfF", "255"],
    ["-0x10", "-16"],
    ["9007199254740993", "9007199254740993"],
    ["9223372036854775807", "9223372036854775807"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["-0x8000000000000000", "-9223372036854775808"],
    ["1u", "1u"],
    ["0x1U", "1u"],
    ["18446744073709551615u", "18446744073709551615u"],
    ["1.5", "1.5d"],
    ["-0.0", "-0d"],
    [".5e1", "5d"],
    ["1e-400", "0d"],
    ["1.5E+3", "1500d"],
    ["true", "true"],
    ["null", "null"],
  ])("reads the literal %s", (source, expected) => {
    expect(showParsed(source)).toBe(`${expected}@0`);
  });

  it("gives each node an id of its own", () => {
    const source = "a.optMap(b, {c: d}.map(e, [e, -1])).all(f, has(f.g) ? A{h: f}.h : f[0] in [1])";
    const parsed = parse(source);
    if (!parsed.ok) throw new Error(`${source} does not parse`);
    const ids = idsOf(parsed.expr);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(40);
  });

  it.each([
    [2, 1],
    [3, 2],
    [1000, 10],
    [9000, 14],
  ])("keeps a chain of %d conditions low", (terms, height) => {
    const parsed = parse(new Array(terms).fill("a").join(" || "));
    expect(parsed.ok && heightOf(parsed.expr)).toBe(height);
  });
});

function isNode(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function idsOf(value: unknown): number[] {
  if (!isNode(value)) return [];
  const own = "id" in value && typeof value.id === "number" ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(idsOf)];
}

function heightOf(expr: Expr): number {
  return expr.kind === "call" ? 1 + Math.max(...expr.args.map(heightOf)) : 0;
}
