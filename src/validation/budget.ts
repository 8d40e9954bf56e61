/** What expressions may cost, in the units of Kubernetes' cost model (k8s.io/apiserver/pkg/apis/cel). */

/** One expression, or one variable. */
export const EXPRESSION_BUDGET = 1_000_000;
/** All validations of a policy with one binding and one param, messages included; and again all audit annotations. */
export const POLICY_BUDGET = 10_000_000;
/** All match conditions of a policy. */
export const MATCH_CONDITIONS_BUDGET = 2_500_000;

/**
 * Whether so many expressions may together cost more than a budget. Only then does leaving out one whose value does
 * not matter change the verdict.
 */
export function mayExceed(budget: number, expressions: number): boolean {
  return expressions * EXPRESSION_BUDGET > budget;
}

/** Expressions together cost more than they may. Nothing is evaluated after it. */
export class OutOfBudget extends Error {
  override readonly name = "OutOfBudget";
  constructor() {
    super("validation failed due to running out of cost budget, no further validation rules will be run");
  }
}
