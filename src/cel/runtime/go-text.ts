/** Text as Go's standard library treats it. */

const ESCAPES: ReadonlyMap<string, string> = new Map([
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

const NOT_AS_IT_IS = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** In double quotes, with escapes for what is not printable: `%q`. */
export function quote(text: string): string {
  return `"${text.replace(NOT_AS_IT_IS, escaped)}"`;
}

function escaped(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  const codePoint = character.codePointAt(0) ?? 0;
  const digits = codePoint.toString(16);
  if (codePoint < 0x80) return `\\x${digits.padStart(2, "0")}`;
  return codePoint < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

const ESCAPED_IN_CEL = new RegExp(`[${[...ESCAPES.keys()].join("").replace("\\", "\\\\")}]`, "g");

/** In double quotes, with the escapes of CEL's own that have a letter, and everything else as it is. */
export function quoteForCel(text: string): string {
  return `"${text.replace(ESCAPED_IN_CEL, (character) => ESCAPES.get(character) ?? character)}"`;
}

const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Without Unicode's white space at both ends. JavaScript's `trim` takes other characters. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (end > start && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const UPPER = /[A-Z]+/g;
const LOWER = /[a-z]+/g;

export function lowerAscii(text: string): string {
  return text.replace(UPPER, (letters) => letters.toLowerCase());
}

export function upperAscii(text: string): string {
  return text.replace(LOWER, (letters) => letters.toUpperCase());
}
