/** Lists, maps and messages made by an expression. */
import type { ListExpr, MapExpr, MessageExpr } from "../ast.ts";
import { isMapKey, MapBuilder, unhashable } from "../runtime/maps.ts";
import { showValue } from "../runtime/show.ts";
import type { Frame, Result, Value } from "../values.ts";
import { CelError, charge, Optional } from "../values.ts";
import { stepOf } from "./attribute.ts";
import type { Context } from "./context.ts";
import { fold } from "./fold.ts";
import { makeMessage } from "./messages.ts";
import type { Plan, Step } from "./step.ts";

export const LIST_COST = 10;
const MAP_COST = 30;
const MESSAGE_COST = 40;

/** A literal is charged after its parts, also when one of them is an error. One of constants is a constant, for free. */
function literal(parts: readonly Plan[], make: Step, cost: number): Plan {
  if (parts.every((part) => part.kind === "constant")) return fold(make);
  const step: Step = (frame) => {
    const result = make(frame);
    charge(frame, cost);
    return result;
  };
  return { kind: "computed", step };
}

export function planList(context: Context, expr: ListExpr): Plan {
  const plans = expr.elements.map((element) => context.plan(element));
  const optional = new Set(expr.optionalIndices);
  const elements = plans.map((plan, i) => ({ step: stepOf(plan), optional: optional.has(i) }));
  return literal(plans, (frame) => makeList(frame, elements), LIST_COST);
}

interface Part {
  readonly step: Step;
  readonly optional: boolean;
}

function makeList(frame: Frame, elements: readonly Part[]): Result {
  const list: Value[] = [];
  for (const { step, optional } of elements) {
    const value = step(frame);
    if (value instanceof CelError) return value;
    if (!optional) list.push(value);
    else if (!(value instanceof Optional)) return notOptional("list element", value);
    else if (value.value !== undefined) list.push(value.value);
  }
  return list;
}

export function planMap(context: Context, expr: MapExpr): Plan {
  const plans: Plan[] = [];
  const entries = expr.entries.map(({ key, value, optional }) => {
    const keyPlan = context.plan(key);
    const valuePlan = context.plan(value);
    plans.push(keyPlan, valuePlan);
    return { key: stepOf(keyPlan), step: stepOf(valuePlan), optional };
  });
  return literal(plans, (frame) => makeMap(frame, entries), MAP_COST);
}

function makeMap(frame: Frame, entries: readonly (Part & { readonly key: Step })[]): Result {
  const builder = new MapBuilder();
  for (const { key: keyStep, step, optional } of entries) {
    const key = keyStep(frame);
    if (key instanceof CelError) return key;
    const value = step(frame);
    if (value instanceof CelError) return value;
    if (!isMapKey(key)) throw unhashable();
    if (!optional) builder.set(key, value);
    else if (!(value instanceof Optional)) return notOptional(`entry '${showValue(key)}'`, value);
    else if (value.value === undefined) builder.delete(key);
    else builder.set(key, value.value);
  }
  return builder.build();
}

export function planMessage(context: Context, expr: MessageExpr): Plan {
  const typeName = context.checked.references.get(expr.id)?.literalType ?? expr.typeName;
  const fields = expr.fields.map(({ field, value, optional }) => ({ field, step: context.step(value), optional }));
  const step: Step = (frame) => {
    const result = evaluateMessage(frame, typeName, fields);
    charge(frame, MESSAGE_COST);
    return result;
  };
  return { kind: "computed", step };
}

function evaluateMessage(
  frame: Frame,
  typeName: string,
  parts: readonly (Part & { readonly field: string })[],
): Result {
  const fields = new Map<string, Value>();
  for (const { field, step, optional } of parts) {
    const value = step(frame);
    if (value instanceof CelError) return value;
    if (!optional) fields.set(field, value);
    else if (!(value instanceof Optional)) return notOptional(`entry '${field}'`, value);
    else if (value.value === undefined) fields.delete(field);
    else fields.set(field, value.value);
  }
  return makeMessage(typeName, fields);
}

function notOptional(place: string, value: Value): CelError {
  const what = place === "list element" ? "optional list element" : `optional ${place}`;
  return new CelError(`cannot initialize ${what} from non-optional value ${showValue(value)}`);
}
