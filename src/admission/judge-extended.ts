/** AdmissionPolicies that validate: over the object, or over each pod in it, and not where an exception lets pass. */
import type { CompiledException, CompiledPolicyBase, CompiledValidatingPolicy, Extension } from "../policy/model.ts";
import { MATCH_CONDITIONS_BUDGET, OutOfBudget } from "../validation/budget.ts";
import { Evaluator } from "../validation/evaluator.ts";
import { ExtendedInputs, type Inputs, type PolicyInputs, type RequestObjects } from "../validation/inputs.ts";
import { type Decision, type Exemption, errorOutcome, type Outcome } from "../validation/outcome.ts";
import { validate } from "../validation/validate.ts";
import type { Clock } from "./clock.ts";
import type { PodInScene, Scene } from "./scene.ts";

/** @throws Pending when an authorization answer is missing */
export function judgeExtended(
  policy: CompiledValidatingPolicy,
  extension: Extension,
  base: PolicyInputs,
  objects: RequestObjects,
  scene: Scene,
  clock: Clock,
): Outcome {
  const judge = (seen?: PodInScene): Outcome => {
    if (clock.now() >= clock.deadline) return errorOutcome(policy.failurePolicy, OUT_OF_TIME);
    const values = scene.values(extension, objects.object, objects.form.kind, seen);
    const inputs = new ExtendedInputs(base, values);
    return exempted(policy, extension, validate(policy, inputs), inputs, clock);
  };
  if (!extension.pods) return judge();
  const outcomes = scene.newPods(objects).map((seen) => located(judge(seen), seen.place.podPath));
  return {
    decisions: outcomes.flatMap(({ decisions }) => decisions),
    auditAnnotations: outcomes.flatMap(({ auditAnnotations }) => auditAnnotations),
    exemptions: outcomes.flatMap(({ exemptions = [] }) => exemptions),
  };
}

const OUT_OF_TIME = "the request timed out before the policy was evaluated";

/** Whoever is denied must find the pod in the object that was sent. */
function located(outcome: Outcome, podPath: string): Outcome {
  if (podPath === "") return outcome;
  const { decisions, exemptions = [] } = outcome;
  const locate = (decision: Decision): Decision => {
    const { evaluation, message } = decision;
    return evaluation === "admit" || message.includes(podPath)
      ? decision
      : { ...decision, message: `${podPath}: ${message}` };
  };
  return {
    ...outcome,
    decisions: decisions.map(locate),
    exemptions: exemptions.map((exemption) => ({ ...exemption, decision: locate(exemption.decision) })),
  };
}

/** Exceptions are looked at only if there is something to let pass. */
function exempted(
  policy: CompiledValidatingPolicy,
  extension: Extension,
  outcome: Outcome,
  inputs: PolicyInputs,
  clock: Clock,
): Outcome {
  const failing = outcome.decisions.filter(({ evaluation }) => evaluation !== "admit");
  const exception = failing.length === 0 ? undefined : exceptionFor(policy, extension, inputs.validations, clock);
  if (exception === undefined) return outcome;
  const { reason, until } = exception;
  return {
    ...outcome,
    decisions: outcome.decisions.filter(({ evaluation }) => evaluation === "admit"),
    exemptions: failing.map((decision): Exemption => ({ decision, reason, until })),
  };
}

/** The first exception that has not ended and whose expression is true. One that fails lets nothing pass. */
export function exceptionFor(
  { variables }: CompiledPolicyBase,
  { exceptions }: Extension,
  inputs: Inputs,
  clock: Clock,
): CompiledException | undefined {
  const now = exceptions.length === 0 ? 0 : (clock.date?.() ?? Number.POSITIVE_INFINITY);
  return exceptions.find((exception) => {
    if (exception.endsAt <= now) return false;
    try {
      return new Evaluator(variables, inputs, MATCH_CONDITIONS_BUDGET).evaluate(exception) === true;
    } catch (error) {
      if (error instanceof OutOfBudget) return false;
      throw error;
    }
  });
}
