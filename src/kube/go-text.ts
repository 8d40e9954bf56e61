/** Text as Go's standard library treats it, for messages that must equal those of the API server. */

/** The escapes that have a letter or stand for themselves. */
export const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
]);

const TO_ESCAPE = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** The text in double quotes, as Go's `%q` prints it: what is not printable is escaped. */
export function goQuote(text: string): string {
  return `"${text.toWellFormed().replace(TO_ESCAPE, escaped)}"`;
}

function escaped(char: string): string {
  const known = ESCAPES.get(char);
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const LEADING_SPACE = new RegExp(`^${SPACE}+`);
const SPACE_ONLY = new RegExp(SPACE);

/** Without the white space around it, as Go's `strings.TrimSpace`: JavaScript's `trim` takes other characters. */
export function trimSpace(text: string): string {
  const start = LEADING_SPACE.exec(text)?.[0].length ?? 0;
  let end = text.length;
  while (end > start && SPACE_ONLY.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The length in bytes, as Go's `len` counts. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
