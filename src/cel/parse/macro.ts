import { ACCUMULATOR, type Expr } from "../ast.ts";
import type { Issue } from "../issue.ts";
import type { NodeFactory } from "./node-factory.ts";

/** What a macro makes of a call: an expression, or a fault in its arguments. */
export type Expansion = { readonly expr: Expr } | { readonly issue: Issue };

export type ExpandMember = (nodes: NodeFactory, target: Expr, args: readonly Expr[]) => Expansion;

/** A macro that is called on a target. It gets as many arguments as it asks for. */
export interface MemberMacro {
  readonly name: string;
  readonly arity: number;
  readonly expand: ExpandMember;
}

export function fault(expr: Expr, message: string): Expansion {
  return { issue: { offset: expr.offset, message } };
}

/** The accumulator's name in cel-go's past, which it still refuses for variables. */
const FORMER_ACCUMULATOR = "__result__";

export function isAccumulatorName(name: string): boolean {
  return name === ACCUMULATOR || name === FORMER_ACCUMULATOR;
}

/** An argument of a macro, which is there as the macro's arity says. */
export function argument(args: readonly Expr[], index: number): Expr {
  const arg = args[index];
  if (arg === undefined) throw new Error(`a macro of fewer than ${index + 1} arguments`);
  return arg;
}
