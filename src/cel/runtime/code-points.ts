/** Positions in strings: CEL counts code points, JavaScript UTF-16 units. */

const SURROGATE = /[\ud800-\udfff]/;

/** The UTF-16 unit at which the code point at `index` begins; undefined beyond the end, which is itself a position. */
export function unitOffset(text: string, index: number): number | undefined {
  if (index < 0 || index > text.length) return undefined;
  if (!SURROGATE.test(text)) return index;
  let at = 0;
  for (let i = 0; i < index; i++) {
    if (at >= text.length) return undefined;
    at += isPair(text, at) ? 2 : 1;
  }
  return at;
}

function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && at + 1 < text.length;
}
