import { BudgetExceeded } from "../values.ts";

/** What one expression may cost in Kubernetes. */
const EXPRESSION_COST_LIMIT = 1_000_000;
/** UTF-16 units. Going once through a longer text costs more than an expression may. */
const MAX_TEXT_LENGTH = 10_000_000;

/**
 * Refuses a call that would end the evaluation once it is charged, whatever it returned: so what a call takes is
 * bounded, not only what it may be charged.
 * @throws BudgetExceeded
 */
export function requireAffordable(cost: number): void {
  if (cost > EXPRESSION_COST_LIMIT) throw new BudgetExceeded();
}

/** More than an expression can go through element by element. */
const MAX_LIST_LENGTH = 10_000_000;

/**
 * Refuses to make a list that is too long to do anything with.
 * @throws BudgetExceeded
 */
export function requireUsableList(length: number): void {
  if (length > MAX_LIST_LENGTH) throw new BudgetExceeded();
}

/**
 * Refuses to make a text that is too long to do anything with.
 * @throws BudgetExceeded
 */
export function requireUsableLength(length: number): void {
  if (length > MAX_TEXT_LENGTH) throw new BudgetExceeded();
}
