/**
 * The abstract syntax of CEL after macro expansion, as cel-spec's `syntax.proto` has it.
 *
 * Every node has an id, unique in its expression, and the position of the token that the CEL reference
 * implementation reports it at: for a call the `(`, for an operator its sign, for a select the `.`,
 * for a list, map or message its opening bracket.
 */
export interface NodeBase {
  readonly id: number;
  /** Offset into the source in code points. */
  readonly offset: number;
}

/** A literal. Integers are a `number` when safe and a `bigint` beyond, as everywhere in `cel/`. */
export interface ConstantExpr extends NodeBase {
  readonly kind: "constant";
  readonly value: import("./values.ts").Value;
}

export interface IdentExpr extends NodeBase {
  readonly kind: "ident";
  /** With a leading `.` where the source has one. */
  readonly name: string;
}

export interface SelectExpr extends NodeBase {
  readonly kind: "select";
  readonly operand: Expr;
  readonly field: string;
  /** True for `has(operand.field)`. */
  readonly testOnly: boolean;
}

/** A function or operator. Operators have cel-spec's names: `_+_`, `!_`, `-_`, `_?_:_`, `_[_]`, `@in`, `_?._`, `_[?_]`. */
export interface CallExpr extends NodeBase {
  readonly kind: "call";
  readonly function: string;
  readonly target?: Expr;
  readonly args: readonly Expr[];
}

export interface ListExpr extends NodeBase {
  readonly kind: "list";
  readonly elements: readonly Expr[];
  /** Indices of the elements written `?x`. */
  readonly optionalIndices: readonly number[];
}

export interface MapEntry extends NodeBase {
  readonly key: Expr;
  readonly value: Expr;
  readonly optional: boolean;
}

export interface MapExpr extends NodeBase {
  readonly kind: "map";
  readonly entries: readonly MapEntry[];
}

export interface FieldEntry extends NodeBase {
  readonly field: string;
  readonly value: Expr;
  readonly optional: boolean;
}

export interface MessageExpr extends NodeBase {
  readonly kind: "message";
  readonly typeName: string;
  readonly fields: readonly FieldEntry[];
}

/** A fold over a list or map: what every macro but `has` expands to. */
export interface ComprehensionExpr extends NodeBase {
  readonly kind: "comprehension";
  readonly iterRange: Expr;
  readonly iterVar: string;
  /** The second variable of the two-variable macros. */
  readonly iterVar2?: string;
  readonly accuVar: string;
  readonly accuInit: Expr;
  readonly loopCondition: Expr;
  readonly loopStep: Expr;
  readonly result: Expr;
}

export type Expr =
  | ConstantExpr
  | IdentExpr
  | SelectExpr
  | CallExpr
  | ListExpr
  | MapExpr
  | MessageExpr
  | ComprehensionExpr;

/** The accumulator's name in cel-go's macros. No identifier of the source can be equal to it. */
export const ACCUMULATOR = "@result";
