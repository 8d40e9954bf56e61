import { mutate, validate } from "../../src/admission/admit.ts";
import { memoryClusterView } from "../../src/admission/memory-cluster-view.ts";
import { decodeReview } from "../../src/admission/review.ts";
import { applyPatch } from "../../src/json/patch.ts";
import { stringifyJson } from "../../src/json/stringify.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { showFinding } from "../../src/policy/finding.ts";
import { load } from "../../src/policy/load.ts";
import type { Expectation, RequestCase } from "./cases.ts";
import { recordedAuthorizer } from "./recorded-authorizer.ts";

const NO_DEADLINE = { now: () => 0, deadline: Number.POSITIVE_INFINITY };

/** Sends the recorded review through the pipeline of the server. @throws if policies or review cannot be read */
export async function runRequestCase(recorded: RequestCase, review: JsonObject): Promise<Expectation> {
  const texts = recorded.policies.map((policy, i) => ({ source: `policies[${i}]`, text: stringifyJson(policy) }));
  const { snapshot, faults } = load(texts);
  if (faults.length > 0) throw new Error(`policies are refused: ${faults.map(showFinding).join("\n")}`);
  const { params = [], crds = [], namespaceObject, authorization = [] } = recorded;
  const objects = [...(namespaceObject === undefined ? [] : [namespaceObject]), ...crds, ...params];
  const decoded = decodeReview(review);
  if (!decoded.ok) throw new Error(`the review is refused: ${decoded.faults.join(", ")}`);
  const view = memoryClusterView(objects, recordedAuthorizer(authorization));
  const { request } = decoded;
  const judge = recorded.phase === "mutate" ? mutate : validate;
  const { allowed, status, patch, warnings, auditAnnotations } = await judge(request, { snapshot, view }, NO_DEADLINE);
  return {
    allowed,
    ...(status === undefined ? {} : { status }),
    ...(recorded.phase === "mutate" && allowed ? { object: applyPatch(request.object, patch ?? []) } : {}),
    warnings,
    auditAnnotations,
  };
}
