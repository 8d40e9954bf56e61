import type { Token, TokenKind } from "./tokens.ts";

/** Tells that the tokens are no expression, or one that is nested too deeply. */
export class NotAnExpression extends Error {}

/** A place in a list of tokens. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #position = 0;

  /** @param tokens the last of them `EOF` */
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The token that many tokens ahead; `EOF` behind the end. */
  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#position + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw new NotAnExpression();
    return token;
  }

  kind(ahead = 0): TokenKind {
    return this.peek(ahead).kind;
  }

  next(): Token {
    const token = this.peek();
    this.#position++;
    return token;
  }

  /** The next token if it is of the kind; otherwise it stays. */
  take(kind: TokenKind): Token | undefined {
    return this.kind() === kind ? this.next() : undefined;
  }

  /** @throws NotAnExpression for a token of another kind */
  expect(kind: TokenKind): Token {
    const token = this.take(kind);
    if (token === undefined) throw new NotAnExpression();
    return token;
  }
}
