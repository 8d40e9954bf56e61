// The characters are declared here and not shared with the parser: imported constants are loaded anew at each use,
// which makes this loop half as slow again.
const QUOTE = 0x22;
const MINUS = 0x2d;
const DOT = 0x2e;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const LOWER_D = 0x64;
const LOWER_E = 0x65;
const LOWER_U = 0x75;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Makes an upper-case letter a lower-case one. */
const LOWER = 0x20;
/** What is read behind the last byte, which no JSON holds. */
const END = 0;

/** Any integer of so few digits is safe. */
const SAFE_DIGITS = 15;

const encoder = new TextEncoder();
/** The text being looked at: a string's characters take twice as long to look at as bytes, with the copying. */
const scratch = new Uint8Array(1 << 16);
/** The most bytes that one UTF-16 code unit becomes. */
const MAX_BYTES = 3;

/**
 * Whether JSON.parse loses nothing: every number is a safe integer other than -0, no string has an escaped
 * surrogate, and lists and objects nest no deeper than `maxDepth`. For text that is no JSON the answer means nothing.
 */
export function isPlain(text: string, maxDepth: number): boolean {
  if (text.length * MAX_BYTES >= scratch.length) return arePlain(encoder.encode(text), maxDepth);
  const { written } = encoder.encodeInto(text, scratch);
  scratch[written] = END;
  return arePlain(scratch, maxDepth);
}

function arePlain(bytes: Uint8Array, maxDepth: number): boolean {
  let depth = 0;
  for (let i = 0; ; i++) {
    const c = bytes[i] ?? END;
    if (c === QUOTE) {
      i = endOfPlainString(bytes, i + 1);
      if (i < 0) return false;
    } else if (isDigit(c)) {
      i = endOfPlainInteger(bytes, i);
      if (i < 0) return false;
    } else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      if (++depth > maxDepth) return false;
    } else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) {
      depth--;
    } else if (c === END) {
      return true;
    }
  }
}

/** The offset of the closing quote; -1 if there is none, or if the string has an escaped surrogate. */
function endOfPlainString(bytes: Uint8Array, start: number): number {
  for (let i = start; ; i++) {
    const c = bytes[i] ?? END;
    if (c === QUOTE) return i;
    if (c === END) return -1;
    if (c === BACKSLASH && bytes[++i] === LOWER_U && ((bytes[i + 1] ?? END) | LOWER) === LOWER_D) return -1;
  }
}

/** The offset of the last digit; -1 if the integer may not be safe, or is no integer. */
function endOfPlainInteger(bytes: Uint8Array, start: number): number {
  if (bytes[start] === DIGIT_0 && bytes[start - 1] === MINUS) return -1;
  let end = start;
  while (isDigit(bytes[end + 1] ?? END)) end++;
  const next = bytes[end + 1] ?? END;
  return end - start >= SAFE_DIGITS || next === DOT || (next | LOWER) === LOWER_E ? -1 : end;
}

function isDigit(c: number): boolean {
  return c >= DIGIT_0 && c <= DIGIT_9;
}
