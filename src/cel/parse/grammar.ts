/**
 * CEL's grammar as data, for reading on behind syntax errors. It is that of cel-go, in which the rules `relation`,
 * `calc` and `member` call themselves on the left. What is looked at ahead, and where, decides the error texts.
 */
import { Kind, type TokenKind } from "./tokens.ts";

export type RuleName =
  | "start"
  | "expr"
  | "or"
  | "and"
  | "relation"
  | "calc"
  | "unary"
  | "member"
  | "primary"
  | "args"
  | "elements"
  | "fields"
  | "field"
  | "entries"
  | "name"
  | "optional"
  | "literal";

/** What a rule reads, kept under a label. */
export type Element =
  | { readonly type: "token"; readonly kinds: readonly TokenKind[]; readonly label: string }
  | { readonly type: "rule"; readonly rule: RuleName; readonly label: string; readonly precedence: number }
  | { readonly type: "optional"; readonly body: readonly Element[] }
  | {
      readonly type: "repeated";
      readonly body: readonly Element[];
      readonly lookahead: Lookahead;
      /** False for any number of times. */
      readonly atLeastOnce: boolean;
    };

/** `one`: the next token decides. `any`: as many tokens as it takes. */
export type Lookahead = "one" | "any";

export interface Alternative {
  readonly name: string;
  readonly elements: readonly Element[];
}

/** An alternative that starts with its own rule. It is open to what asks for no more than its precedence. */
export interface Continuation extends Alternative {
  readonly precedence: number;
}

export interface Rule {
  readonly name: RuleName;
  readonly alternatives: readonly Alternative[];
  readonly lookahead: Lookahead;
  /** For a rule that calls itself on the left: how it goes on behind its one alternative. */
  readonly continuations: readonly Continuation[];
}

export const GRAMMAR: readonly Rule[] = [
  sequence("start", call("expr"), token(Kind.EOF)),
  sequence(
    "expr",
    call("or", "condition"),
    optional(token(Kind.QUESTION, "operator"), call("or", "whenTrue"), token(Kind.COLON), call("expr", "whenFalse")),
  ),
  sequence("or", call("and", "term"), any("one", token(Kind.OR, "operator"), call("and", "term"))),
  sequence("and", call("relation", "term"), any("one", token(Kind.AND, "operator"), call("relation", "term"))),
  {
    ...sequence("relation", call("calc", "operand")),
    continuations: [
      operation(1, "relation", [
        Kind.EQUALS,
        Kind.NOT_EQUALS,
        Kind.IN,
        Kind.LESS,
        Kind.LESS_EQUALS,
        Kind.GREATER_EQUALS,
        Kind.GREATER,
      ]),
    ],
  },
  {
    ...sequence("calc", call("unary", "operand")),
    continuations: [
      operation(2, "calc", [Kind.STAR, Kind.SLASH, Kind.PERCENT]),
      operation(1, "calc", [Kind.MINUS, Kind.PLUS]),
    ],
  },
  choice("unary", [
    { name: "member", elements: [call("member", "operand")] },
    { name: "not", elements: [some("one", token(Kind.NOT, "operator")), call("member", "operand")] },
    { name: "negate", elements: [some("any", token(Kind.MINUS, "operator")), call("member", "operand")] },
  ]),
  {
    ...sequence("member", call("primary", "operand")),
    continuations: [
      {
        name: "select",
        precedence: 3,
        elements: [token(Kind.DOT, "operator"), optional(token(Kind.QUESTION, "optional")), call("name")],
      },
      {
        name: "call",
        precedence: 2,
        elements: [token(Kind.DOT), token(Kind.IDENTIFIER, "name"), ...argumentList()],
      },
      {
        name: "index",
        precedence: 1,
        elements: [
          token(Kind.LEFT_BRACKET, "open"),
          optional(token(Kind.QUESTION, "optional")),
          call("expr", "index"),
          token(Kind.RIGHT_BRACKET),
        ],
      },
    ],
  },
  choice("primary", [
    { name: "ident", elements: [rooted(), token(Kind.IDENTIFIER, "name")] },
    { name: "call", elements: [rooted(), token(Kind.IDENTIFIER, "name"), ...argumentList()] },
    { name: "nested", elements: [token(Kind.LEFT_PAREN), call("expr"), token(Kind.RIGHT_PAREN)] },
    { name: "list", elements: bracketed(Kind.LEFT_BRACKET, "elements", Kind.RIGHT_BRACKET) },
    { name: "map", elements: bracketed(Kind.LEFT_BRACE, "entries", Kind.RIGHT_BRACE) },
    {
      name: "message",
      elements: [
        rooted(),
        token(Kind.IDENTIFIER, "name"),
        any("one", token(Kind.DOT), token(Kind.IDENTIFIER, "name")),
        ...bracketed(Kind.LEFT_BRACE, "fields", Kind.RIGHT_BRACE),
      ],
    },
    { name: "literal", elements: [call("literal")] },
  ]),
  sequence("args", call("expr", "arg"), any("one", token(Kind.COMMA), call("expr", "arg"))),
  sequence("elements", call("optional", "element"), any("any", token(Kind.COMMA), call("optional", "element"))),
  sequence("fields", ...field(), any("any", token(Kind.COMMA), ...field())),
  sequence("field", optional(token(Kind.QUESTION, "optional")), call("name")),
  sequence("entries", ...entry(), any("any", token(Kind.COMMA), ...entry())),
  {
    ...choice("name", [
      { name: "plain", elements: [token(Kind.IDENTIFIER, "name")] },
      { name: "escaped", elements: [token(Kind.ESCAPED_IDENTIFIER, "name")] },
    ]),
    lookahead: "one",
  },
  sequence("optional", optional(token(Kind.QUESTION, "optional")), call("expr", "value")),
  choice("literal", [
    { name: "int", elements: [optional(token(Kind.MINUS, "sign")), token(Kind.INT, "value")] },
    { name: "uint", elements: [token(Kind.UINT, "value")] },
    { name: "double", elements: [optional(token(Kind.MINUS, "sign")), token(Kind.FLOAT, "value")] },
    { name: "string", elements: [token(Kind.STRING, "value")] },
    { name: "bytes", elements: [token(Kind.BYTES, "value")] },
    { name: "true", elements: [token(Kind.TRUE, "value")] },
    { name: "false", elements: [token(Kind.FALSE, "value")] },
    { name: "null", elements: [token(Kind.NULL, "value")] },
  ]),
];

