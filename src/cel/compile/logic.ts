/** `&&`, `||`, `!` and what macros make of them: errors give way to the operand that decides. */

import type { CallExpr, Expr } from "../ast.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import type { Frame, Result } from "../values.ts";
import { CelError } from "../values.ts";
import type { Context } from "./context.ts";
import { chargeUnits, type Step } from "./step.ts";

/** Nested ones of the same operator are evaluated in a row: they have the same meaning and no cost. */
export function logicalStep(context: Context, call: CallExpr): Step {
  const operands = operandsOf(call, call.function).map((operand) => context.step(operand));
  const deciding = call.function === "_||_";
  const [first, second] = operands;
  if (operands.length > 2 || first === undefined || second === undefined) return chain(operands, deciding);
  return (frame) => {
    const left = first(frame);
    if (left === deciding) return deciding;
    const right = second(frame);
    if (right === deciding) return deciding;
    if (left === !deciding && right === !deciding) return !deciding;
    return left === !deciding ? notBool(right) : notBool(left);
  };
}

function operandsOf(expr: Expr, operator: string): readonly Expr[] {
  if (expr.kind !== "call" || expr.function !== operator) return [expr];
  return expr.args.flatMap((argument) => operandsOf(argument, operator));
}

function chain(operands: readonly Step[], deciding: boolean): Step {
  return (frame) => {
    let error: CelError | undefined;
    for (let i = 0; i < operands.length; i++) {
      const value = (operands[i] as Step)(frame);
      if (value === deciding) return deciding;
      if (value !== !deciding) error ??= notBool(value);
    }
    return error ?? !deciding;
  };
}

/** What an operand that is neither true nor false comes to. */
export function notBool(value: Result): CelError {
  return value instanceof CelError ? value : NO_SUCH_OVERLOAD;
}

export function notStep(operand: Step): Step {
  return (frame: Frame) => {
    const value = operand(frame);
    chargeUnits(frame, 1);
    return typeof value === "boolean" ? !value : notBool(value);
  };
}
