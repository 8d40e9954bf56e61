import { CelError, type Result } from "../cel/values.ts";
import type { CompiledPolicyBase } from "../policy/model.ts";
import { MATCH_CONDITIONS_BUDGET, mayExceed, OutOfBudget } from "./budget.ts";
import { Evaluator } from "./evaluator.ts";
import type { Inputs } from "./inputs.ts";

export type ConditionsOutcome =
  | { readonly outcome: "match" }
  /** `condition` is the name of the one that is false. */
  | { readonly outcome: "mismatch"; readonly condition: string }
  | { readonly outcome: "error"; readonly message: string };

/** Whether all match conditions are true. One that is false wins over errors in others. */
export function evaluateMatchConditions(
  { matchConditions: conditions, variables }: CompiledPolicyBase,
  inputs: Inputs,
): ConditionsOutcome {
  const evaluator = new Evaluator(variables, inputs, MATCH_CONDITIONS_BUDGET);
  const results: Result[] = [];
  try {
    for (const condition of conditions) {
      const result = evaluator.evaluate(condition);
      results.push(result);
      const left = conditions.length - results.length + variables.length;
      if (result === false && !mayExceed(evaluator.remaining, left)) break;
    }
  } catch (error) {
    if (error instanceof OutOfBudget) return { outcome: "error", message: error.message };
    throw error;
  }
  const failed = conditions[results.indexOf(false)];
  if (failed !== undefined) return { outcome: "mismatch", condition: failed.name };
  const errors = results.filter((result) => result instanceof CelError);
  return errors.length === 0 ? { outcome: "match" } : { outcome: "error", message: aggregate(errors) };
}

/** As Go's `errors.NewAggregate` prints several: equal ones once, in brackets if there are more. */
function aggregate(errors: readonly CelError[]): string {
  const messages = [...new Set(errors.map((error) => error.message))];
  return messages.length === 1 ? messages.join() : `[${messages.join(", ")}]`;
}
