/** The kinds of tokens. Their order is that in which error texts list them. */
export const Kind = {
  EPSILON: -2,
  EOF: -1,
  EQUALS: 1,
  NOT_EQUALS: 2,
  IN: 3,
  LESS: 4,
  LESS_EQUALS: 5,
  GREATER_EQUALS: 6,
  GREATER: 7,
  AND: 8,
  OR: 9,
  LEFT_BRACKET: 10,
  RIGHT_BRACKET: 11,
  LEFT_BRACE: 12,
  RIGHT_BRACE: 13,
  LEFT_PAREN: 14,
  RIGHT_PAREN: 15,
  DOT: 16,
  COMMA: 17,
  MINUS: 18,
  NOT: 19,
  QUESTION: 20,
  COLON: 21,
  PLUS: 22,
  STAR: 23,
  SLASH: 24,
  PERCENT: 25,
  TRUE: 26,
  FALSE: 27,
  NULL: 28,
  WHITESPACE: 29,
  COMMENT: 30,
  FLOAT: 31,
  INT: 32,
  UINT: 33,
  STRING: 34,
  BYTES: 35,
  IDENTIFIER: 36,
  ESCAPED_IDENTIFIER: 37,
} as const;

/** One of `Kind`. */
export type TokenKind = (typeof Kind)[keyof typeof Kind];

export interface Token {
  readonly kind: TokenKind;
  /** In code points. */
  readonly start: number;
  /** The offset behind its last code point. */
  readonly end: number;
}

/** How error texts call each kind of token: its text in quotes, or the kind's name. */
export const TOKEN_NAMES: ReadonlyMap<TokenKind, string> = new Map<TokenKind, string>([
  [Kind.EOF, "<EOF>"],
  [Kind.EQUALS, "'=='"],
  [Kind.NOT_EQUALS, "'!='"],
  [Kind.IN, "'in'"],
  [Kind.LESS, "'<'"],
  [Kind.LESS_EQUALS, "'<='"],
  [Kind.GREATER_EQUALS, "'>='"],
  [Kind.GREATER, "'>'"],
  [Kind.AND, "'&&'"],
  [Kind.OR, "'||'"],
  [Kind.LEFT_BRACKET, "'['"],
  [Kind.RIGHT_BRACKET, "']'"],
  [Kind.LEFT_BRACE, "'{'"],
  [Kind.RIGHT_BRACE, "'}'"],
  [Kind.LEFT_PAREN, "'('"],
  [Kind.RIGHT_PAREN, "')'"],
  [Kind.DOT, "'.'"],
  [Kind.COMMA, "','"],
  [Kind.MINUS, "'-'"],
  [Kind.NOT, "'!'"],
  [Kind.QUESTION, "'?'"],
  [Kind.COLON, "':'"],
  [Kind.PLUS, "'+'"],
  [Kind.STAR, "'*'"],
  [Kind.SLASH, "'/'"],
  [Kind.PERCENT, "'%'"],
  [Kind.TRUE, "'true'"],
  [Kind.FALSE, "'false'"],
  [Kind.NULL, "'null'"],
  [Kind.FLOAT, "NUM_FLOAT"],
  [Kind.INT, "NUM_INT"],
  [Kind.UINT, "NUM_UINT"],
  [Kind.STRING, "STRING"],
  [Kind.BYTES, "BYTES"],
  [Kind.IDENTIFIER, "IDENTIFIER"],
  [Kind.ESCAPED_IDENTIFIER, "ESC_IDENTIFIER"],
]);

/** The words that are tokens of their own. */
export const KEYWORDS: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ["in", Kind.IN],
  ["true", Kind.TRUE],
  ["false", Kind.FALSE],
  ["null", Kind.NULL],
]);
