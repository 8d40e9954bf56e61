import { describe, expect, it } from "vitest";
import { Double, member } from "../json/value.ts";
import { YamlText } from "./yaml.ts";

function only(text: string) {
  const { documents, faults } = new YamlText(text);
  expect(faults).toEqual([]);
  const [document] = documents;
  if (documents.length !== 1 || document === undefined) throw new Error(`${documents.length} documents`);
  return document;
}

function faultsIn(text: string): string[] {
  return new YamlText(text).faults.map(({ message, position: { line, column } }) => `${line}:${column}: ${message}`);
}

// But for decimals, which stay apart from integers, these are what sigs.k8s.io/yaml v1.6.0 gives.
describe("scalars", () => {
  it.each([
    ["yes", true],
    ["Off", false],
    ["y", true],
    ["tRue", "tRue"],
    ["'yes'", "yes"],
    ["~", null],
    ["", null],
    ["''", ""],
    ["nULL", "nULL"],
    ["0777", 511],
    ["0o17", 15],
    ["08", 8],
    ["0x1F", 31],
    ["-0b11", -3],
    ["+1_000", 1000],
    ["-0", 0],
    ["9007199254740993", 9007199254740993n],
    ["-9223372036854775808", -9223372036854775808n],
    ["9223372036854775808", new Double(2 ** 63)],
    ["1.0", new Double(1)],
    ["1e3", new Double(1000)],
    ["-.5", new Double(-0.5)],
    ["1e999", "1e999"],
    ["2001-01-01", "2001-01-01"],
    ["190:20:30", "190:20:30"],
    ["1-1", "1-1"],
    ["!!str 1", "1"],
    ["!!int '3'", 3],
    ["!!float 3", new Double(3)],
    ["!!bool 'yes'", true],
    ['"\\u00e9\\x41\\n"', "éA\n"],
    ["'it''s'", "it's"],
    ["|\n  a\n   b\n", "a\n b\n"],
    [">-\n  a\n  b\n\n  c\n", "a b\nc"],
    ["<<", "<<"],
  ])("k: %s", (text, value) => {
    expect(member(only(`k: ${text}\n`).value, "k")).toEqual(value);
  });
});

describe("structure", () => {
  it.each([
    ["1: a\ntrue: b\n1.5: c\n", { "1": "a", true: "b", "1.5": "c" }],
    ["a: &x {k: 1}\nb: *x\n", { a: { k: 1 }, b: { k: 1 } }],
    ["a: &x 1\nb: &y {k: *x}\nc: &x 2\nd: *y\ne: *x\n", { a: 1, b: { k: 1 }, c: 2, d: { k: 1 }, e: 2 }],
    ["a: &x {k: 1}\nb:\n  <<: *x\n  m: 2\n", { a: { k: 1 }, b: { k: 1, m: 2 } }],
    ["a: &x {k: 1}\nb:\n  <<: [*x, {k: 2, m: 3}]\n", { a: { k: 1 }, b: { k: 1, m: 3 } }],
    ['{"a": ["\\/", 1e2]}', { a: ["/", new Double(100)] }],
  ])("of %j", (text, value) => {
    expect(only(text).value).toEqual(value);
  });

  it("reads all documents but the empty ones", () => {
    const { documents } = new YamlText("---\n# nothing\n---\na: 1\n---\n---\nb: 2\n...\n");
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it("takes __proto__ as a key like any other", () => {
    const { value } = only("__proto__: {a: 1}\nconstructor: 2\n");
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
    expect(member(member(value, "__proto__"), "a")).toBe(1);
  });
});

describe("faults", () => {
  it.each([
    ["a: 1\na: 2\n", ['2:1: duplicate key "a"']],
    ["yes: 1\ntrue: 2\n", ['2:1: duplicate key "true"']],
    ["a: *x\n", ["1:4: no anchor &x before this alias"]],
    ["a: &a [*a]\n", ["1:8: the value of &a contains itself"]],
    ["? [a]\n: 1\n", ["1:3: a key must be text"]],
    ["a: .inf\n", ["1:4: JSON has no infinities and no NaN"]],
    ["<<: 1\n", ["1:5: a merge key needs a map, or a list of maps"]],
    ["a: !foo 1\n", ["1:9: cannot read this as !foo"]],
    ["a:\n\tb: 1\n", ["2:1: Tabs are not allowed as indentation"]],
    ["é: a: b\n", ["1:4: Nested mappings are not allowed in compact mappings"]],
  ])("of %j", (text, faults) => {
    expect(faultsIn(text)).toEqual(faults);
  });

  it("of one document leave the others", () => {
    const { documents, faults } = new YamlText("a: 1\na: 2\n---\nb: 1\n");
    expect(documents.map(({ value }) => value)).toEqual([{ b: 1 }]);
    expect(faults).toHaveLength(1);
  });
});

describe("bounds", () => {
  const bomb = Array.from(
    { length: 9 },
    (_, i) => `k${i}: &a${i} [${i === 0 ? "x" : `*a${i - 1}`}${`, *a${i - 1}`.repeat(i === 0 ? 0 : 9)}]\n`,
  );

  it.each([
    ["aliases that multiply", bomb.join(""), /more than 300000 values/],
    ["brackets", "[".repeat(100_000), /nested too deeply/],
    ["indicators", "- ".repeat(100_000), /nested too deeply/],
    ["indentation", Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}a:\n`).join(""), /nested too deeply/],
    ["length", `a: ${"x".repeat(1 << 20)}`, /longer than 1048576 characters/],
  ])("on %s", (_, text, fault) => {
    expect(faultsIn(text).join()).toMatch(fault);
  });
});
