import type { Result } from "../values.ts";
import { stepOf } from "./attribute.ts";
import type { Callee } from "./callee.ts";
import { invocation } from "./invoke.ts";
import type { Plan, Step } from "./step.ts";

/** A call of a function, its operands apart. */
export interface Operation {
  readonly name: string;
  /** The one overload it can go to, if the checker found only one. */
  readonly overload: string | undefined;
  readonly callee: Callee;
}

/** The call as it is for all operands. */
export function generalStep({ callee }: Operation, ...operands: readonly Plan[]): Step {
  return invocation(callee, operands.map(stepOf));
}

/** A constant operand of a given JavaScript type, or undefined. */
export function constantOf(plan: Plan): Result | undefined {
  return plan.kind === "constant" ? plan.value : undefined;
}

/** The cost of going through so many code points or bytes: a tenth, rounded up as the API server's floats have it. */
export function traversalCost(size: number): number {
  return Math.ceil(size * 0.1);
}
