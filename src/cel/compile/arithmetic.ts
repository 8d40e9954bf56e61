/** `+`, `-`, `*`, `/` and `%` on small ints and `+` on strings; all else goes to the library's overloads. */

import { codePointLength } from "../runtime/size.ts";
import { charge } from "../values.ts";
import { stepOf } from "./attribute.ts";
import { invokeBinary } from "./invoke.ts";
import { type Operation, traversalCost } from "./operation.ts";
import { chargeUnits, type Plan, type Step } from "./step.ts";

type OnNumbers = (a: number, b: number) => number;

/** For safe integers, whose result is exact if it is a safe integer too. The quotients are no fractions. */
const ON_NUMBERS: Record<string, OnNumbers> = {
  "_+_": (a, b) => a + b,
  "_-_": (a, b) => a - b,
  "_*_": (a, b) => a * b + 0,
  "_/_": (a, b) => Math.trunc(a / b) + 0,
  "_%_": (a, b) => (a % b) + 0,
};

/** A step for operands that are small ints or strings, if the operation is arithmetic. */
export function arithmeticStep(operation: Operation, left: Plan, right: Plan): Step | undefined {
  const compute = ON_NUMBERS[operation.name];
  if (compute === undefined) return undefined;
  if (operation.overload === "add_string") return concatenation(operation, stepOf(left), stepOf(right));
  return ofInts(operation, compute, stepOf(left), stepOf(right));
}

function concatenation({ callee }: Operation, left: Step, right: Step): Step {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a !== "string" || typeof b !== "string") return invokeBinary(frame, callee, a, b);
    charge(frame, traversalCost(codePointLength(a) + codePointLength(b)));
    return a + b;
  };
}

function ofInts({ callee }: Operation, compute: OnNumbers, left: Step, right: Step): Step {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === "number" && typeof b === "number") {
      const result = compute(a, b);
      if (Number.isSafeInteger(result)) {
        chargeUnits(frame, 1);
        return result;
      }
    }
    return invokeBinary(frame, callee, a, b);
  };
}
