import type { Expr } from "../ast.ts";
import type { Type } from "../types.ts";
import type { Value } from "../values.ts";

/** What a node of the syntax tree refers to. */
export interface Reference {
  /** The variable, of an ident or of a select that is a dotted variable (`authorizer.requestResource`). */
  readonly variable?: string;
  /** The type, of an ident or select that names one (`net.IP`). */
  readonly constant?: Value;
  /** The type of a message literal, or an ident or select that names one: as a value, instantiation refuses it. */
  readonly literalType?: string;
  /** The overloads a call may go to, by id, in declaration order; more than one where operands are `dyn`. */
  readonly overloads?: readonly string[];
}

/** A syntax tree with types. Maps go from node ids. */
export interface Checked {
  readonly expr: Expr;
  readonly outputType: Type;
  readonly types: ReadonlyMap<number, Type>;
  readonly references: ReadonlyMap<number, Reference>;
}
