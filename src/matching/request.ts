import type { Json, JsonObject } from "../json/value.ts";
import type { GroupVersionKind } from "../kube/resources.ts";

export interface GroupVersionResource {
  readonly group: string;
  readonly version: string;
  /** The lower-case plural, such as `pods`. */
  readonly resource: string;
}

export const OPERATIONS = ["CREATE", "UPDATE", "DELETE", "CONNECT"] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface UserInfo {
  readonly username: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: { readonly [key: string]: readonly string[] };
}

/**
 * The `request` of an AdmissionReview (admission.k8s.io/v1), decoded: what is absent there is the empty string here,
 * or null for objects.
 */
export interface AdmissionRequest {
  readonly uid: string;
  /** The kind of `object` and `oldObject`, after the conversion that `matchPolicy: Equivalent` asked for. */
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  readonly subResource: string;
  /** As the client asked; equal to `kind` and `resource` where nothing was converted. */
  readonly requestKind: GroupVersionKind;
  readonly requestResource: GroupVersionResource;
  readonly requestSubResource: string;
  /** Empty when a collection is deleted, and for a generated name before it is generated. */
  readonly name: string;
  /** Empty for cluster-scoped objects; of a Namespace its own name. */
  readonly namespace: string;
  readonly operation: Operation;
  readonly userInfo: UserInfo;
  /** Null on DELETE. */
  readonly object: JsonObject | null;
  /** Null on CREATE and CONNECT. */
  readonly oldObject: JsonObject | null;
  readonly dryRun: boolean;
  readonly options: Json;
}

export function sameKind(a: GroupVersionKind, b: GroupVersionKind): boolean {
  return a.kind === b.kind && a.group === b.group && a.version === b.version;
}

export function sameResource(a: GroupVersionResource, b: GroupVersionResource): boolean {
  return a.resource === b.resource && a.group === b.group && a.version === b.version;
}

/** `apps/v1`, `v1`. */
export function apiVersionOf(kind: { readonly group: string; readonly version: string }): string {
  return kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
}

/** The group and version of an `apiVersion`; one without a slash belongs to the core group. */
export function parseApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf("/");
  if (slash < 0) return { group: "", version: apiVersion };
  return { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** True for a request about Namespace objects themselves, whose namespace is their own name. */
export function isNamespaceKind(kind: GroupVersionKind): boolean {
  return kind.kind === "Namespace" && kind.version === "v1" && kind.group === "";
}
