import { Pending } from "../cel/lib/authz.ts";
import { isNeverIntercepted } from "../matching/exempt.ts";
import { type Candidate, PolicyIndex } from "../matching/policy-index.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { CompiledValidatingPolicy, Snapshot } from "../policy/model.ts";
import { Consequences } from "../validation/consequences.ts";
import { invocations } from "../validation/invocations.ts";
import { denialStatus } from "../validation/status.ts";
import type { Captured } from "./captured.ts";
import { type Clock, Evaluation } from "./evaluation.ts";
import type { Verdict } from "./verdict.ts";
import { tellableWarnings } from "./warnings.ts";

export { mutate } from "./mutate.ts";
export type { Captured, Clock };

/** Judges a request by the validating policies of the snapshot. Every error is part of the verdict. */
export async function validate(request: AdmissionRequest, captured: Captured, clock: Clock): Promise<Verdict> {
  const evaluation = new Evaluation(request, captured.view.authorizer, clock);
  const consequences = new Consequences();
  const policies = new Set<string>();
  for (const found of invocations(candidatesFor(request, captured), request, captured.view)) {
    const { policy, binding } = found;
    policies.add(policy.name);
    if ("error" in found) {
      consequences.refuseConfiguration(policy, binding, found.error);
    } else {
      // Waiting even for what is there would cost more than most policies do.
      const outcome = evaluation.attempt(found);
      const settled = outcome instanceof Pending ? await evaluation.afterAsking(outcome, found) : outcome;
      consequences.apply(policy, found.binding, settled);
    }
  }
  return verdictOf(request, consequences, [...policies], captured.snapshot.revision);
}

const indexes = new WeakMap<Snapshot, PolicyIndex<CompiledValidatingPolicy>>();

function candidatesFor(
  request: AdmissionRequest,
  { snapshot, view }: Captured,
): readonly Candidate<CompiledValidatingPolicy>[] {
  if (isNeverIntercepted(request.requestResource)) return [];
  let index = indexes.get(snapshot);
  if (index === undefined) {
    index = new PolicyIndex(snapshot.validating);
    indexes.set(snapshot, index);
  }
  return index.candidates(request, view);
}

function verdictOf(
  request: AdmissionRequest,
  { denial, warnings, auditAnnotations, findings }: Consequences,
  policies: readonly string[],
  revision: string,
): Verdict {
  return {
    allowed: denial === undefined,
    ...(denial === undefined ? {} : { status: denialStatus(request, denial.message, denial.reason) }),
    warnings: tellableWarnings(warnings),
    auditAnnotations,
    policies,
    findings,
    revision,
  };
}
