import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Document, parse, Scalar } from "yaml";
import { member } from "../json/value.ts";
import { YamlText } from "./yaml.ts";
import type { Path } from "./yaml-locate.ts";

function documentOf(text: string) {
  const [document] = new YamlText(text).documents;
  if (document === undefined) throw new Error("no document");
  return document;
}

describe("locate", () => {
  const document = documentOf("a:\n  b: [1, {c: x}]\n  é: &e {k: 2}\n  d:\nf: *e\n");

  it.each([
    [[], { line: 1, column: 1 }],
    [["a", "b"], { line: 2, column: 6 }],
    [["a", "b", 1, "c"], { line: 2, column: 14 }],
    [["a", "é", "k"], { line: 3, column: 13 }],
    // The value of an alias stands where its anchor is.
    [["f", "k"], { line: 3, column: 13 }],
    // What is empty or missing is shown by what is around it.
    [["a", "d"], { line: 4, column: 3 }],
    [["a", "b", 7], { line: 2, column: 3 }],
    [["a", "b", 1, "z", "y"], { line: 2, column: 10 }],
  ] as [Path, object][])("%j", (path, position) => {
    expect(document.locate(path)).toEqual(position);
  });
});

describe("locateInString", () => {
  /** Each scalar has a lone `#` in its value; the other one marks the place in the source. */
  const scalars: [string, string][] = [
    ["plain", "k: a.b # c\n".replace(" # c", "#c")],
    ["plain over lines", "k: a\n  b\n\n  c#d\n"],
    ["plain, emoji before", "k: 😀#\n"],
    ["single quotes", "k: 'it''s #'\n"],
    ["single quotes over lines", "k: 'a\n  b #'\n"],
    ["double quotes", 'k: "a\\n\\"\\u00e9\\x41\\U0001f600 #"\n'],
    ["double quotes over lines", 'k: "a\n\n   b #"\n'],
    ["literal", "k: |\n  a\n    b\n\n  c #\n"],
    ["literal with indentation said", "k: |2-\n    a\n   #\n"],
    ["literal after empty lines", "k: |\n\n\n   a #\n"],
    ["literal in a list", "- x\n- k: |-\n    a\n    b#\n"],
    ["folded", "k: >\n  a\n  b\n\n  c\n    more #\n  d\n"],
    ["folded, stripped", "k: >-\n  a &&\n  b #\n"],
    ["folded with spaces at the end of a line", "k: >\n  a \n  b #\n"],
    ["escaped line ends", 'k: "a\\\n   b\\n\\n#"\n'],
    ["carriage returns", "k: |\r\n  a\r\n  b #\r\n"],
  ];

  it.each(scalars)("%s", (_, text) => {
    const document = documentOf(text);
    const path: Path = Array.isArray(document.value) ? [1, "k"] : ["k"];
    const value = member(Array.isArray(document.value) ? document.value[1] : document.value, "k") as string;
    const index = [...value].indexOf("#");
    const lines = text.split("\n");
    const line = lines.findIndex((each) => each.includes("#"));
    const column = [...(lines[line] ?? "")].indexOf("#");
    expect(document.locateInString(path, index)).toEqual({ line: line + 1, column: column + 1 });
  });

  it("finds no place but the right one", () => {
    const parts = [
      "a",
      "b",
      " ",
      "\n",
      "\n\n",
      "'",
      '"',
      "\\",
      "😀",
      ": ",
      " #",
      "&& ",
      "- ",
      "\t",
      "some longer words ",
    ];
    const value = fc.array(fc.constantFrom(...parts), { maxLength: 14 }).map((all) => all.join(""));
    const type = fc.constantFrom("PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED");
    const isRight = (value: string, type: Scalar.Type) => {
      const scalar = new Scalar(value);
      scalar.type = type;
      const text = new Document({ k: scalar }).toString({ lineWidth: 24 });
      const lines = text.split("\n");
      const document = documentOf(text);
      // Not always `value`: the printer folds some lines that begin with a space, which must not be folded.
      const { k: read } = parse(text) as { k: string };
      for (const [index, char] of [...read].entries()) {
        const place = document.locateInString(["k"], index);
        if (place === undefined || char.trim() === "") continue;
        expect([char, "\\"]).toContain([...(lines[place.line - 1] ?? "")][place.column - 1]);
      }
    };
    fc.assert(fc.property(value, type, isRight), { numRuns: 300 });
  });

  it("finds the end", () => {
    expect(documentOf("k: 'abc'\n").locateInString(["k"], 3)).toEqual({ line: 1, column: 8 });
  });

  it("knows nothing of what is no text", () => {
    expect(documentOf("k: {a: 1}\n").locateInString(["k"], 0)).toBeUndefined();
    expect(documentOf("k: a\n").locateInString(["k", "x"], 0)).toBeUndefined();
    expect(documentOf("k: a\n").locateInString(["k"], 5)).toBeUndefined();
  });
});
