/** Kubernetes' `find` and `findAll`. */
import type { Library } from "../environment.ts";
import type { Int } from "../runtime/int64.ts";
import { compileRegex, type Regex } from "../runtime/regex.ts";
import { actualSize } from "../runtime/size.ts";
import { INT, listOf, STRING } from "../types.ts";
import type { Result, Value } from "../values.ts";
import { CelError } from "../values.ts";
import { requireAffordable } from "./affordable.ts";
import { functionOf, memberOverload } from "./overload.ts";

const STRINGS = listOf(STRING);

/** Of a text of any length, even none, and a pattern of one state for every four code points. */
function searchCost(args: readonly Value[]): number {
  const [text, pattern] = args as [Value, Value];
  return Math.ceil((1 + actualSize(text)) * 0.1) * Math.ceil(actualSize(pattern) * 0.25);
}

function search(text: string, pattern: string, use: (regex: Regex) => Result): Result {
  // Code points are no more than UTF-16 units: mostly there is nothing to count.
  if (text.length * pattern.length > 1_000_000) requireAffordable(searchCost([text, pattern]));
  const regex = compileRegex(pattern);
  return typeof regex === "string" ? new CelError(`Illegal regex: ${regex}`) : use(regex);
}

function find(text: string, pattern: string): Result {
  return search(text, pattern, (regex) => regex.find(text));
}

function findAll(text: string, pattern: string, limit: Int): Result {
  return search(text, pattern, (regex) => regex.findAll(text, Number(limit)));
}

export const REGEX: Library = {
  name: "kubernetes.regex",
  functions: [
    functionOf("find", memberOverload("string_find_string", [STRING, STRING], STRING, find, searchCost)),
    functionOf(
      "findAll",
      memberOverload(
        "string_find_all_string",
        [STRING, STRING],
        STRINGS,
        (text: string, pattern: string) => findAll(text, pattern, -1),
        searchCost,
      ),
      memberOverload("string_find_all_string_int", [STRING, STRING, INT], STRINGS, findAll, searchCost),
    ),
  ],
};
