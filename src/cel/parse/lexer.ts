import {
  isDigit,
  isEscapedIdentifierPart,
  isHexDigit,
  isIdentifierPart,
  isLetter,
  isQuote,
  isSpace,
} from "./characters.ts";
import { type Scan, scanQuoted } from "./quoted-text.ts";
import type { SourceText } from "./source-text.ts";
import { KEYWORDS, Kind, type Token, type TokenKind } from "./tokens.ts";

const SLASH = 0x2f;
const DOT = 0x2e;
const BACKTICK = 0x60;
const LINE_FEED = 0x0a;

/** Tokens of one code point. */
const SINGLES: ReadonlyMap<number, TokenKind> = byFirst([
  ["<", Kind.LESS],
  [">", Kind.GREATER],
  ["[", Kind.LEFT_BRACKET],
  ["]", Kind.RIGHT_BRACKET],
  ["{", Kind.LEFT_BRACE],
  ["}", Kind.RIGHT_BRACE],
  ["(", Kind.LEFT_PAREN],
  [")", Kind.RIGHT_PAREN],
  [".", Kind.DOT],
  [",", Kind.COMMA],
  ["-", Kind.MINUS],
  ["!", Kind.NOT],
  ["?", Kind.QUESTION],
  [":", Kind.COLON],
  ["+", Kind.PLUS],
  ["*", Kind.STAR],
  ["/", Kind.SLASH],
  ["%", Kind.PERCENT],
]);

/** Tokens of two code points, by the first; the second is a `=` or the first again. */
const DOUBLES: ReadonlyMap<number, { readonly second: number; readonly kind: TokenKind }> = new Map(
  (
    [
      ["==", Kind.EQUALS],
      ["!=", Kind.NOT_EQUALS],
      ["<=", Kind.LESS_EQUALS],
      [">=", Kind.GREATER_EQUALS],
      ["&&", Kind.AND],
      ["||", Kind.OR],
      ["//", Kind.COMMENT],
    ] as const
  ).map(([text, kind]) => [text.charCodeAt(0), { second: text.charCodeAt(1), kind }]),
);

/** Splits a source into tokens, the longest first: spaces and comments are tokens too. */
export class Lexer {
  readonly #text: SourceText;
  readonly #onFault: (start: number, end: number) => void;
  #offset = 0;

  /** @param onFault is told the stretches that are no tokens: they are left out. */
  constructor(text: SourceText, onFault: (start: number, end: number) => void) {
    this.#text = text;
    this.#onFault = onFault;
  }

