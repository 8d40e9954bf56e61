/** `<`, `<=`, `>` and `>=`. */
import { compareStrings } from "../runtime/order.ts";
import { codePointLength } from "../runtime/size.ts";
import { charge } from "../values.ts";
import { stepOf } from "./attribute.ts";
import { costOfComparing } from "./costs.ts";
import { invokeBinary } from "./invoke.ts";
import { constantOf, type Operation } from "./operation.ts";
import { chargeUnits, type Plan, type Step } from "./step.ts";

type Holds = (order: number) => boolean;

const HOLDS: Record<string, Holds> = {
  "_<_": (order) => order < 0,
  "_<=_": (order) => order <= 0,
  "_>_": (order) => order > 0,
  "_>=_": (order) => order >= 0,
};

/** A step for operands that are numbers or strings, if the operation is a comparison. */
export function comparisonStep(operation: Operation, left: Plan, right: Plan): Step | undefined {
  const holds = HOLDS[operation.name];
  if (holds === undefined) return undefined;
  if (operation.overload?.endsWith("_string")) return ofTexts(operation, holds, stepOf(left), stepOf(right));
  const constant = constantOf(right);
  if (typeof constant === "number") return withNumber(operation, stepOf(left), constant);
  return ofNumbers(operation, stepOf(left), stepOf(right));
}

function ofTexts({ callee }: Operation, holds: Holds, left: Step, right: Step): Step {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a !== "string" || typeof b !== "string") return invokeBinary(frame, callee, a, b);
    charge(frame, costOfComparing(a, codePointLength(b)));
    return holds(compareStrings(a, b));
  };
}

function ofNumbers({ name, callee }: Operation, left: Step, right: Step): Step {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a !== "number" || typeof b !== "number") return invokeBinary(frame, callee, a, b);
    chargeUnits(frame, 1);
    return compareNumbers(name, a, b);
  };
}

function withNumber({ name, callee }: Operation, left: Step, b: number): Step {
  return (frame) => {
    const a = left(frame);
    if (typeof a !== "number") return invokeBinary(frame, callee, a, b);
    chargeUnits(frame, 1);
    return compareNumbers(name, a, b);
  };
}

function compareNumbers(operator: string, a: number, b: number): boolean {
  switch (operator) {
    case "_<_":
      return a < b;
    case "_<=_":
      return a <= b;
    case "_>_":
      return a > b;
    default:
      return a >= b;
  }
}
