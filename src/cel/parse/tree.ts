/**
 * What the grammar reads, before macros. After a syntax error parts can be `missing`: they stand for no expression.
 * `start` is the offset of the first token.
 */
import type { Token } from "./tokens.ts";

export interface TernaryTree {
  readonly kind: "ternary";
  readonly condition: Tree;
  readonly operator: Token;
  readonly whenTrue: Tree;
  readonly whenFalse: Tree;
}

/** A chain of `&&` or of `||`: one operator more than terms in `rest` would be a fault of the parser. */
export interface LogicTree {
  readonly kind: "logic";
  readonly function: "_&&_" | "_||_";
  readonly first: Tree;
  readonly operators: readonly Token[];
  readonly rest: readonly Tree[];
}

export interface BinaryTree {
  readonly kind: "binary";
  readonly left: Tree;
  readonly operator: Token;
  readonly right: Tree;
}

/** A run of `!` or of `-` before an operand. */
export interface UnaryTree {
  readonly kind: "unary";
  readonly function: "!_" | "-_";
  readonly operators: readonly Token[];
  readonly operand: Tree;
}

export interface SelectTree {
  readonly kind: "select";
  readonly operand: Tree;
  readonly operator: Token;
  readonly optional: boolean;
  readonly field: FieldName;
}

/** A name behind a dot or in a message. */
export interface FieldName {
  readonly start: number;
  /** An identifier, plain or escaped; absent after a syntax error. */
  readonly token: Token | undefined;
}

export interface MemberCallTree {
  readonly kind: "memberCall";
  readonly operand: Tree;
  readonly name: Token;
  readonly open: Token;
  readonly args: readonly Tree[];
}

export interface IndexTree {
  readonly kind: "index";
  readonly operand: Tree;
  readonly open: Token;
  readonly optional: boolean;
  readonly index: Tree;
}

export interface IdentTree {
  readonly kind: "ident";
  readonly start: number;
  /** Whether a dot leads it. */
  readonly rooted: boolean;
  readonly name: Token;
}

export interface CallTree {
  readonly kind: "call";
  readonly start: number;
  readonly rooted: boolean;
  readonly name: Token;
  readonly open: Token;
  readonly args: readonly Tree[];
}

export interface OptionalTree {
  readonly optional: boolean;
  readonly value: Tree;
}

export interface ListTree {
  readonly kind: "list";
  readonly open: Token;
  readonly elements: readonly OptionalTree[];
}

export interface EntryTree {
  readonly key: OptionalTree;
  readonly colon: Token;
  readonly value: Tree;
}

export interface MapTree {
  readonly kind: "map";
  readonly open: Token;
  readonly entries: readonly EntryTree[];
}

export interface FieldTree {
  readonly optional: boolean;
  readonly name: FieldName;
  readonly colon: Token;
  readonly value: Tree;
}

export interface MessageTree {
  readonly kind: "message";
  readonly rooted: boolean;
  readonly names: readonly Token[];
  readonly open: Token;
  /** Where the fields start: faults in any field's name are reported there. */
  readonly fieldsStart: number;
  readonly fields: readonly FieldTree[];
}

export interface LiteralTree {
  readonly kind: "literal";
  readonly start: number;
  readonly negative: boolean;
  readonly token: Token;
}

export interface MissingTree {
  readonly kind: "missing";
  /** -1 where it has no place. */
  readonly start: number;
}

export type Tree =
  | TernaryTree
  | LogicTree
  | BinaryTree
  | UnaryTree
  | SelectTree
  | MemberCallTree
  | IndexTree
  | IdentTree
  | CallTree
  | ListTree
  | MapTree
  | MessageTree
  | LiteralTree
  | MissingTree;
