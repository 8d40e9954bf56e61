import { describe, expect, it } from "vitest";
import { parseLabelSelector } from "./label-requirements.ts";

/** As `key operator values`. */
function shown(text: string): readonly string[] | undefined {
  return parseLabelSelector(text)?.map(({ key, operator, values }) => `${key} ${operator} [${values.join()}]`);
}

// What k8s.io/apimachinery v0.36.2 makes of these texts.
describe("the text of a label selector", () => {
  it.each<[string, readonly string[]]>([
    ["", []],
    ["a", ["a Exists []"]],
    ["!a", ["a DoesNotExist []"]],
    ["a=b", ["a In [b]"]],
    ["a==b", ["a In [b]"]],
    ["a!=b", ["a NotIn [b]"]],
    ["a=", ["a In []"]],
    ["a in (c,b,c)", ["a In [b,c]"]],
    ["a notin (b)", ["a NotIn [b]"]],
    ["a in ()", ["a In []"]],
    ["a in (,b)", ["a In [,b]"]],
    ["a in (b,)", ["a In [,b]"]],
    ["b,a", ["a Exists []", "b Exists []"]],
    ["in in (in)", ["in In [in]"]],
    ["a>5", ["a Gt [5]"]],
    [" a = b ,\t! c ", ["a In [b]", "c DoesNotExist []"]],
    ["x.y/a in (b)", ["x.y/a In [b]"]],
  ])("%j has requirements", (text, requirements) => {
    expect(shown(text)).toEqual(requirements);
  });

  it("tells the empty value from none", () => {
    expect(parseLabelSelector("a=")?.[0]?.values).toEqual([""]);
    expect(parseLabelSelector("a")?.[0]?.values).toEqual([]);
  });

  it.each([
    ...["a<x", "a>9223372036854775808", "a,", "a=b=c", "a b", "!a=b", "a in b", "a in (b", "=b", "a=-b"],
    ...["A_b/c", "é", "a\u00a0", "a>", "!", "(a)"],
  ])("%j is none", (text) => {
    expect(parseLabelSelector(text)).toBeUndefined();
  });
});
