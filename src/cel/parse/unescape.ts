import { isOctalDigit } from "./characters.ts";

/** The content of a literal, or why it has none. */
export type Unescaped<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

const CONTROL: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** One code point, or one byte of a bytes literal, and how many UTF-16 units of the source made it. */
interface Escape {
  readonly code: number;
  readonly length: number;
}

/** The text of a string literal as it stands in the source. Line breaks are `\n` whatever the source has. */
export function unescapeString(literal: string): Unescaped<string> {
  const { content, raw } = unquote(literal);
  if (raw || !content.includes("\\")) return { ok: true, value: content };
  const parts: string[] = [];
  for (let i = 0; i < content.length; ) {
    const backslash = content.indexOf("\\", i);
    parts.push(content.slice(i, backslash === -1 ? undefined : backslash));
    if (backslash === -1) break;
    const { code, length } = readEscape(content, backslash);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      return { ok: false, message: "invalid unicode code point" };
    }
    parts.push(String.fromCodePoint(code));
    i = backslash + length;
  }
  return { ok: true, value: parts.join("") };
}

const UTF8 = new TextEncoder();

/** The bytes of a bytes literal, with its `b`. `\x` and octal escapes are bytes; `\u` is refused. */
export function unescapeBytes(literal: string): Unescaped<Uint8Array> {
  const { content, raw } = unquote(literal.slice(1));
  if (raw || !content.includes("\\")) return { ok: true, value: UTF8.encode(content) };
  const parts: Uint8Array[] = [];
  for (let i = 0; i < content.length; ) {
    const backslash = content.indexOf("\\", i);
    parts.push(UTF8.encode(content.slice(i, backslash === -1 ? undefined : backslash)));
    if (backslash === -1) break;
    const kind = content.charAt(backslash + 1);
    if (kind === "u" || kind === "U") return { ok: false, message: "unable to unescape string" };
    const { code, length } = readEscape(content, backslash);
    parts.push(Uint8Array.of(code));
    i = backslash + length;
  }
  return { ok: true, value: concatenate(parts) };
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function unquote(literal: string): { readonly content: string; readonly raw: boolean } {
  const raw = literal.startsWith("r") || literal.startsWith("R");
  const quoted = raw ? literal.slice(1) : literal;
  const quotes = quoted.length >= 6 && quoted.charAt(1) === quoted.charAt(0) ? 3 : 1;
  const content = quoted.slice(quotes, -quotes);
  return { content: content.includes("\r") ? content.replaceAll(/\r\n?/g, "\n") : content, raw };
}

/** Reads an escape that the lexer has let pass. */
function readEscape(content: string, backslash: number): Escape {
  const kind = content.charAt(backslash + 1);
  const start = backslash + 2;
  switch (kind) {
    case "x":
    case "X":
      return readDigits(content, start, 2);
    case "u":
      return readDigits(content, start, 4);
    case "U":
      return readDigits(content, start, 8);
    default:
      if (isOctalDigit(kind.charCodeAt(0))) {
        return { code: Number.parseInt(content.slice(backslash + 1, backslash + 4), 8), length: 4 };
      }
      return { code: (CONTROL.get(kind) ?? kind).charCodeAt(0), length: 2 };
  }
}

function readDigits(content: string, start: number, count: number): Escape {
  return { code: Number.parseInt(content.slice(start, start + count), 16), length: count + 2 };
}
