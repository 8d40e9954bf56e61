import { isNeverIntercepted } from "../matching/exempt.ts";
import { type Candidate, PolicyIndex } from "../matching/policy-index.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { CompiledValidatingPolicy, Snapshot } from "../policy/model.ts";
import { Consequences } from "../validation/consequences.ts";
import { type Invocation, invocations } from "../validation/invocations.ts";
import { errorOutcome, type Outcome } from "../validation/outcome.ts";
import { RequestViews } from "../validation/request-views.ts";
import { denialStatus } from "../validation/status.ts";
import { validate as evaluate, type ValidationInputs } from "../validation/validate.ts";
import type { ClusterView } from "./cluster-view.ts";
import { Pending, type RequestPermissions } from "./permissions.ts";
import type { Verdict } from "./verdict.ts";
import { tellableWarnings } from "./warnings.ts";

/** What a request sees for as long as it runs, whatever is swapped meanwhile. */
export interface Captured {
  readonly snapshot: Snapshot;
  readonly view: ClusterView;
}

/** In milliseconds. Past the deadline the failure policy decides what was not evaluated. */
export interface Clock {
  now(): number;
  readonly deadline: number;
}

/** One evaluation asks for no more permissions than this: one check costs a third of what an expression may. */
const MAX_QUESTIONS = 64;

const indexes = new WeakMap<Snapshot, PolicyIndex<CompiledValidatingPolicy>>();

/** Judges a request by the validating policies of the snapshot. Every error is part of the verdict. */
export async function validate(request: AdmissionRequest, captured: Captured, clock: Clock): Promise<Verdict> {
  const { snapshot, view } = captured;
  const consequences = new Consequences();
  const policies = new Set<string>();
  const views = new RequestViews(request);
  const permissions = view.permissions.of(request);
  for (const found of invocations(candidatesFor(request, captured), request, view)) {
    policies.add(found.policy.name);
    if ("error" in found) {
      consequences.refuseConfiguration(found.policy, found.binding, found.error);
      continue;
    }
    const first = attempt(found, views, permissions, clock);
    const outcome = first instanceof Pending ? await retry(first, found, views, permissions, clock) : first;
    consequences.apply(found.policy, found.binding, outcome);
  }
  return verdictOf(request, consequences, [...policies], snapshot.revision);
}

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

/** @returns Pending when a permission is not known yet */
function attempt(
  invocation: Invocation<CompiledValidatingPolicy>,
  views: RequestViews,
  permissions: RequestPermissions,
  clock: Clock,
): Outcome | Pending {
  const { policy } = invocation;
  if (clock.now() >= clock.deadline)
    return errorOutcome(policy.failurePolicy, "the request timed out before the policy was evaluated");
  try {
    return evaluate(policy, inputsOf(invocation, views, permissions));
  } catch (error) {
    if (error instanceof Pending) return error;
    const problem = error instanceof Error ? error.message : "unknown";
    return errorOutcome(policy.failurePolicy, `internal error: ${problem}`);
  }
}

async function retry(
  pending: Pending,
  invocation: Invocation<CompiledValidatingPolicy>,
  views: RequestViews,
  permissions: RequestPermissions,
  clock: Clock,
): Promise<Outcome> {
  let result: Outcome | Pending = pending;
  for (let asked = 0; asked < MAX_QUESTIONS && result instanceof Pending; asked++) {
    await permissions.ask(result, clock.deadline);
    result = attempt(invocation, views, permissions, clock);
  }
  if (!(result instanceof Pending)) return result;
  return errorOutcome(invocation.policy.failurePolicy, "the permissions that the policy asks for are not known");
}

function inputsOf(
  { param, form, object, oldObject, namespaceObject }: Invocation<CompiledValidatingPolicy>,
  views: RequestViews,
  { authorizer, requestResource }: RequestPermissions,
): ValidationInputs {
  return {
    object,
    oldObject,
    params: param,
    request: views.in(form),
    conditionsRequest: views.forConditions(form),
    namespaceObject,
    authorizer,
    requestResource,
  };
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
