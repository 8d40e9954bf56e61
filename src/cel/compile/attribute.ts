/** Attributes as steps: what variables, selections and conditions cost and give. */
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import type { Frame, Result } from "../values.ts";
import { CelError, Optional } from "../values.ts";
import { follow, leadsOn, pathOf } from "./path.ts";
import { qualify } from "./qualify.ts";
import {
  type Attribute,
  type AttributePlan,
  type ConditionalAttribute,
  chargeUnits,
  type PathAttribute,
  type Plan,
  type Root,
  type Step,
} from "./step.ts";

/** The step of any plan. */
export function stepOf(plan: Plan): Step {
  switch (plan.kind) {
    case "constant":
      return constantStep(plan.value);
    case "attribute":
      return attributeStep(plan);
    case "computed":
      return plan.step;
  }
}

function constantStep(value: Result): Step {
  return () => value;
}

/** An attribute costs a unit of its own, which a condition and a presence test do not. */
function attributeStep({ attribute, testOnly }: AttributePlan): Step {
  if (testOnly) return presenceStep(attribute);
  return attribute.kind === "conditional" ? resolvingStep(attribute) : pathStep(attribute, 1);
}

/** The step of an attribute inside another: without the unit of its own. */
export function resolvingStep(attribute: Attribute): Step {
  return attribute.kind === "conditional" ? conditionalStep(attribute) : pathStep(attribute, 0);
}

function presenceStep(attribute: Attribute): Step {
  const slow = slowPresenceStep(attribute);
  const path = pathOf(attribute, true);
  if (path === undefined) return slow;
  return (frame) => {
    const present = leadsOn(frame, path);
    if (present === undefined) return slow(frame);
    chargeUnits(frame, path.length);
    return present;
  };
}

function slowPresenceStep(attribute: Attribute): Step {
  const resolve = resolvingStep(attribute);
  const refund = attribute.kind === "conditional" ? 1 : 0;
  return (frame) => {
    const result = resolve(frame);
    frame.cost -= refund;
    return result instanceof Optional ? result.value !== undefined : result;
  };
}

function conditionalStep({ condition, truthy, falsy }: ConditionalAttribute): Step {
  const whenTrue = resolvingStep(truthy);
  const whenFalse = resolvingStep(falsy);
  return (frame) => {
    const chosen = condition(frame);
    if (chosen === true) return whenTrue(frame);
    if (chosen === false) return whenFalse(frame);
    return chosen instanceof CelError ? chosen : NO_SUCH_OVERLOAD;
  };
}

function pathStep(attribute: PathAttribute, ownCost: 0 | 1): Step {
  const { root, qualifiers } = attribute;
  if (root.kind === "step" && qualifiers.length === 0 && ownCost === 0) return branchStep(root.step);
  const slow = slowPath(attribute, ownCost);
  const path = pathOf(attribute, false);
  if (path === undefined) return slow;
  const units = path.length + ownCost;
  return (frame) => {
    const value = follow(frame, path);
    if (value === undefined) return slow(frame);
    chargeUnits(frame, units);
    return value;
  };
}

/** A branch of a condition that is no attribute itself. */
function branchStep(step: Step): Step {
  return (frame) => {
    const value = step(frame);
    return value instanceof Optional ? qualify(frame, value, []) : value;
  };
}

function slowPath({ root, qualifiers }: PathAttribute, ownCost: 0 | 1): Step {
  const read = rootStep(root);
  return (frame) => {
    const value = read(frame);
    const result = value instanceof CelError ? value : qualify(frame, value, qualifiers);
    if (ownCost === 1) chargeUnits(frame, 1);
    return result;
  };
}

function rootStep(root: Root): Step {
  switch (root.kind) {
    case "step":
      return root.step;
    case "variable":
      return variableStep(root.slot, root.name);
    case "local":
      return root.initial === undefined ? localStep(root.slot) : lazyLocalStep(root.slot, root.initial);
  }
}

function variableStep(slot: number, name: string): Step {
  const missing = new CelError(`no such attribute(s): ${name}`);
  return (frame) => {
    const value = frame.vars[slot];
    return value === undefined ? missing : value;
  };
}

function localStep(slot: number): Step {
  return (frame) => frame.locals[slot] as Result;
}

/** The variable of `optMap` and `optFlatMap` is evaluated when it is first asked for. */
function lazyLocalStep(slot: number, initial: Step): Step {
  return (frame: Frame) => {
    const known = frame.locals[slot];
    if (known !== undefined) return known;
    const value = initial(frame);
    frame.locals[slot] = value;
    return value;
  };
}
