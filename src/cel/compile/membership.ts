/** `in`. A list of constants becomes a set, which costs nothing to ask. */
import { equal } from "../runtime/equality.ts";
import type { Result, Value } from "../values.ts";
import { CelError, Double, isJsonObject, Uint } from "../values.ts";
import { stepOf } from "./attribute.ts";
import { invokeBinary } from "./invoke.ts";
import { constantOf, generalStep, type Operation } from "./operation.ts";
import { chargeUnits, type Plan, type Step } from "./step.ts";

export function planMembership(operation: Operation, element: Plan, aggregate: Plan): Plan {
  if (operation.overload === "in_list") {
    const list = constantOf(aggregate);
    if (Array.isArray(list)) return inConstantList(operation, element, aggregate, list);
  }
  const text = constantOf(element);
  if (typeof text === "string") return { kind: "computed", step: textIn(operation, text, stepOf(aggregate)) };
  return { kind: "computed", step: generalStep(operation, element, aggregate) };
}

function inConstantList(operation: Operation, element: Plan, aggregate: Plan, list: readonly Value[]): Plan {
  if (list.length === 0) return { kind: "constant", value: false };
  if (!list.every(isSettable)) return { kind: "computed", step: generalStep(operation, element, aggregate) };
  const step = stepOf(element);
  return { kind: "computed", step: list.every(isText) ? inTexts(step, list) : inScalars(step, list) };
}

/** cel-go makes sets of these types only. */
function isSettable(value: Value): boolean {
  return typeof value !== "object" || value instanceof Double || value instanceof Uint;
}

function isText(value: Value): value is string {
  return typeof value === "string";
}

function inTexts(element: Step, texts: readonly string[]): Step {
  const set: ReadonlySet<Result> = new Set(texts);
  return (frame) => {
    const value = element(frame);
    return value instanceof CelError ? value : set.has(value);
  };
}

function inScalars(element: Step, scalars: readonly Value[]): Step {
  const set: ReadonlySet<Result> = new Set(scalars);
  const boxed = scalars.filter((scalar) => typeof scalar === "object");
  return (frame) => {
    const value = element(frame);
    if (value instanceof CelError) return value;
    const others = typeof value === "object" ? scalars : boxed;
    return set.has(value) || others.some((scalar) => equal(value, scalar));
  };
}

/** A constant text is most often looked for among the keys of a JSON object. */
function textIn({ callee, overload }: Operation, text: string, aggregate: Step): Step {
  const inMap = overload !== "in_list";
  return (frame) => {
    const value = aggregate(frame);
    if (!inMap || !isJsonObject(value)) return invokeBinary(frame, callee, text, value);
    chargeUnits(frame, 1);
    return Object.hasOwn(value, text);
  };
}
