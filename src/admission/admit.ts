import { isNeverIntercepted } from "../matching/exempt.ts";
import { type Candidate, PolicyIndex } from "../matching/policy-index.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { CompiledValidatingPolicy, Snapshot } from "../policy/model.ts";
import type { Captured } from "./captured.ts";
import type { Clock } from "./clock.ts";
import { ValidationRun } from "./validation-run.ts";
import type { Verdict } from "./verdict.ts";
import { withDefaultRules } from "./workload-policies.ts";

export { mutate } from "./mutate.ts";
export type { Captured, Clock };

/**
 * Judges a request by the validating policies of the snapshot. Every error is part of the verdict.
 * @returns a promise only if it has to wait for an answer about permissions
 */
export function validate(request: AdmissionRequest, captured: Captured, clock: Clock): Verdict | Promise<Verdict> {
  return new ValidationRun(request, candidatesFor(request, captured), captured, clock).run();
}

const indexes = new WeakMap<Snapshot, PolicyIndex<CompiledValidatingPolicy>>();

function candidatesFor(
  request: AdmissionRequest,
  { snapshot, view }: Captured,
): readonly Candidate<CompiledValidatingPolicy>[] {
  if (isNeverIntercepted(request.requestResource)) return [];
  let index = indexes.get(snapshot);
  if (index === undefined) {
    index = new PolicyIndex(snapshot.validating.map((policy) => withDefaultRules(policy, snapshot, "validate")));
    indexes.set(snapshot, index);
  }
  return index.candidates(request, view);
}
