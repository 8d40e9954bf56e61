import type { Lexer } from "./lexer.ts";
import type { SourceText } from "./source-text.ts";
import { Kind, type Token, type TokenKind } from "./tokens.ts";

/** The tokens of a source, read from the lexer only as far as someone looks. */
export class TokenStream {
  readonly #lexer: Lexer;
  readonly #text: SourceText;
  /** Spaces and comments are among them. */
  readonly #all: Token[] = [];
  /** Indices in `#all` of the others. */
  readonly #visible: number[] = [];
  #position = 0;

  constructor(lexer: Lexer, text: SourceText) {
    this.#lexer = lexer;
    this.#text = text;
    this.#token(0);
  }

  /** How many tokens have been consumed. */
  get position(): number {
    return this.#position;
  }

  get current(): Token {
    return this.#token(this.#position);
  }

  /** The token consumed last; undefined at the start. */
  get previous(): Token | undefined {
    return this.#position === 0 ? undefined : this.#token(this.#position - 1);
  }

  kind(ahead = 0): TokenKind {
    return this.#token(this.#position + ahead).kind;
  }

  /** The token that many tokens ahead. */
  peek(ahead: number): Token {
    return this.#token(this.#position + ahead);
  }

  /** Moves behind the current token. `EOF` stays. */
  consume(): Token {
    const token = this.current;
    if (token.kind !== Kind.EOF) this.#token(++this.#position);
    return token;
  }

  /** The source of the tokens from the current one to that many ahead, with the spaces between them. */
  textTo(ahead: number): string {
    const from = this.#visible[this.#position];
    const to = this.#visible[Math.min(this.#position + ahead, this.#visible.length - 1)];
    if (from === undefined || to === undefined) return "";
    const tokens = this.#all.slice(from, to + 1);
    return tokens.map(({ start, end }) => this.#text.slice(start, end)).join("");
  }

  textOf({ start, end }: Token): string {
    return this.#text.slice(start, end);
  }

  #token(index: number): Token {
    while (this.#visible.length <= index && this.#last?.kind !== Kind.EOF) this.#fetch();
    const at = this.#visible[Math.min(index, this.#visible.length - 1)];
    const token = at === undefined ? undefined : this.#all[at];
    if (token === undefined) throw new Error("a lexer without an end");
    return token;
  }

  get #last(): Token | undefined {
    return this.#all[this.#all.length - 1];
  }

  #fetch(): void {
    const token = this.#lexer.next();
    if (token.kind !== Kind.WHITESPACE && token.kind !== Kind.COMMENT) this.#visible.push(this.#all.length);
    this.#all.push(token);
  }
}
