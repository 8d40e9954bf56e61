import type { CallExpr, Expr } from "../ast.ts";
import { sizeOf } from "../runtime/size.ts";
import { CelError, Optional } from "../values.ts";
import { arithmeticStep } from "./arithmetic.ts";
import { stepOf } from "./attribute.ts";
import { calleeOf, withConstantPattern } from "./callee.ts";
import { comparisonStep } from "./comparison.ts";
import type { Context } from "./context.ts";
import { equalityStep } from "./equality.ts";
import { foldConversion } from "./fold.ts";
import { invokeUnary } from "./invoke.ts";
import { logicalStep, notStep } from "./logic.ts";
import { planMembership } from "./membership.ts";
import { generalStep, type Operation } from "./operation.ts";
import { attributeOf, planIndex } from "./select.ts";
import { chargeUnits, InstantiationError, type Plan, type Step } from "./step.ts";
import { hasConstantPattern, textStep } from "./text.ts";

export function planCall(context: Context, call: CallExpr): Plan {
  switch (call.function) {
    case "_&&_":
    case "_||_":
      return { kind: "computed", step: logicalStep(context, call) };
    case "_?_:_":
      return planConditional(context, call);
    case "_[_]":
    case "_[?_]":
    case "_?._":
      return planIndex(context, call);
    default:
      return planFunction(context, call);
  }
}

function planConditional(context: Context, call: CallExpr): Plan {
  const [condition, truthy, falsy] = call.args.map((argument) => context.plan(argument));
  if (condition === undefined || truthy === undefined || falsy === undefined) {
    throw new InstantiationError("conditional without branches");
  }
  const branches = { truthy: attributeOf(truthy), falsy: attributeOf(falsy) };
  const attribute = { kind: "conditional", condition: stepOf(condition), ...branches } as const;
  return { kind: "attribute", attribute, testOnly: false };
}

function planFunction(context: Context, call: CallExpr): Plan {
  const candidates = context.overloadsOf(call);
  const first = candidates[0];
  const operands = operandsOf(call, first?.overload.member ?? false).map((operand) => context.plan(operand));
  const name = first?.declaration.name ?? call.function;
  const callee = calleeOf(name, candidates, operands.length);
  const operation: Operation = {
    name,
    overload: candidates.length === 1 ? first?.overload.id : undefined,
    callee: hasConstantPattern(name, operands) ? withConstantPattern(callee, candidates) : callee,
  };
  const [left, right] = operands;
  if (left === undefined || operands.length > 2) return computed(generalStep(operation, ...operands));
  return right === undefined ? planUnary(operation, left) : planBinary(operation, left, right);
}

function operandsOf({ target, args }: CallExpr, member: boolean): readonly Expr[] {
  return target !== undefined && member ? [target, ...args] : args;
}

function planUnary(operation: Operation, operand: Plan): Plan {
  if (operation.name === "!_") return computed(notStep(stepOf(operand)));
  if (operation.name === "size") return computed(sizeStep(operation, stepOf(operand)));
  return foldConversion(operation, operand) ?? computed(generalStep(operation, operand));
}

function planBinary(operation: Operation, left: Plan, right: Plan): Plan {
  switch (operation.name) {
    case "_==_":
    case "_!=_":
      return computed(equalityStep(operation.name === "_!=_", left, right));
    case "@in":
      return planMembership(operation, left, right);
    case "or":
      return computed(optionalOr(stepOf(left), stepOf(right)));
    case "orValue":
      return computed(optionalOrValue(stepOf(left), stepOf(right)));
    default:
      return computed(
        comparisonStep(operation, left, right) ??
          arithmeticStep(operation, left, right) ??
          textStep(operation, left, right) ??
          generalStep(operation, left, right),
      );
  }
}

function computed(step: Step): Plan {
  return { kind: "computed", step };
}

function sizeStep({ callee }: Operation, operand: Step): Step {
  return (frame) => {
    const value = operand(frame);
    const size = value instanceof CelError ? undefined : sizeOf(value);
    if (size === undefined) return invokeUnary(frame, callee, value);
    chargeUnits(frame, 1);
    return size;
  };
}

/** The alternative is evaluated only where it is needed; the call itself costs nothing. */
function optionalOr(optional: Step, alternative: Step): Step {
  return (frame) => {
    const value = optional(frame);
    return value instanceof Optional && value.value === undefined ? alternative(frame) : value;
  };
}

function optionalOrValue(optional: Step, alternative: Step): Step {
  return (frame) => {
    const value = optional(frame);
    if (!(value instanceof Optional)) return value;
    return value.value === undefined ? alternative(frame) : value.value;
  };
}
