/** `startsWith`, `endsWith`, `contains` and `matches` on strings. */

import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { compileRegex, type Regex } from "../runtime/regex.ts";
import { actualSize, codePointLength } from "../runtime/size.ts";
import { CelError, charge } from "../values.ts";
import { stepOf } from "./attribute.ts";
import { costOfText } from "./costs.ts";
import { invokeBinary } from "./invoke.ts";
import { constantOf, type Operation, traversalCost } from "./operation.ts";
import { InstantiationError, type Plan, type Step } from "./step.ts";

/** Whether a search has a constant pattern. @throws InstantiationError if that is no pattern */
export function hasConstantPattern(functionName: string, operands: readonly Plan[]): boolean {
  const pattern = operands[1] && constantOf(operands[1]);
  if (typeof pattern !== "string" || (functionName !== "find" && functionName !== "findAll")) return false;
  regexOf(pattern);
  return true;
}

function regexOf(pattern: string): Regex {
  const regex = compileRegex(pattern);
  if (typeof regex === "string") throw new InstantiationError(regex);
  return regex;
}

/** A step for operands that are strings, if the operation is one of these. */
export function textStep(operation: Operation, text: Plan, argument: Plan): Step | undefined {
  switch (operation.overload) {
    case "starts_with_string":
      return affix(operation, (whole, part) => whole.startsWith(part), text, argument);
    case "ends_with_string":
      return affix(operation, (whole, part) => whole.endsWith(part), text, argument);
    case "contains_string":
      return containment(operation, stepOf(text), stepOf(argument));
    default:
      return operation.name === "matches" ? match(operation, text, argument) : undefined;
  }
}

function affix(
  { callee }: Operation,
  holds: (whole: string, part: string) => boolean,
  text: Plan,
  argument: Plan,
): Step {
  const wholeStep = stepOf(text);
  const partStep = stepOf(argument);
  return (frame) => {
    const whole = wholeStep(frame);
    const part = partStep(frame);
    if (typeof whole !== "string" || typeof part !== "string") return invokeBinary(frame, callee, whole, part);
    charge(frame, costOfText(whole));
    return holds(whole, part);
  };
}

function containment({ callee }: Operation, text: Step, argument: Step): Step {
  return (frame) => {
    const whole = text(frame);
    const part = argument(frame);
    if (typeof whole !== "string" || typeof part !== "string") return invokeBinary(frame, callee, whole, part);
    charge(frame, costOfText(whole) * costOfText(part));
    return whole.includes(part);
  };
}

/** A constant pattern is compiled once, and its syntax errors found now. */
function match({ overload }: Operation, text: Plan, pattern: Plan): Step | undefined {
  const source = constantOf(pattern);
  if (typeof source !== "string") return undefined;
  const regex = regexOf(source);
  const step = stepOf(text);
  const patternCost = overload === "matches_string" ? Math.ceil(codePointLength(source) * 0.25) : undefined;
  return (frame) => {
    const value = step(frame);
    if (value instanceof CelError) return value;
    charge(frame, patternCost === undefined ? 1 : traversalCost(1 + actualSize(value)) * patternCost);
    return typeof value === "string" ? regex.test(value) : NO_SUCH_OVERLOAD;
  };
}
