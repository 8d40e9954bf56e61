/** What an expression compiles to. */
import type { Frame, Result, Value } from "../values.ts";
import { BudgetExceeded } from "../values.ts";

/** Evaluates a part of an expression and adds its cost to the frame. */
export type Step = (frame: Frame) => Result;

/**
 * A compiled part. Constants are known while compiling, errors among them. What was selected, indexed or chosen by a
 * condition stays an attribute until nothing more is selected from it.
 */
export type Plan = ConstantPlan | AttributePlan | ComputedPlan;

export interface ConstantPlan {
  readonly kind: "constant";
  readonly value: Result;
}

export interface AttributePlan {
  readonly kind: "attribute";
  readonly attribute: Attribute;
  /** True for `has(...)`. */
  readonly testOnly: boolean;
}

export interface ComputedPlan {
  readonly kind: "computed";
  readonly step: Step;
}

export type Attribute = PathAttribute | ConditionalAttribute;

/** A variable or the result of a step, and what is selected from it. */
export interface PathAttribute {
  readonly kind: "path";
  readonly root: Root;
  readonly qualifiers: readonly Qualifier[];
}

/** `c ? a : b`; what is selected from it is selected from both. */
export interface ConditionalAttribute {
  readonly kind: "conditional";
  readonly condition: Step;
  readonly truthy: Attribute;
  readonly falsy: Attribute;
}

export type Root =
  | { readonly kind: "variable"; readonly slot: number; readonly name: string }
  | { readonly kind: "local"; readonly slot: number; readonly initial: Step | undefined }
  | { readonly kind: "step"; readonly step: Step };

/** One `.field`, `[key]`, `.?field` or `[?key]`. */
export interface Qualifier {
  readonly key: QualifierKey;
  readonly optional: boolean;
  /** Asks only whether the key is there. */
  readonly testOnly: boolean;
  /** The operand is a message whose type has every field: an unset one is null. */
  readonly ofMessage: boolean;
}

export type QualifierKey =
  | { readonly kind: "constant"; readonly value: Value }
  /** `native`: the value comes straight from a variable, which shows in one error text. */
  | { readonly kind: "computed"; readonly step: Step; readonly native: boolean };

/** An expression that has passed the checker but cannot become a program. `message` is cel-go's. */
export class InstantiationError extends Error {
  override readonly name = "InstantiationError";
}

/**
 * Adds a cost made of single units: if the limit lies within, what was spent is one unit beyond it.
 * @throws BudgetExceeded
 */
export function chargeUnits(frame: Frame, units: number): void {
  frame.cost += units;
  if (frame.cost <= frame.limit) return;
  frame.cost = frame.limit + 1;
  throw new BudgetExceeded();
}
