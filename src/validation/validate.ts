import { CelError, type Result } from "../cel/values.ts";
import type { CompiledValidatingPolicy, CompiledValidation } from "../policy/model.ts";
import { evaluateAuditAnnotations } from "./audit-annotations.ts";
import { mayExceed, OutOfBudget, POLICY_BUDGET } from "./budget.ts";
import { Evaluator } from "./evaluator.ts";
import type { PolicyInputs } from "./inputs.ts";
import { evaluateMatchConditions } from "./match-conditions.ts";
import { failureMessage } from "./message.ts";
import { ADMITTED, type Decision, errorDecision, errorOutcome, type Outcome } from "./outcome.ts";

/**
 * A policy with one binding and one param, as the API server evaluates it. No validation cuts another short.
 * @throws Pending when an authorization answer is missing
 */
export function validate(policy: CompiledValidatingPolicy, inputs: PolicyInputs): Outcome {
  if (policy.matchConditions.length > 0) {
    const conditions = evaluateMatchConditions(policy, inputs.conditions);
    if (conditions.outcome === "error") return errorOutcome(policy.failurePolicy, conditions.message);
    if (conditions.outcome === "mismatch") return skipped(conditions.condition);
  }
  try {
    const decisions = evaluateValidations(policy, inputs);
    const annotated = policy.auditAnnotations.length > 0;
    const annotations = annotated ? evaluateAuditAnnotations(policy, inputs.annotations) : NO_ANNOTATIONS;
    return { decisions, auditAnnotations: annotations };
  } catch (error) {
    if (error instanceof OutOfBudget) return errorOutcome(policy.failurePolicy, error.message);
    throw error;
  }
}

const NO_ANNOTATIONS: Outcome["auditAnnotations"] = [];

function skipped(condition: string): Outcome {
  return { decisions: [], auditAnnotations: NO_ANNOTATIONS, skippedBy: condition };
}

function evaluateValidations(policy: CompiledValidatingPolicy, inputs: PolicyInputs): Decision[] {
  const evaluator = new Evaluator(policy.variables, inputs.validations, POLICY_BUDGET);
  const results = policy.validations.map((validation) => evaluator.evaluate(validation));
  if (results.every(passed) && !messagesMayExceed(policy, evaluator.remaining)) return results.map(admit);
  const messages = evaluateMessages(policy, results, inputs, evaluator.remaining);
  return policy.validations.map((validation, i) => decide(policy, validation, results[i], messages, i));
}

/** By validation; an OutOfBudget in their place when together they cost more than the validations left. */
type Messages = readonly (Result | undefined)[] | OutOfBudget;

const NO_MESSAGES: Messages = [];

/** The API server evaluates the messages of validations that pass, too. That shows only when the budget runs out. */
function messagesMayExceed({ validations, variables }: CompiledValidatingPolicy, budget: number): boolean {
  return mayExceed(budget, validations.length + variables.length);
}

function evaluateMessages(
  policy: CompiledValidatingPolicy,
  results: readonly Result[],
  inputs: PolicyInputs,
  budget: number,
): Messages {
  const all = messagesMayExceed(policy, budget);
  if (!all && !results.some(failed)) return NO_MESSAGES;
  const evaluator = new Evaluator(policy.variables, inputs.messages, budget);
  try {
    return policy.validations.map(({ messageExpression }, i) => {
      if (messageExpression === undefined || !(all || failed(results[i]))) return undefined;
      return evaluator.evaluate(messageExpression);
    });
  } catch (error) {
    if (error instanceof OutOfBudget) return error;
    throw error;
  }
}

function passed(result: Result): boolean {
  return result === true;
}

function admit(): Decision {
  return ADMITTED;
}

function failed(result: Result | undefined): boolean {
  return result !== true && !(result instanceof CelError);
}

function decide(
  { failurePolicy }: CompiledValidatingPolicy,
  validation: CompiledValidation,
  result: Result | undefined,
  messages: Messages,
  index: number,
): Decision {
  if (result instanceof CelError) return errorDecision(failurePolicy, result.message);
  if (messages instanceof OutOfBudget) {
    return errorDecision(failurePolicy, `failed messageExpression: ${messages.message}`);
  }
  if (result === true) return ADMITTED;
  const message = failureMessage(validation, messages[index]);
  const { reason } = validation;
  return { action: "deny", evaluation: "deny", message, ...(reason === undefined ? {} : { reason }) };
}
