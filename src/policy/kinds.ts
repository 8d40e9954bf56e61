/** The kinds of documents that Sallyport reads as policies. */
import type { ApiVersion } from "./shapes.ts";

export const POLICY_GROUP = "admissionregistration.k8s.io";
export const OWN_GROUP = "sallyport.dev";

/** The kinds that kube-apiserver has itself. */
export type InTreeKind =
  | "ValidatingAdmissionPolicy"
  | "ValidatingAdmissionPolicyBinding"
  | "MutatingAdmissionPolicy"
  | "MutatingAdmissionPolicyBinding";

export type PolicyKind = InTreeKind | OwnKind;

/** Those of sallyport.dev that are in force as policies are. */
type OwnKind = "AdmissionPolicy" | "WorkloadKind";

const IN_TREE_KINDS: readonly string[] = [
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
] satisfies readonly InTreeKind[];

const API_VERSIONS: readonly string[] = ["v1", "v1beta1", "v1alpha1"] satisfies readonly ApiVersion[];

export function isInTreeKind(kind: string): kind is InTreeKind {
  return IN_TREE_KINDS.includes(kind);
}

function isOwnKind(kind: string): kind is OwnKind {
  return kind === "AdmissionPolicy" || kind === "WorkloadKind";
}

/** What an object is to Sallyport. */
export type Classified =
  | { readonly is: "policy"; readonly kind: PolicyKind; readonly version: ApiVersion }
  /** Anything else of the cluster: it can be a parameter, or define a custom resource. */
  | { readonly is: "object" }
  | { readonly is: "unknown"; readonly fault: string };

const KNOWN = `known are ${IN_TREE_KINDS.join(", ")} of ${POLICY_GROUP}/${API_VERSIONS.join(", ")}, and AdmissionPolicy, WorkloadKind and PolicyExamples of ${OWN_GROUP}/v1`;

export function classify(apiVersion: string, kind: string): Classified {
  const slash = apiVersion.indexOf("/");
  const group = slash < 0 ? "" : apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  if (apiVersion === `${OWN_GROUP}/v1` && isOwnKind(kind)) return { is: "policy", kind, version: "v1" };
  if (group === POLICY_GROUP && isInTreeKind(kind) && API_VERSIONS.includes(version)) {
    return { is: "policy", kind, version: version as ApiVersion };
  }
  if (group === POLICY_GROUP || group === OWN_GROUP || isInTreeKind(kind) || isOwnKind(kind)) {
    return { is: "unknown", fault: `${apiVersion} ${kind} is not a kind of policy; ${KNOWN}` };
  }
  return { is: "object" };
}
