import { expect, it } from "vitest";
import { isNeverIntercepted } from "./exempt.ts";

it.each<[group: string, resource: string, never: boolean]>([
  ["admissionregistration.k8s.io", "validatingadmissionpolicies", true],
  ["admissionregistration.k8s.io", "mutatingwebhookconfigurations", true],
  ["authentication.k8s.io", "tokenreviews", true],
  ["authorization.k8s.io", "subjectaccessreviews", true],
  ["", "pods", false],
  ["", "tokenreviews", false],
  ["rbac.authorization.k8s.io", "clusterroles", false],
])("%s %s", (group, resource, never) => {
  expect(isNeverIntercepted({ group, version: "v1", resource })).toBe(never);
});
