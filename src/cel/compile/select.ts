/** Adding to attributes: `.field`, `[key]`, `.?field` and `[?key]`. */
import type { CallExpr } from "../ast.ts";
import { CelError, type Result } from "../values.ts";
import { resolvingStep, stepOf } from "./attribute.ts";
import type { Context } from "./context.ts";
import { invalidQualifier, isQualifierKey } from "./qualify.ts";
import { type Attribute, InstantiationError, type Plan, type Qualifier, type QualifierKey } from "./step.ts";

/** An attribute goes on; anything else becomes the root of a new one. */
export function selectFrom(operand: Plan, qualifier: Qualifier): Plan {
  return { kind: "attribute", attribute: qualified(attributeOf(operand), qualifier), testOnly: qualifier.testOnly };
}

export function attributeOf(plan: Plan): Attribute {
  if (plan.kind === "attribute") return plan.attribute;
  return { kind: "path", root: { kind: "step", step: stepOf(plan) }, qualifiers: [] };
}

function qualified(attribute: Attribute, qualifier: Qualifier): Attribute {
  if (attribute.kind === "path") return { ...attribute, qualifiers: [...attribute.qualifiers, qualifier] };
  const { truthy, falsy } = attribute;
  return { ...attribute, truthy: qualified(truthy, qualifier), falsy: qualified(falsy, qualifier) };
}

/** `_[_]`, `_[?_]` and `_?._`. */
export function planIndex(context: Context, call: CallExpr): Plan {
  const [operand, index] = call.args.map((argument) => context.plan(argument));
  if (operand === undefined || index === undefined) throw new InstantiationError("index without operands");
  const optional = call.function !== "_[_]";
  return selectFrom(operand, { key: keyOf(index), optional, testOnly: false, ofMessage: false });
}

function keyOf(index: Plan): QualifierKey {
  switch (index.kind) {
    case "constant":
      return constantKey(index.value);
    case "attribute":
      return { kind: "computed", step: resolvingStep(index.attribute), native: isNative(index.attribute) };
    case "computed":
      return { kind: "computed", step: index.step, native: false };
  }
}

function constantKey(value: Result): QualifierKey {
  if (value instanceof CelError) throw new InstantiationError(value.message);
  if (!isQualifierKey(value)) throw new InstantiationError(invalidQualifier(value, false).message);
  return { kind: "constant", value };
}

function isNative(attribute: Attribute): boolean {
  if (attribute.kind === "path") return attribute.root.kind === "variable";
  return isNative(attribute.truthy) || isNative(attribute.falsy);
}
