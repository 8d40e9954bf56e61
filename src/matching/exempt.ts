import type { GroupVersionResource } from "./request.ts";

/** Policies that could refuse their own repair lock a cluster up. */
const ADMISSION_CONFIGURATION: ReadonlySet<string> = new Set([
  "validatingwebhookconfigurations",
  "mutatingwebhookconfigurations",
  "validatingadmissionpolicies",
  "validatingadmissionpolicybindings",
  "mutatingadmissionpolicies",
  "mutatingadmissionpolicybindings",
]);

/** Questions that components ask while they work: nothing is stored, and refusing them breaks the cluster. */
const REVIEWS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["authentication.k8s.io", new Set(["selfsubjectreviews", "tokenreviews"])],
  [
    "authorization.k8s.io",
    new Set([
      "localsubjectaccessreviews",
      "selfsubjectaccessreviews",
      "selfsubjectrulesreviews",
      "subjectaccessreviews",
    ]),
  ],
]);

/** Whether the API server never asks policies about the resource, whatever their rules say. */
export function isNeverIntercepted(resource: GroupVersionResource): boolean {
  if (resource.group === "admissionregistration.k8s.io") return ADMISSION_CONFIGURATION.has(resource.resource);
  return REVIEWS.get(resource.group)?.has(resource.resource) ?? false;
}
