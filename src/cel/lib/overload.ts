/** How the libraries write their overloads down. */
import type { FunctionDecl, Overload } from "../environment.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { actualSize } from "../runtime/size.ts";
import type { Type } from "../types.ts";
import type { Result, Value } from "../values.ts";

/** An implementation for arguments of known types: the evaluator has seen to it that it gets them. */
type Implementation<Arguments extends readonly Value[]> = (...args: Arguments) => Result;

/** Of a function that is called `f(x, y)`. */
export function overload<Arguments extends readonly Value[]>(
  id: string,
  params: readonly Type[],
  result: Type,
  call: Implementation<Arguments>,
  cost?: Overload["cost"],
): Overload {
  const declared = { id, member: false, params, result, call: call as unknown as Overload["call"] };
  return cost === undefined ? declared : { ...declared, cost };
}

/** Of a function that is called `x.f(y)`. */
export function memberOverload<Arguments extends readonly Value[]>(
  id: string,
  params: readonly Type[],
  result: Type,
  call: Implementation<Arguments>,
  cost?: Overload["cost"],
): Overload {
  return { ...overload(id, params, result, call, cost), member: true };
}

export function functionOf(name: string, ...overloads: readonly Overload[]): FunctionDecl {
  return { name, overloads };
}

/**
 * For operators that are declared for the checker but evaluated as part of the expression around them: selecting and
 * indexing follow paths of their own (`compile/`) and never call an overload.
 */
export const evaluatedSpecially = (): Result => NO_SUCH_OVERLOAD;

/** The cost of going once through the first argument: a tenth of its code points, bytes or elements. */
export function traversalCost(args: readonly Value[]): number {
  return Math.ceil(actualSize(args[0] as Value) * 0.1);
}
