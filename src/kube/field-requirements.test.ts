import { describe, expect, it } from "vitest";
import { parseFieldSelector } from "./field-requirements.ts";

// What k8s.io/apimachinery v0.36.2 makes of these texts.
describe("the text of a field selector", () => {
  it.each<[string, readonly string[]]>([
    ["", []],
    ["a=b", ["a In b"]],
    ["a==b", ["a In b"]],
    ["a!=b", ["a NotIn b"]],
    ["b=1,a=2", ["a In 2", "b In 1"]],
    ["a=", ["a In "]],
    ["=b", [" In b"]],
    ["=", []],
    ["a=b\\,c", ["a In b,c"]],
    ["a=b\\=c\\\\", ["a In b=c\\"]],
    ["a=b,", ["a In b"]],
    ["a!b=c", ["a!b In c"]],
    ["metadata.name=x,spec.nodeName!=y", ["metadata.name In x", "spec.nodeName NotIn y"]],
  ])("%j has requirements", (text, requirements) => {
    const parsed = parseFieldSelector(text);
    expect(parsed?.map(({ field, operator, value }) => `${field} ${operator} ${value}`)).toEqual(requirements);
  });

  it.each(["a", "a=b=c", "a=b\\c", "a=b\\"])("%j is none", (text) => {
    expect(parseFieldSelector(text)).toBeUndefined();
  });
});
