/**
 * Escapes in URLs, as Go's net/url has them. Texts are UTF-8 with one character for each byte, because an escape may
 * stand for a part of a character.
 */
import { goQuote } from "./go-text.ts";

export function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** What is no UTF-8 becomes U+FFFD. */
export function fromBytes(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** A part of a URL that has rules of its own. */
export type UrlPart = "path" | "host" | "zone" | "user" | "query" | "fragment";

const UNRESERVED = /[-_.~0-9A-Za-z]/;
const IN_HOST = /[!$&'()*+,;=:[\]<>"]/;

/** Beside the unreserved characters: what may stand there as it is. */
const PLAIN: Readonly<Record<UrlPart, RegExp>> = {
  path: /[$&+,/:;=@]/,
  host: IN_HOST,
  zone: IN_HOST,
  user: /[$&+,;=]/,
  query: /[^\s\S]/,
  fragment: /[$&+,/:;=?@!()*]/,
};

const tables = new Map<UrlPart, readonly boolean[]>();

/** For each byte, whether it is escaped in this part. */
function escapedBytes(part: UrlPart): readonly boolean[] {
  const known = tables.get(part);
  if (known !== undefined) return known;
  const table = Array.from({ length: 256 }, (_, code) => {
    const char = String.fromCharCode(code);
    return code > 127 || !(UNRESERVED.test(char) || PLAIN[part].test(char));
  });
  tables.set(part, table);
  return table;
}

export function needsEscape(byte: number, part: UrlPart): boolean {
  return escapedBytes(part)[byte] ?? true;
}

/** Why a text cannot be unescaped. */
export class EscapeFault {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

const PERCENT = 0x25;
const ESCAPE = /^%[0-9A-Fa-f]{2}$/;

export function percentDecode(text: string, part: UrlPart): string | EscapeFault {
  const hosts = part === "host" || part === "zone";
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    if (byte === PERCENT) {
      const sequence = text.slice(i, i + 3);
      if (!isAllowed(sequence, part)) return new EscapeFault(`invalid URL escape ${quoteBytes(sequence)}`);
      i += 2;
    } else if (hosts && byte < 0x80 && needsEscape(byte, part)) {
      return new EscapeFault(`invalid character ${goQuote(text.charAt(i))} in host name`);
    }
  }
  const spaced = part === "query" ? text.replaceAll("+", " ") : text;
  return spaced.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** In hosts only what cannot stand there otherwise is escaped. */
function isAllowed(sequence: string, part: UrlPart): boolean {
  if (!ESCAPE.test(sequence)) return false;
  if (sequence === "%25" || (part !== "host" && part !== "zone")) return true;
  const byte = Number.parseInt(sequence.slice(1), 16);
  return part === "host" ? byte >= 0x80 : byte === 0x20 || !needsEscape(byte, "host");
}

const INVALID_BYTE = /[\x80-\xff]/;

/** As `goQuote`, of a text that may end in the middle of a character. */
function quoteBytes(bytes: string): string {
  const text = fromBytes(bytes);
  if (toBytes(text) === bytes) return goQuote(text);
  const quoted = Array.from(bytes, (byte) => {
    return INVALID_BYTE.test(byte) ? `\\x${byte.charCodeAt(0).toString(16)}` : goQuote(byte).slice(1, -1);
  });
  return `"${quoted.join("")}"`;
}

export function percentEncode(text: string, part: UrlPart): string {
  const table = escapedBytes(part);
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    result += table[byte] ? `%${byte.toString(16).toUpperCase().padStart(2, "0")}` : text.charAt(i);
  }
  return result;
}
