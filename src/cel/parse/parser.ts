import { MAX_DEPTH } from "./limits.ts";
import { NotAnExpression, TokenCursor } from "./token-cursor.ts";
import { Kind, type Token, type TokenKind } from "./tokens.ts";
import type { EntryTree, FieldName, FieldTree, OptionalTree, Tree } from "./tree.ts";

/** How tight the binary operators below the comparisons bind. */
const ADDITIVE = 1;
const MULTIPLICATIVE = 2;

/**
 * Reads an expression.
 * @param tokens without spaces and comments, the last of them `EOF`
 * @returns undefined for tokens with a syntax error and for what is nested too deeply
 */
export function parseTokens(tokens: readonly Token[]): Tree | undefined {
  try {
    return new Parser(new TokenCursor(tokens)).start();
  } catch (error) {
    if (error instanceof NotAnExpression) return undefined;
    throw error;
  }
}

/** A recursive-descent parser, one method per rule of CEL's grammar. It gives up at the first fault. */
class Parser {
  readonly #tokens: TokenCursor;
  #exprDepth = 0;
  #relationDepth = 0;
  #calcDepth = 0;

  constructor(tokens: TokenCursor) {
    this.#tokens = tokens;
  }

  start(): Tree {
    const tree = this.#expr();
    this.#tokens.expect(Kind.EOF);
    return tree;
  }

  #expr(): Tree {
    if (++this.#exprDepth > MAX_DEPTH) throw new NotAnExpression();
    const condition = this.#logic("_||_", Kind.OR);
    const operator = this.#tokens.take(Kind.QUESTION);
    const tree = operator === undefined ? condition : this.#ternary(condition, operator);
    this.#exprDepth--;
    return tree;
  }

  #ternary(condition: Tree, operator: Token): Tree {
    const whenTrue = this.#logic("_||_", Kind.OR);
    this.#tokens.expect(Kind.COLON);
    return { kind: "ternary", condition, operator, whenTrue, whenFalse: this.#expr() };
  }

  #logic(name: "_||_" | "_&&_", kind: TokenKind): Tree {
    const first = this.#logicTerm(name);
    if (this.#tokens.kind() !== kind) return first;
    const operators: Token[] = [];
    const rest: Tree[] = [];
    for (let operator = this.#tokens.take(kind); operator !== undefined; operator = this.#tokens.take(kind)) {
      operators.push(operator);
      rest.push(this.#logicTerm(name));
    }
    return { kind: "logic", function: name, first, operators, rest };
  }

  #logicTerm(name: "_||_" | "_&&_"): Tree {
    return name === "_||_" ? this.#logic("_&&_", Kind.AND) : this.#relation(true);
  }

