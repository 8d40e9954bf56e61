/** Keeps docs/cel-library.md true to the library. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { AI_LIBRARY } from "../src/cel/lib/ai/ai.ts";
import { FAMILIES } from "../src/cel/lib/ai/families.ts";
import { RESULT_TYPES } from "../src/cel/lib/ai/types.ts";
import { showType } from "../src/cel/types.ts";
import { faults } from "./cel/ai.ts";

const page = readFileSync("docs/cel-library.md", "utf8");
const sections = page.split(/^## /m).slice(1);

function found(pattern: RegExp, text = page): string[] {
  return Array.from(text.matchAll(pattern), ([, match = ""]) => match);
}

it("has a section for each function, with the signatures of its overloads", () => {
  const documented = sections.map((section) => [section.split("\n")[0], found(/^`([^`]+ -> [^`]+)`$/gm, section)]);
  const declared = AI_LIBRARY.functions.map(({ name, overloads }) => [
    name,
    overloads.map(({ params, result }) => `${name}(${params.map(showType).join(", ")}) -> ${showType(result)}`),
  ]);
  expect(documented).toEqual(declared);
});

it("lists each function at the top", () => {
  const listed = found(/\[(\w+)\]\(#/g);
  expect(listed).toEqual(AI_LIBRARY.functions.map(({ name }) => name));
});

it.each([...RESULT_TYPES])("has a table of the fields of %s", (name, fields) => {
  const [, table = ""] = page.split(`| field of ${name} |`);
  const [rows = ""] = table.split("\n\n");
  expect(found(/^\| `(\w+)` \|/gm, rows)).toEqual([...fields.keys()]);
});

it("has a table of all families", () => {
  const [, table = ""] = page.split("| family | extended resources |");
  const [rows = ""] = table.split("\n\n");
  expect(found(/^\| `(\w+)` \|/gm, rows).toSorted()).toEqual(FAMILIES);
});

it("has an example of each function that compiles", () => {
  const examples = sections.map((section) => found(/```cel\n([^`]+)\n```/g, section));
  for (const [i, { name }] of AI_LIBRARY.functions.entries()) {
    expect(examples[i]).toHaveLength(1);
    expect(examples[i]?.[0]).toContain(`${name}(`);
    expect(faults(examples[i]?.[0] ?? "")).toEqual([]);
  }
});
