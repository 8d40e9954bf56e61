/** `string.format` of cel-go's extension `strings`, version 2. */
import { type Clause, parseFormat } from "../runtime/format-clauses.ts";
import type { Value } from "../values.ts";
import { CelError } from "../values.ts";
import { requireUsableLength } from "./affordable.ts";
import { formatNumber } from "./format-number.ts";
import { formatText } from "./format-text.ts";

/** @returns the text, or the error of the first clause that is malformed, has no argument, or does not fit it */
export function formatString(format: string, args: readonly Value[]): string | CelError {
  let text = "";
  let index = 0;
  for (const part of parseFormat(format)) {
    if (part.kind === "text") {
      text += part.text;
      continue;
    }
    const arg = args[index];
    if (arg === undefined) return new CelError(`index ${index} out of range`);
    if (part.kind === "end") return new CelError("unexpected end of string");
    if (part.kind === "fault") return new CelError(part.message);
    const shown = formatArgument(part, arg);
    if (shown instanceof CelError) return new CelError(`error during formatting: ${shown.message}`);
    text += shown;
    requireUsableLength(text.length);
    index++;
  }
  return text;
}

function formatArgument(clause: Clause, arg: Value): string | CelError {
  return clause.verb === "s" ? formatText(arg) : formatNumber(clause.verb, arg, clause.precision);
}