  /** @param chained false for the right side of a comparison, which ends before the next one */
  #relation(chained: boolean): Tree {
    if (++this.#relationDepth > MAX_DEPTH) throw new NotAnExpression();
    let left = this.#calc(ADDITIVE);
    while (chained && this.#tokens.kind() >= Kind.EQUALS && this.#tokens.kind() <= Kind.GREATER) {
      const operator = this.#tokens.next();
      left = { kind: "binary", left, operator, right: this.#relation(false) };
    }
    this.#relationDepth--;
    return left;
  }

  #calc(minPrecedence: number): Tree {
    if (++this.#calcDepth > MAX_DEPTH) throw new NotAnExpression();
    let left = this.#unary();
    for (let own = precedence(this.#tokens.kind()); own >= minPrecedence; own = precedence(this.#tokens.kind())) {
      const operator = this.#tokens.next();
      left = { kind: "binary", left, operator, right: this.#calc(own + 1) };
    }
    this.#calcDepth--;
    return left;
  }

  #unary(): Tree {
    const kind = this.#tokens.kind();
    if (kind !== Kind.NOT && (kind !== Kind.MINUS || this.#isSignedNumber())) return this.#member();
    const operators: Token[] = [];
    while (this.#tokens.kind() === kind) operators.push(this.#tokens.next());
    return { kind: "unary", function: kind === Kind.NOT ? "!_" : "-_", operators, operand: this.#member() };
  }

  /** One `-` belongs to the number behind it; of several none does. */
  #isSignedNumber(): boolean {
    const behind = this.#tokens.kind(1);
    return this.#tokens.kind() === Kind.MINUS && (behind === Kind.INT || behind === Kind.FLOAT);
  }

  #member(): Tree {
    let operand = this.#primary();
    while (true) {
      const operator = this.#tokens.take(Kind.DOT) ?? this.#tokens.take(Kind.LEFT_BRACKET);
      if (operator === undefined) return operand;
      operand = operator.kind === Kind.DOT ? this.#selectOrCall(operand, operator) : this.#index(operand, operator);
    }
  }

  #selectOrCall(operand: Tree, operator: Token): Tree {
    if (this.#tokens.kind() === Kind.IDENTIFIER && this.#tokens.kind(1) === Kind.LEFT_PAREN) {
      const name = this.#tokens.next();
      const open = this.#tokens.next();
      return { kind: "memberCall", operand, name, open, args: this.#args() };
    }
    const optional = this.#tokens.take(Kind.QUESTION) !== undefined;
    return { kind: "select", operand, operator, optional, field: this.#fieldName() };
  }

  #index(operand: Tree, open: Token): Tree {
    const optional = this.#tokens.take(Kind.QUESTION) !== undefined;
    const index = this.#expr();
    this.#tokens.expect(Kind.RIGHT_BRACKET);
    return { kind: "index", operand, open, optional, index };
  }

  #primary(): Tree {
    switch (this.#tokens.kind()) {
      case Kind.LEFT_PAREN:
        return this.#nested();
      case Kind.LEFT_BRACKET:
        return this.#list();
      case Kind.LEFT_BRACE:
        return this.#map();
      case Kind.DOT:
      case Kind.IDENTIFIER:
        return this.#named();
      default:
        return this.#literal();
    }
  }

  #nested(): Tree {
    this.#tokens.next();
    const tree = this.#expr();
    this.#tokens.expect(Kind.RIGHT_PAREN);
    return tree;
  }

  /** An identifier, a call of a function, or a message. */
  #named(): Tree {
    if (this.#isMessage()) return this.#message();
    const { start } = this.#tokens.peek();
    const rooted = this.#tokens.take(Kind.DOT) !== undefined;
    const name = this.#tokens.expect(Kind.IDENTIFIER);
    const open = this.#tokens.take(Kind.LEFT_PAREN);
    if (open === undefined) return { kind: "ident", start, rooted, name };
    return { kind: "call", start, rooted, name, open, args: this.#args() };
  }

  /** The arguments of a call and the `)`. */
  #args(): Tree[] {
    const args: Tree[] = [];
    if (this.#tokens.take(Kind.RIGHT_PAREN) !== undefined) return args;
    do args.push(this.#expr());
    while (this.#tokens.take(Kind.COMMA) !== undefined);
    this.#tokens.expect(Kind.RIGHT_PAREN);
    return args;
  }

  #list(): Tree {
    const open = this.#tokens.next();
    return { kind: "list", open, elements: this.#items(Kind.RIGHT_BRACKET, () => this.#optional()) };
  }

  #map(): Tree {
    const open = this.#tokens.next();
    return { kind: "map", open, entries: this.#items(Kind.RIGHT_BRACE, () => this.#entry()) };
  }

  /** Items between commas and the bracket behind them; a comma may stand before it, even alone. */
  #items<T>(close: TokenKind, item: () => T): T[] {
    const items: T[] = [];
    if (this.#tokens.kind() !== Kind.COMMA && this.#tokens.kind() !== close) {
      do items.push(item());
      while (this.#tokens.kind(1) !== close && this.#tokens.take(Kind.COMMA) !== undefined);
    }
    this.#tokens.take(Kind.COMMA);
    this.#tokens.expect(close);
    return items;
  }

  #optional(): OptionalTree {
    const optional = this.#tokens.take(Kind.QUESTION) !== undefined;
    return { optional, value: this.#expr() };
  }

  #entry(): EntryTree {
    const key = this.#optional();
    const colon = this.#tokens.expect(Kind.COLON);
    return { key, colon, value: this.#expr() };
  }

  /** Whether identifiers between dots and then a `{` follow. */
  #isMessage(): boolean {
    let ahead = this.#tokens.kind() === Kind.DOT ? 1 : 0;
    while (this.#tokens.kind(ahead) === Kind.IDENTIFIER) {
      const behind = this.#tokens.kind(ahead + 1);
      if (behind !== Kind.DOT) return behind === Kind.LEFT_BRACE;
      ahead += 2;
    }
    return false;
  }

  #message(): Tree {
    const rooted = this.#tokens.take(Kind.DOT) !== undefined;
    const names: Token[] = [];
    do names.push(this.#tokens.expect(Kind.IDENTIFIER));
    while (this.#tokens.take(Kind.DOT) !== undefined);
    const open = this.#tokens.expect(Kind.LEFT_BRACE);
    const { start } = this.#tokens.peek();
    const fields = this.#items(Kind.RIGHT_BRACE, () => this.#field());
    const fieldsStart = fields.length === 0 ? open.end : start;
    return { kind: "message", rooted, names, open, fieldsStart, fields };
  }

  #field(): FieldTree {
    const optional = this.#tokens.take(Kind.QUESTION) !== undefined;
    const name = this.#fieldName();
    const colon = this.#tokens.expect(Kind.COLON);
    return { optional, name, colon, value: this.#expr() };
  }

  #fieldName(): FieldName {
    const token = this.#tokens.take(Kind.ESCAPED_IDENTIFIER) ?? this.#tokens.expect(Kind.IDENTIFIER);
    return { start: token.start, token };
  }

  #literal(): Tree {
    const { start } = this.#tokens.peek();
    const negative = this.#isSignedNumber();
    if (negative) this.#tokens.next();
    const token = this.#tokens.next();
    if (!isLiteral(token.kind)) throw new NotAnExpression();
    return { kind: "literal", start, negative, token };
  }
}

/** 0 for what is no arithmetic operator. */
function precedence(kind: TokenKind): number {
  switch (kind) {
    case Kind.PLUS:
    case Kind.MINUS:
      return ADDITIVE;
    case Kind.STAR:
    case Kind.SLASH:
    case Kind.PERCENT:
      return MULTIPLICATIVE;
    default:
      return 0;
  }
}

function isLiteral(kind: TokenKind): boolean {
  return (kind >= Kind.FLOAT && kind <= Kind.BYTES) || (kind >= Kind.TRUE && kind <= Kind.NULL);
}