function sequence(name: RuleName, ...elements: readonly Element[]): Rule {
  return { name, alternatives: [{ name, elements }], lookahead: "one", continuations: [] };
}

function choice(name: RuleName, alternatives: readonly Alternative[]): Rule {
  return { name, alternatives, lookahead: "any", continuations: [] };
}

function token(kind: TokenKind, label = ""): Element {
  return { type: "token", kinds: [kind], label };
}

function call(rule: RuleName, label: string = rule, precedence = 0): Element {
  return { type: "rule", rule, label, precedence };
}

function optional(...body: readonly Element[]): Element {
  return { type: "optional", body };
}

/** The body any number of times. */
function any(lookahead: Lookahead, ...body: readonly Element[]): Element {
  return { type: "repeated", body, lookahead, atLeastOnce: false };
}

/** The body at least once. */
function some(lookahead: Lookahead, ...body: readonly Element[]): Element {
  return { type: "repeated", body, lookahead, atLeastOnce: true };
}

function operation(precedence: number, rule: RuleName, kinds: readonly TokenKind[]): Continuation {
  const operator: Element = { type: "token", kinds, label: "operator" };
  return { name: "operation", precedence, elements: [operator, call(rule, "right", precedence + 1)] };
}

function rooted(): Element {
  return optional(token(Kind.DOT, "rooted"));
}

function argumentList(): readonly Element[] {
  return [token(Kind.LEFT_PAREN, "open"), optional(call("args")), token(Kind.RIGHT_PAREN)];
}

function bracketed(open: TokenKind, items: RuleName, close: TokenKind): readonly Element[] {
  return [token(open, "open"), optional(call(items)), optional(token(Kind.COMMA)), token(close)];
}

function field(): readonly Element[] {
  return [call("field"), token(Kind.COLON, "colon"), call("expr", "value")];
}

function entry(): readonly Element[] {
  return [call("optional", "key"), token(Kind.COLON, "colon"), call("expr", "value")];
}
