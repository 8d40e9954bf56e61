import { diffJson } from "../json/diff.ts";
import { sameJson } from "../json/equal.ts";
import { applyPatch, type PatchOperation } from "../json/patch.ts";
import type { JsonObject } from "../json/value.ts";
import { isNeverIntercepted } from "../matching/exempt.ts";
import { PolicyIndex } from "../matching/policy-index.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import { changeWarnings } from "../mutation/change.ts";
import { MutationFault } from "../mutation/fault.ts";
import { mutableKind } from "../mutation/mutable-kind.ts";
import { faultStatus, internalErrorStatus, refusalStatus } from "../mutation/refusal.ts";
import { settled } from "../mutation/settle.ts";
import type { CompiledMutatingPolicy, Snapshot } from "../policy/model.ts";
import type { Finding } from "../validation/consequences.ts";
import type { Status } from "../validation/status.ts";
import type { Captured } from "./captured.ts";
import type { Clock } from "./clock.ts";
import { MutationRun, type RunError } from "./mutation-run.ts";
import type { Verdict } from "./verdict.ts";
import { tellableWarnings } from "./warnings.ts";
import { withDefaultRules } from "./workload-policies.ts";

/**
 * Changes the object of a request by the mutating policies of the snapshot. Every error is part of the verdict, and so is
 * the patch from the object received to the object wanted.
 * @returns a promise only if it has to wait for an answer about permissions
 */
export function mutate(request: AdmissionRequest, captured: Captured, clock: Clock): Verdict | Promise<Verdict> {
  const { snapshot, view } = captured;
  const { object } = request;
  // What is deleted has no object to change.
  if (object === null || request.operation === "DELETE" || isNeverIntercepted(request.requestResource))
    return verdictOf(snapshot, NOTHING_DONE);
  const index = indexOf(snapshot);
  const run = new MutationRun(request, object, (seen) => index.candidates(seen, view), captured, clock);
  const waiting = run.run();
  if (waiting === undefined) return verdictAfter(run, request, object, captured);
  return waiting.then(() => verdictAfter(run, request, object, captured));
}

function verdictAfter(
  run: MutationRun,
  request: AdmissionRequest,
  object: JsonObject,
  { snapshot, view }: Captured,
): Verdict {
  const { policies, changes, errors } = run;
  const outcome = { policies, findings: errors.map(findingOf), changes };
  const refused = statusOf(request, run.fatal, errors);
  if (refused !== undefined) return verdictOf(snapshot, { ...outcome, status: refused });
  const wanted = settled(run.object, object, mutableKind(request.kind, view));
  if (wanted instanceof MutationFault) return verdictOf(snapshot, { ...outcome, status: faultStatus(wanted) });
  const patch = verifiedPatch(object, wanted);
  if (typeof patch === "string") return verdictOf(snapshot, { ...outcome, status: internalErrorStatus(patch) });
  return verdictOf(snapshot, { ...outcome, object: wanted, patch });
}

const indexes = new WeakMap<Snapshot, PolicyIndex<CompiledMutatingPolicy>>();

function indexOf(snapshot: Snapshot): PolicyIndex<CompiledMutatingPolicy> {
  let index = indexes.get(snapshot);
  if (index === undefined) {
    index = new PolicyIndex(snapshot.mutating.map((policy) => withDefaultRules(policy, snapshot, "mutate")));
    indexes.set(snapshot, index);
  }
  return index;
}

function statusOf(
  request: AdmissionRequest,
  fatal: MutationFault | undefined,
  errors: readonly RunError[],
): Status | undefined {
  if (fatal !== undefined) return faultStatus(fatal);
  const enforced = errors.filter(({ isIgnored }) => !isIgnored);
  return enforced.length === 0 ? undefined : refusalStatus(request, enforced);
}

function findingOf({ policy, binding, message, isIgnored }: RunError): Finding {
  const actions = isIgnored ? [] : (["Deny"] as const);
  return {
    policy,
    ...(binding === undefined ? {} : { binding }),
    evaluation: "error",
    actions,
    reason: "Invalid",
    message,
  };
}

/**
 * A patch that does not apply fails the request whatever the webhook's failure policy says, so none leaves without having
 * been tried. @returns what is wrong with it, which should never be
 */
function verifiedPatch(received: JsonObject, wanted: JsonObject): readonly PatchOperation[] | string {
  const patch = diffJson(received, wanted);
  if (patch.length === 0) return patch;
  try {
    return sameJson(applyPatch(received, patch), wanted) ? patch : "the patch does not give the object wanted";
  } catch (error) {
    return `the patch does not apply: ${error instanceof Error ? error.message : "unknown"}`;
  }
}

type Outcome = Pick<Verdict, "policies" | "findings" | "changes" | "status" | "object" | "patch">;

const NOTHING_DONE: Outcome = { policies: [], findings: [], changes: [] };

/** A policy asks for it with an annotation. */
function changesToWarnOf({ mutating }: Snapshot, { changes = [] }: Outcome): NonNullable<Verdict["changes"]> {
  if (changes.length === 0) return changes;
  const warning = mutating.filter(({ warns }) => warns);
  return changes.filter((change) => warning.some(({ name }) => name === change.policy));
}

function verdictOf(snapshot: Snapshot, outcome: Outcome): Verdict {
  const { status, patch, object, ...rest } = outcome;
  return {
    allowed: status === undefined,
    ...(status === undefined ? {} : { status }),
    ...(patch === undefined || patch.length === 0 ? {} : { patch }),
    ...(object === undefined ? {} : { object }),
    warnings: tellableWarnings(changeWarnings(changesToWarnOf(snapshot, outcome))),
    auditAnnotations: {},
    ...rest,
    revision: snapshot.revision,
  };
}
