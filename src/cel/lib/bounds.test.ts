/** What hostile arguments may take: the calls are made, or refused, without time and memory getting out of hand. */
import { describe, expect, it } from "vitest";
import type { Library } from "../environment.ts";
import { BudgetExceeded, type Result, type Value } from "../values.ts";
import { LISTS_EXTENSION } from "./lists-ext.ts";
import { REGEX } from "./regex.ts";
import { SETS } from "./sets.ts";
import { STRING_FUNCTIONS } from "./strings.ts";

function call({ functions }: Library, id: string, ...[a = null, b = null, c = null]: readonly Value[]): Result {
  const overload = functions.flatMap(({ overloads }) => overloads).find((candidate) => candidate.id === id);
  if (overload === undefined) throw new Error(`no overload ${id}`);
  return overload.call(a, b, c, null);
}

function nested(depth: number): Value {
  let list: Value = [1];
  for (let i = 0; i < depth; i++) list = [list];
  return list;
}

const LONG_TEXT = "a".repeat(1_000_000);
const LONG_LIST = Array.from({ length: 100_000 }, (_, i) => i);

describe("calls that no budget pays for", () => {
  it.each<[string, Library, string, readonly Value[]]>([
    ["a range without end", LISTS_EXTENSION, "lists_range", [9223372036854775807n]],
    ["comparing all with all", LISTS_EXTENSION, "list_distinct", [LONG_LIST]],
    ["sorting what costs too much", LISTS_EXTENSION, "list_int_sort", [LONG_LIST]],
    ["flattening for ever", LISTS_EXTENSION, "list_flatten_int", [[1], 9223372036854775807n]],
    ["sets of long lists", SETS, "list_sets_contains_list", [LONG_LIST, LONG_LIST]],
    ["a long pattern in a long text", REGEX, "string_find_string", [LONG_TEXT, `${LONG_TEXT}b`]],
    ["a text that grows without bounds", STRING_FUNCTIONS, "string_replace_string_string", [LONG_TEXT, "", LONG_TEXT]],
    ["joining long texts", STRING_FUNCTIONS, "list_join_string", [Array(50).fill("a"), LONG_TEXT]],
    ["formatting long texts", STRING_FUNCTIONS, "string_format", ["%s".repeat(11), Array(11).fill(LONG_TEXT)]],
  ])("%s", (_, library, id, args) => {
    expect(() => call(library, id, ...args)).toThrow(BudgetExceeded);
  });
});

describe("deep nesting", () => {
  it("is flattened without recursion", () => {
    expect(call(LISTS_EXTENSION, "list_flatten_int", nested(100_000), 100_000)).toEqual([1]);
  });

  it("is formatted without recursion", () => {
    const text = call(STRING_FUNCTIONS, "string_format", "%s", [nested(100_000)]);
    expect(text).toBe(`${"[".repeat(100_001)}1${"]".repeat(100_001)}`);
  });
});
