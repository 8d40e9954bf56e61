/** The string functions of CEL's standard library. */
import type { Library } from "../environment.ts";
import { compileRegex } from "../runtime/regex.ts";
import { actualSize } from "../runtime/size.ts";
import { BOOL, STRING } from "../types.ts";
import type { Value } from "../values.ts";
import { CelError } from "../values.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";

const PARAMETERS = [STRING, STRING];

/** As if every part of the text were compared with every part of what is looked for. */
function searchCost(args: readonly Value[]): number {
  return traversalCost(args) * Math.ceil(actualSize(args[1] as Value) * 0.1);
}

/** Of a text of any length, even none, and a pattern of one state for every four code points. */
function matchCost(args: readonly Value[]): number {
  return Math.ceil((1 + actualSize(args[0] as Value)) * 0.1) * Math.ceil(actualSize(args[1] as Value) * 0.25);
}

function matches(text: string, pattern: string): boolean | CelError {
  const regex = compileRegex(pattern);
  return typeof regex === "string" ? new CelError(regex) : regex.test(text);
}

const contains = (text: string, part: string) => text.includes(part);
const endsWith = (text: string, end: string) => text.endsWith(end);
const startsWith = (text: string, start: string) => text.startsWith(start);

export const TEXT: Library = {
  name: "text",
  functions: [
    functionOf("contains", memberOverload("contains_string", PARAMETERS, BOOL, contains, searchCost)),
    functionOf("endsWith", memberOverload("ends_with_string", PARAMETERS, BOOL, endsWith, traversalCost)),
    functionOf("startsWith", memberOverload("starts_with_string", PARAMETERS, BOOL, startsWith, traversalCost)),
    // The function form of `matches` costs 1: cel-go's cost model knows the member form alone.
    functionOf(
      "matches",
      overload("matches", PARAMETERS, BOOL, matches),
      memberOverload("matches_string", PARAMETERS, BOOL, matches, matchCost),
    ),
  ],
};
