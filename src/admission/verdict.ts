import type { Finding } from "../validation/consequences.ts";
import type { Status } from "../validation/status.ts";

/** What policies say to a request, with what a decision log needs beyond the answer. */
export interface Verdict {
  readonly allowed: boolean;
  /** Of a denial. */
  readonly status?: Status;
  /** As the API server would tell them. */
  readonly warnings: readonly string[];
  /** By the API server's own keys: `<policy>/<key>`. */
  readonly auditAnnotations: { readonly [key: string]: string };
  /** The names of the policies that were evaluated, in order. */
  readonly policies: readonly string[];
  /** All that failed, enforced or not. */
  readonly findings: readonly Finding[];
  /** Of the snapshot. */
  readonly revision: string;
}
