/** The kinds of documents that Sallyport reads as policies. */
import type { ApiVersion } from "./shapes.ts";

export const POLICY_GROUP = "admissionregistration.k8s.io";

export type PolicyKind =
  | "ValidatingAdmissionPolicy"
  | "ValidatingAdmissionPolicyBinding"
  | "MutatingAdmissionPolicy"
  | "MutatingAdmissionPolicyBinding";

const POLICY_KINDS: readonly string[] = [
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
] satisfies readonly PolicyKind[];

const API_VERSIONS: readonly string[] = ["v1", "v1beta1", "v1alpha1"] satisfies readonly ApiVersion[];

export function isPolicyKind(kind: string): kind is PolicyKind {
  return POLICY_KINDS.includes(kind);
}

/** What an object is to Sallyport. */
export type Classified =
  | { readonly is: "policy"; readonly kind: PolicyKind; readonly version: ApiVersion }
  /** Anything else of the cluster: it can be a parameter, or define a custom resource. */
  | { readonly is: "object" }
  | { readonly is: "unknown"; readonly fault: string };

const KNOWN = `known are ${POLICY_KINDS.join(", ")} of ${POLICY_GROUP}/${API_VERSIONS.join(", ")}, and PolicyExamples of sallyport.dev/v1`;

export function classify(apiVersion: string, kind: string): Classified {
  const slash = apiVersion.indexOf("/");
  const group = slash < 0 ? "" : apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  if (group === "sallyport.dev") {
    return { is: "unknown", fault: `${apiVersion} ${kind} is not supported yet; ${KNOWN}` };
  }
  if (group === POLICY_GROUP && isPolicyKind(kind) && API_VERSIONS.includes(version)) {
    return { is: "policy", kind, version: version as ApiVersion };
  }
  if (group === POLICY_GROUP || isPolicyKind(kind) || kind === "AdmissionPolicy") {
    return { is: "unknown", fault: `${apiVersion} ${kind} is not a kind of policy; ${KNOWN}` };
  }
  return { is: "object" };
}
