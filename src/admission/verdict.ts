import type { PatchOperation } from "../json/patch.ts";
import type { JsonObject } from "../json/value.ts";
import type { Change } from "../mutation/change.ts";
import type { Finding } from "../validation/consequences.ts";
import type { Status } from "../validation/status.ts";

/** What policies say to a request, with what a decision log needs beyond the answer. */
export interface Verdict {
  readonly allowed: boolean;
  /** Of a denial. */
  readonly status?: Status | undefined;
  /** As the API server would tell them. */
  readonly warnings: readonly string[];
  /** By the API server's own keys: `<policy>/<key>`. */
  readonly auditAnnotations: { readonly [key: string]: string };
  /** The names of the policies that were evaluated, in order. */
  readonly policies: readonly string[];
  /** All that failed, enforced or not. */
  readonly findings: readonly Finding[];
  /** Of a mutation: what each policy changed, in order. */
  readonly changes?: readonly Change[];
  /** Of a mutation: the object wanted. */
  readonly object?: JsonObject;
  /** From the object received to the object wanted; undefined where nothing changes. */
  readonly patch?: readonly PatchOperation[];
  /** Of the snapshot. */
  readonly revision: string;
}
