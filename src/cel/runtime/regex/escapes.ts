import type { PatternReader } from "./pattern-reader.ts";
import { MAX_CODE_POINT } from "./ranges.ts";
import { RegexSyntaxError } from "./syntax-error.ts";

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["a", 0x07],
  ["f", 0x0c],
  ["n", 0x0a],
  ["r", 0x0d],
  ["t", 0x09],
  ["v", 0x0b],
]);

/** Reads an escape that stands for one character: `\.`, `\n`, `\x41`, `\x{1F600}`, `\101`. */
export function readEscape(reader: PatternReader): number {
  const start = reader.position;
  reader.read();
  if (reader.done) throw new RegexSyntaxError("trailing backslash at end of expression", "");
  const codePoint = readEscaped(reader);
  if (codePoint === undefined) throw new RegexSyntaxError("invalid escape sequence", reader.since(start));
  return codePoint;
}

function readEscaped(reader: PatternReader): number | undefined {
  const first = reader.next;
  const codePoint = reader.read();
  if (first >= "0" && first <= "7") return readOctal(reader, first);
  if (first === "x") return readHexadecimal(reader);
  const isPunctuation = codePoint < 0x80 && !/[0-9A-Za-z]/.test(first);
  return isPunctuation ? codePoint : CONTROLS.get(first);
}

/** A single digit other than 0 would be a reference to a group, which linear time rules out. */
function readOctal(reader: PatternReader, first: string): number | undefined {
  let digits = first;
  while (digits.length < 3 && isOctal(reader.next)) digits += String.fromCodePoint(reader.read());
  return first !== "0" && digits.length === 1 ? undefined : Number.parseInt(digits, 8);
}

function isOctal(digit: string): boolean {
  return digit !== "" && digit >= "0" && digit <= "7";
}

function readHexadecimal(reader: PatternReader): number | undefined {
  if (reader.accept("{")) return readBracedHexadecimal(reader);
  if (reader.done) return undefined;
  const high = hexDigit(reader.read());
  const low = hexDigit(reader.read());
  return high === undefined || low === undefined ? undefined : high * 16 + low;
}

function readBracedHexadecimal(reader: PatternReader): number | undefined {
  let value: number | undefined;
  for (;;) {
    if (reader.done) return undefined;
    const codePoint = reader.read();
    if (codePoint === CLOSING_BRACE) return value;
    const digit = hexDigit(codePoint);
    if (digit === undefined) return undefined;
    value = (value ?? 0) * 16 + digit;
    if (value > MAX_CODE_POINT) return undefined;
  }
}

const CLOSING_BRACE = "}".charCodeAt(0);

function hexDigit(codePoint: number): number | undefined {
  if (codePoint >= 0x30 && codePoint <= 0x39) return codePoint - 0x30;
  const letter = codePoint | 0x20;
  return letter >= 0x61 && letter <= 0x66 && codePoint < 0x80 ? letter - 0x57 : undefined;
}
