import { CelError, type Result } from "../cel/values.ts";
import type { JsonObject } from "../json/value.ts";
import type { CompiledValidatingPolicy, CompiledValidation } from "../policy/model.ts";
import { evaluateAuditAnnotations } from "./audit-annotations.ts";
import { OutOfBudget, POLICY_BUDGET } from "./budget.ts";
import { Evaluator, type Inputs } from "./evaluator.ts";
import { evaluateMatchConditions } from "./match-conditions.ts";
import { failureMessage } from "./message.ts";
import { namespaceView } from "./namespace-view.ts";
import { ADMITTED, type Decision, errorDecision, errorOutcome, type Outcome } from "./outcome.ts";

/** What a policy is evaluated with. */
export interface ValidationInputs extends Inputs {
  /** The whole namespace; null for cluster-scoped objects and for namespaces. Each kind of expression gets its view. */
  readonly namespaceObject: JsonObject | null;
  /** `request` as match conditions see it: the resource in it is the requested one. */
  readonly conditionsRequest: JsonObject;
}

/**
 * A policy with one binding and one param, as the API server evaluates it. No validation cuts another short.
 * @throws Pending when an authorization answer is missing
 */
export function validate(policy: CompiledValidatingPolicy, inputs: ValidationInputs): Outcome {
  const conditions = evaluateMatchConditions(policy, {
    ...inputs,
    request: inputs.conditionsRequest,
    namespaceObject: null,
  });
  if (conditions.outcome === "error") return errorOutcome(policy.failurePolicy, conditions.message);
  if (conditions.outcome === "mismatch") {
    return { decisions: [], auditAnnotations: [], skippedBy: conditions.condition };
  }
  const { namespaceObject } = inputs;
  const unauthorized = { ...inputs, authorizer: undefined, requestResource: undefined };
  try {
    const view = namespaceObject === null ? null : namespaceView(namespaceObject);
    const decisions = evaluateValidations(policy, { ...inputs, namespaceObject: view });
    return { decisions, auditAnnotations: evaluateAuditAnnotations(policy, unauthorized) };
  } catch (error) {
    if (error instanceof OutOfBudget) return errorOutcome(policy.failurePolicy, error.message);
    throw error;
  }
}

function evaluateValidations(policy: CompiledValidatingPolicy, inputs: Inputs): Decision[] {
  const evaluator = new Evaluator(policy.variables, inputs, POLICY_BUDGET);
  const results = policy.validations.map((validation) => evaluator.evaluate(validation));
  const messages = evaluateMessages(policy, results, inputs, evaluator.remaining);
  return policy.validations.map((validation, i) => decide(policy, validation, results[i], messages, i));
}

/** By validation; an OutOfBudget in their place when together they cost more than the validations left. */
type Messages = readonly (Result | undefined)[] | OutOfBudget;

const NO_MESSAGES: Messages = [];

/** The API server evaluates the messages of validations that pass, too. That shows only when the budget runs out. */
function evaluateMessages(
  { validations, variables }: CompiledValidatingPolicy,
  results: readonly Result[],
  inputs: Inputs,
  budget: number,
): Messages {
  const count = validations.filter((validation) => validation.messageExpression !== undefined).length;
  if (count === 0) return NO_MESSAGES;
  const evaluator = new Evaluator(variables, { ...inputs, authorizer: undefined, requestResource: undefined }, budget);
  const all = evaluator.mayRunOut(count, variables);
  try {
    return validations.map(({ messageExpression }, i) => {
      if (messageExpression === undefined || !(all || failed(results[i]))) return undefined;
      return evaluator.evaluate(messageExpression);
    });
  } catch (error) {
    if (error instanceof OutOfBudget) return error;
    throw error;
  }
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
