import type { PatternReader } from "./pattern-reader.ts";
import { RegexSyntaxError } from "./syntax-error.ts";

export interface Flags {
  /** `i`: letters match in either case. */
  readonly fold: boolean;
  /** `m`: `^` and `$` match at lines. */
  readonly lines: boolean;
  /** `s`: `.` matches a line break. */
  readonly dotAll: boolean;
  /** `U`: repetitions are lazy, and greedy with a `?`. */
  readonly lazy: boolean;
}

export const NO_FLAGS: Flags = { fold: false, lines: false, dotAll: false, lazy: false };

const FLAG_OF_LETTER: ReadonlyMap<string, keyof Flags> = new Map([
  ["i", "fold"],
  ["m", "lines"],
  ["s", "dotAll"],
  ["U", "lazy"],
]);

/**
 * Reads the rest of `(?i)` or `(?i-s:` after its parenthesis.
 * @param start where the parenthesis stands
 * @returns the flags from here on, and whether a group opens
 */
export function readFlags(
  reader: PatternReader,
  current: Flags,
  start: number,
): { readonly flags: Flags; readonly opens: boolean } {
  reader.read();
  const flags = { ...current };
  let value = true;
  let isEmpty = false;
  while (!reader.done) {
    const letter = String.fromCodePoint(reader.read());
    const flag = FLAG_OF_LETTER.get(letter);
    if (flag !== undefined) {
      flags[flag] = value;
      isEmpty = false;
    } else if (letter === "-" && value) {
      value = false;
      isEmpty = true;
    } else if ((letter === ":" || letter === ")") && !isEmpty) {
      return { flags, opens: letter === ":" };
    } else break;
  }
  throw new RegexSyntaxError("invalid or unsupported Perl syntax", reader.since(start));
}
