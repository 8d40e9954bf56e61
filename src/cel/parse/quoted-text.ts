import { isHexDigit, isOctalDigit } from "./characters.ts";
import type { SourceText } from "./source-text.ts";

const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The code points that stand for themselves or for a control character behind a backslash: abfnrtv"'\?` */
const SIMPLE_ESCAPES: ReadonlySet<number> = new Set(Array.from("abfnrtv\"'\\?`", (c) => c.charCodeAt(0)));

/** How many hexadecimal digits follow `\x`, `\X`, `\u` and `\U`. */
const HEX_ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x78, 2],
  [0x58, 2],
  [0x75, 4],
  [0x55, 8],
]);

/** Where a literal ends, or the first code point that cannot be part of it. */
export interface Scan {
  readonly ok: boolean;
  readonly offset: number;
}

/** Reads a string from its opening quote at `start`. Two quotes without a good end of `"""` are an empty string. */
export function scanQuoted(text: SourceText, start: number, raw: boolean): Scan {
  const quote = text.at(start);
  if (text.at(start + 1) !== quote) return scanLine(text, start + 1, quote, raw);
  const end = text.at(start + 2) === quote ? scanBlock(text, start + 3, quote, raw) : undefined;
  return { ok: true, offset: end ?? start + 2 };
}

/** Up to the closing quote, on one line. */
function scanLine(text: SourceText, start: number, quote: number, raw: boolean): Scan {
  let i = start;
  while (true) {
    const point = text.at(i);
    if (point === quote) return { ok: true, offset: i + 1 };
    if (point === -1 || point === LINE_FEED || point === CARRIAGE_RETURN) return { ok: false, offset: i };
    if (raw || point !== BACKSLASH) {
      i++;
      continue;
    }
    const scanned = scanEscape(text, i);
    if (!scanned.ok) return scanned;
    i = scanned.offset;
  }
}

/** The offset behind three closing quotes; undefined where they are missing or an escape is wrong. */
function scanBlock(text: SourceText, start: number, quote: number, raw: boolean): number | undefined {
  let i = start;
  while (true) {
    const point = text.at(i);
    if (point === -1) return undefined;
    if (point === quote && text.at(i + 1) === quote && text.at(i + 2) === quote) return i + 3;
    const scanned = !raw && point === BACKSLASH ? scanEscape(text, i) : { ok: true, offset: i + 1 };
    if (!scanned.ok) return undefined;
    i = scanned.offset;
  }
}

function scanEscape(text: SourceText, backslash: number): Scan {
  const start = backslash + 1;
  const point = text.at(start);
  if (SIMPLE_ESCAPES.has(point)) return { ok: true, offset: start + 1 };
  const hexDigits = HEX_ESCAPES.get(point);
  if (hexDigits !== undefined) return scanDigits(text, start + 1, hexDigits, isHexDigit);
  if (isOctalDigit(point) && point <= 0x33) return scanDigits(text, start + 1, 2, isOctalDigit);
  return { ok: false, offset: start };
}

function scanDigits(text: SourceText, start: number, count: number, isDigit: (point: number) => boolean): Scan {
  for (let i = start; i < start + count; i++) if (!isDigit(text.at(i))) return { ok: false, offset: i };
  return { ok: true, offset: start + count };
}
