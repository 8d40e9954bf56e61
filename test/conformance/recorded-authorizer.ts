import { isDeepStrictEqual } from "node:util";
import type { ClusterAuthorizer } from "../../src/admission/authorizer.ts";
import type { AccessCheck, AccessDecision } from "../../src/cel/lib/authz.ts";

/** A SubjectAccessReview that was answered. */
export interface Authorization {
  readonly spec: AccessCheck;
  readonly status: AccessDecision;
}

/** Knows the recorded answers, but only once it was asked: as a cluster does whose cache is empty. */
export function recordedAuthorizer(answers: readonly Authorization[]): ClusterAuthorizer {
  const asked: AccessCheck[] = [];
  return {
    authorize(check) {
      if (!asked.some((known) => isDeepStrictEqual(known, check))) return undefined;
      const answer = answers.find(({ spec }) => isDeepStrictEqual(spec, check));
      return answer?.status ?? { allowed: false, evaluationError: `not recorded: ${JSON.stringify(check)}` };
    },
    async ask(check) {
      asked.push(check);
    },
  };
}
