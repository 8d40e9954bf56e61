/** Regular expressions as Go's `regexp` has them (RE2): its syntax, its matches, and time linear in the text. */
import { RE2JSSyntaxException } from "re2js";
import { AutomatonRegex } from "./regex/automaton-regex.ts";
import { backtrackingRegex } from "./regex/backtracking-regex.ts";
import { literalRegex } from "./regex/literal-regex.ts";
import { parseRegex } from "./regex/parse.ts";
import type { Regex } from "./regex/regex.ts";
import { RegexSyntaxError } from "./regex/syntax-error.ts";

export type { Regex };

type Compiled = Regex | string;

/** Of one generation. There are two, the older dropped when the younger is full: what is in use stays. */
const MAX_CACHED_PATTERNS = 128;
/** Of one generation: UTF-16 units of patterns and instructions together. */
const MAX_CACHED_SIZE = 100_000;

let young = new Map<string, Compiled>();
let old = new Map<string, Compiled>();
let youngSize = 0;

/** @returns the compiled pattern, or the text of Go's error: "error parsing regexp: missing closing ): `(`" */
export function compileRegex(pattern: string): Compiled {
  const cached = young.get(pattern);
  if (cached !== undefined) return cached;
  const compiled = old.get(pattern) ?? compile(pattern);
  const size = pattern.length + (typeof compiled === "string" ? compiled.length : compiled.size);
  if (size <= MAX_CACHED_SIZE) remember(pattern, compiled, size);
  return compiled;
}

function remember(pattern: string, compiled: Compiled, size: number): void {
  if (young.size === MAX_CACHED_PATTERNS || youngSize + size > MAX_CACHED_SIZE) {
    old = young;
    young = new Map();
    youngSize = 0;
  }
  young.set(pattern, compiled);
  youngSize += size;
}

function compile(pattern: string): Compiled {
  try {
    const parsed = parseRegex(pattern);
    const automaton = () => new AutomatonRegex(parsed);
    return literalRegex(parsed.node) ?? backtrackingRegex(parsed.node, automaton) ?? automaton();
  } catch (error) {
    if (error instanceof RegexSyntaxError) return error.message;
    // Limits of the engine's own, on what it has rewritten.
    if (error instanceof RE2JSSyntaxException) return new RegexSyntaxError(error.getDescription(), pattern).message;
    throw error;
  }
}