  /** The next token; `EOF` at the end, again and again. */
  next(): Token {
    while (this.#offset < this.#text.length) {
      const start = this.#offset;
      const token = this.#scan(start);
      if (token !== undefined) {
        this.#offset = token.end;
        return token;
      }
    }
    return { kind: Kind.EOF, start: this.#offset, end: this.#offset };
  }

  #scan(start: number): Token | undefined {
    const point = this.#text.at(start);
    if (isSpace(point)) return this.#run(Kind.WHITESPACE, start, isSpace);
    if (isLetter(point)) return this.#string(start, point) ?? this.#word(start);
    if (isDigit(point) || (point === DOT && isDigit(this.#text.at(start + 1)))) return this.#number(start);
    if (isQuote(point)) return this.#accept(Kind.STRING, start, scanQuoted(this.#text, start, false));
    if (point === BACKTICK) return this.#escapedIdentifier(start);
    return this.#operator(start, point);
  }

  /** A stretch of code points of one class. */
  #run(kind: TokenKind, start: number, belongs: (point: number) => boolean): Token {
    return { kind, start, end: this.#skip(start, belongs) };
  }

  #skip(start: number, belongs: (point: number) => boolean): number {
    let end = start;
    while (belongs(this.#text.at(end))) end++;
    return end;
  }

  /** A token, or a fault that ends with the code point where the scan got stuck. */
  #accept(kind: TokenKind, start: number, { ok, offset }: Scan): Token | undefined {
    if (ok) return { kind, start, end: offset };
    this.#offset = Math.min(offset + 1, this.#text.length);
    this.#onFault(start, this.#offset);
    return undefined;
  }

  /** A literal with a prefix: `r`, `b` or `br`. */
  #string(start: number, first: number): Token | undefined {
    const isBytes = (first | 0x20) === 0x62;
    const second = isBytes ? this.#text.at(start + 1) : first;
    const raw = (second | 0x20) === 0x72;
    if (!isBytes && !raw) return undefined;
    const quote = start + (isBytes ? 1 : 0) + (raw ? 1 : 0);
    if (!isQuote(this.#text.at(quote))) return undefined;
    const { ok, offset } = scanQuoted(this.#text, quote, raw);
    return ok ? { kind: isBytes ? Kind.BYTES : Kind.STRING, start, end: offset } : undefined;
  }

  #word(start: number): Token {
    const { end } = this.#run(Kind.IDENTIFIER, start, isIdentifierPart);
    const keyword = end - start <= 5 ? KEYWORDS.get(this.#text.slice(start, end)) : undefined;
    return { kind: keyword ?? Kind.IDENTIFIER, start, end };
  }

  #number(start: number): Token {
    const hexEnd = this.#hexEnd(start);
    if (hexEnd !== undefined) return this.#integer(start, hexEnd);
    const digitsEnd = this.#skip(start, isDigit);
    const isFraction = this.#text.at(digitsEnd) === DOT && isDigit(this.#text.at(digitsEnd + 1));
    const mantissaEnd = isFraction ? this.#skip(digitsEnd + 1, isDigit) : digitsEnd;
    const end = this.#exponentEnd(mantissaEnd) ?? mantissaEnd;
    return end > digitsEnd ? { kind: Kind.FLOAT, start, end } : this.#integer(start, end);
  }

  #integer(start: number, end: number): Token {
    const isUnsigned = (this.#text.at(end) | 0x20) === 0x75;
    return isUnsigned ? { kind: Kind.UINT, start, end: end + 1 } : { kind: Kind.INT, start, end };
  }

  #hexEnd(start: number): number | undefined {
    const isHex = this.#text.at(start) === 0x30 && this.#text.at(start + 1) === 0x78;
    if (!isHex || !isHexDigit(this.#text.at(start + 2))) return undefined;
    return this.#skip(start + 2, isHexDigit);
  }

  #exponentEnd(start: number): number | undefined {
    if ((this.#text.at(start) | 0x20) !== 0x65) return undefined;
    const sign = this.#text.at(start + 1);
    const digits = start + (sign === 0x2b || sign === 0x2d ? 2 : 1);
    return isDigit(this.#text.at(digits)) ? this.#skip(digits, isDigit) : undefined;
  }

  #escapedIdentifier(start: number): Token | undefined {
    const end = this.#skip(start + 1, isEscapedIdentifierPart);
    const ok = end > start + 1 && this.#text.at(end) === BACKTICK;
    return this.#accept(Kind.ESCAPED_IDENTIFIER, start, { ok, offset: ok ? end + 1 : end });
  }

  #operator(start: number, first: number): Token | undefined {
    const double = DOUBLES.get(first);
    if (double !== undefined && this.#text.at(start + 1) === double.second) {
      if (first === SLASH) return this.#run(Kind.COMMENT, start, isWithinLine);
      return { kind: double.kind, start, end: start + 2 };
    }
    const kind = SINGLES.get(first);
    if (kind !== undefined) return { kind, start, end: start + 1 };
    return this.#accept(Kind.EOF, start, { ok: false, offset: double === undefined ? start : start + 1 });
  }
}

function isWithinLine(point: number): boolean {
  return point !== LINE_FEED && point !== -1;
}

function byFirst(entries: readonly (readonly [string, TokenKind])[]): ReadonlyMap<number, TokenKind> {
  return new Map(entries.map(([text, kind]) => [text.charCodeAt(0), kind]));
}
