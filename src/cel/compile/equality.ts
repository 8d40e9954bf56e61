/** `==` and `!=`. Both operands are always evaluated. */
import { equalOrError } from "../runtime/equality.ts";
import { actualSize, codePointLength } from "../runtime/size.ts";
import type { Frame, Result } from "../values.ts";
import { CelError, charge, OpaqueValue } from "../values.ts";
import { stepOf } from "./attribute.ts";
import { costOfComparing, costOfNullTest } from "./costs.ts";
import { constantOf, traversalCost } from "./operation.ts";
import { chargeUnits, type Plan, type Step } from "./step.ts";

/** @param negated for `!=` */
export function equalityStep(negated: boolean, left: Plan, right: Plan): Step {
  const constant = constantOf(right);
  if (typeof constant === "string") return withText(negated, stepOf(left), constant);
  if (typeof constant === "number" || typeof constant === "boolean") return withScalar(negated, stepOf(left), constant);
  if (constant === null) return withNull(negated, stepOf(left));
  const first = constantOf(left);
  if (typeof first === "string") return withText(negated, stepOf(right), first, true);
  if (typeof first === "number" || typeof first === "boolean") return withScalar(negated, stepOf(right), first, true);
  return general(negated, stepOf(left), stepOf(right));
}

/** @param isFirst whether the text is the left operand */
function withText(negated: boolean, operand: Step, text: string, isFirst = false): Step {
  const size = codePointLength(text);
  return (frame) => {
    const value = operand(frame);
    if (typeof value !== "string") {
      return isFirst ? compareValues(frame, negated, text, value) : compareValues(frame, negated, value, text);
    }
    charge(frame, costOfComparing(value, size));
    return (value === text) !== negated;
  };
}

/** @param isFirst whether the scalar is the left operand */
function withScalar(negated: boolean, operand: Step, scalar: number | boolean, isFirst = false): Step {
  return (frame) => {
    const value = operand(frame);
    if (typeof value !== typeof scalar) {
      return isFirst ? compareValues(frame, negated, scalar, value) : compareValues(frame, negated, value, scalar);
    }
    chargeUnits(frame, 1);
    return (value === scalar) !== negated;
  };
}

function withNull(negated: boolean, operand: Step): Step {
  return (frame) => {
    const value = operand(frame);
    if (value instanceof CelError) return compareValues(frame, negated, value, null);
    charge(frame, costOfNullTest(value));
    return (value === null) !== negated;
  };
}

function general(negated: boolean, left: Step, right: Step): Step {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === "string" && typeof b === "string") {
      charge(frame, costOfComparing(a, b.length <= 10 ? b.length : codePointLength(b)));
      return (a === b) !== negated;
    }
    return compareValues(frame, negated, a, b);
  };
}

/** Symmetric but for opaque values, where `==` with anything costs 1 and fails for another type. */
function compareValues(frame: Frame, negated: boolean, a: Result, b: Result): Result {
  charge(frame, a instanceof OpaqueValue && !negated ? 1 : traversalCost(Math.min(actualSize(a), actualSize(b))));
  if (a instanceof CelError) return a;
  if (b instanceof CelError) return b;
  const equal = equalOrError(a, b);
  return negated ? equal !== true : equal;
}
