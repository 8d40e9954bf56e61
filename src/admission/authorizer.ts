import type { AccessCheck, AccessDecision, Authorizer } from "../cel/lib/authz.ts";

/** Answers checks from what is known, and gets to know what is not. */
export interface ClusterAuthorizer extends Authorizer {
  /**
   * Afterwards `authorize` answers the check. That the cluster gives no answer is one too: with an evaluationError.
   * @param deadline in milliseconds on the clock of the request: an answer of some kind is there by then
   */
  ask(check: AccessCheck, deadline: number): Promise<void>;
}

const UNKNOWN: AccessDecision = { allowed: false, evaluationError: "there is no cluster to ask" };

/** Where there is no cluster nobody is known to be allowed anything. */
export const NO_AUTHORIZER: ClusterAuthorizer = { authorize: () => UNKNOWN, ask: () => Promise.resolve() };
