/** cel-go's extension `strings`, version 2. Positions count code points. */

import { trimSpace } from "../../kube/go-text.ts";
import type { Library, Overload } from "../environment.ts";
import { lowerAscii, quoteForCel, upperAscii } from "../runtime/ascii-text.ts";
import { unitOffset } from "../runtime/code-points.ts";
import type { Int } from "../runtime/int64.ts";
import { firstOccurrence, lastOccurrence } from "../runtime/search.ts";
import { showValue } from "../runtime/show.ts";
import { actualSize, codePointLength } from "../runtime/size.ts";
import { deepTraversalCost } from "../runtime/traversal.ts";
import { DYN, INT, listOf, STRING } from "../types.ts";
import type { Value } from "../values.ts";
import { CelError } from "../values.ts";
import { requireUsableLength } from "./affordable.ts";
import { formatString } from "./format-string.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";
import { replaceText, splitText } from "./split.ts";

const STRINGS = listOf(STRING);

const searchCost: Overload["cost"] = ([text]) => deepTraversalCost(text as Value);

/** Going through the text, and making a result. */
function copyingCost([text]: readonly Value[]): number {
  return Math.ceil(actualSize(text as Value) * 2 * 0.1);
}

const joinCost: Overload["cost"] = (_args, result) => Math.ceil(actualSize(result) * 2 * 0.1);

function outOfRange(index: Int): CelError {
  return new CelError(`index out of range: ${index}`);
}

function charAt(text: string, index: Int): string | CelError {
  const at = unitOffset(text, Number(index));
  if (at === undefined) return outOfRange(index);
  const codePoint = text.codePointAt(at);
  return codePoint === undefined ? "" : String.fromCodePoint(codePoint);
}

function indexOf(text: string, part: string, from: Int): Int | CelError {
  if (part === "") return from;
  if (from < 0) return outOfRange(from);
  const start = unitOffset(text, Number(from));
  if (start === undefined) return -1;
  return codePointIndex(text, firstOccurrence(text, part, start));
}

function lastIndexOf(text: string, part: string): Int {
  return part === "" ? codePointLength(text) : codePointIndex(text, lastOccurrence(text, part, text.length));
}

function lastIndexOfFrom(text: string, part: string, from: Int): Int | CelError {
  if (part === "") return from;
  if (from < 0) return outOfRange(from);
  const start = unitOffset(text, Number(from));
  if (start === undefined || start === text.length) return -1;
  return codePointIndex(text, lastOccurrence(text, part, start));
}

function codePointIndex(text: string, unit: number): number {
  return unit < 0 ? -1 : codePointLength(text.slice(0, unit));
}

function substringFrom(text: string, start: Int): string | CelError {
  const at = unitOffset(text, Number(start));
  return at === undefined ? outOfRange(start) : text.slice(at);
}

function substring(text: string, start: Int, end: Int): string | CelError {
  if (start > end) return new CelError(`invalid substring range. start: ${start}, end: ${end}`);
  const from = unitOffset(text, Number(start));
  if (from === undefined) return outOfRange(start);
  const to = unitOffset(text, Number(end));
  return to === undefined ? outOfRange(end) : text.slice(from, to);
}

function join(list: readonly Value[], separator: string): string | CelError {
  let length = Math.max(list.length - 1, 0) * separator.length;
  for (const element of list) {
    if (typeof element !== "string") return new CelError(`join: invalid input: ${showValue(element)}`);
    length += element.length;
  }
  requireUsableLength(length);
  return list.join(separator);
}

const replace = (text: string, old: string, replacement: string, limit: Int) =>
  replaceText(text, old, replacement, Number(limit));
const split = (text: string, separator: string, limit: Int) => splitText(text, separator, Number(limit));

const POSITIONS = [
  functionOf("charAt", memberOverload("string_char_at_int", [STRING, INT], STRING, charAt)),
  functionOf(
    "indexOf",
    memberOverload(
      "string_index_of_string",
      [STRING, STRING],
      INT,
      (text: string, part: string) => indexOf(text, part, 0),
      searchCost,
    ),
    memberOverload("string_index_of_string_int", [STRING, STRING, INT], INT, indexOf, searchCost),
  ),
  functionOf(
    "lastIndexOf",
    memberOverload("string_last_index_of_string", [STRING, STRING], INT, lastIndexOf, searchCost),
    memberOverload("string_last_index_of_string_int", [STRING, STRING, INT], INT, lastIndexOfFrom, searchCost),
  ),
  functionOf(
    "substring",
    memberOverload("string_substring_int", [STRING, INT], STRING, substringFrom, traversalCost),
    memberOverload("string_substring_int_int", [STRING, INT, INT], STRING, substring, traversalCost),
  ),
];

const COPIES = [
  functionOf("lowerAscii", memberOverload("string_lower_ascii", [STRING], STRING, lowerAscii, traversalCost)),
  functionOf("upperAscii", memberOverload("string_upper_ascii", [STRING], STRING, upperAscii, traversalCost)),
  functionOf("trim", memberOverload("string_trim", [STRING], STRING, trimSpace, traversalCost)),
  functionOf(
    "replace",
    memberOverload(
      "string_replace_string_string",
      [STRING, STRING, STRING],
      STRING,
      (text: string, old: string, replacement: string) => replace(text, old, replacement, -1),
      copyingCost,
    ),
    memberOverload("string_replace_string_string_int", [STRING, STRING, STRING, INT], STRING, replace, copyingCost),
  ),
  functionOf(
    "split",
    memberOverload(
      "string_split_string",
      [STRING, STRING],
      STRINGS,
      (text: string, separator: string) => split(text, separator, -1),
      copyingCost,
    ),
    memberOverload("string_split_string_int", [STRING, STRING, INT], STRINGS, split, copyingCost),
  ),
  functionOf(
    "join",
    memberOverload("list_join", [STRINGS], STRING, (list: readonly Value[]) => join(list, ""), joinCost),
    memberOverload("list_join_string", [STRINGS, STRING], STRING, join, joinCost),
  ),
];

export const STRING_FUNCTIONS: Library = {
  name: "cel.lib.ext.strings",
  functions: [
    ...POSITIONS,
    ...COPIES,
    functionOf("format", memberOverload("string_format", [STRING, listOf(DYN)], STRING, formatString, traversalCost)),
    functionOf("strings.quote", overload("strings_quote", [STRING], STRING, quoteForCel, traversalCost)),
  ],
};
