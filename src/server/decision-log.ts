import type { Logger } from "pino";
import type { Verdict } from "../admission/verdict.ts";
import { type AdmissionRequest, apiVersionOf } from "../matching/request.ts";
import type { Finding } from "../validation/consequences.ts";
import type { Door } from "./metrics.ts";

/**
 * One line for each decision. Holds who asked for what, which policies said what and which changed what, and no value of
 * the object: the messages of policies may quote some, so they are not logged.
 */
export function logDecision(log: Logger, door: Door, request: AdmissionRequest, verdict: Verdict, ms: number): void {
  const subResource = request.requestSubResource === "" ? "" : `/${request.requestSubResource}`;
  log.info(
    {
      door,
      uid: request.uid,
      user: request.userInfo.username,
      kind: `${apiVersionOf(request.requestKind)} ${request.requestKind.kind}${subResource}`,
      object: request.namespace === "" ? request.name : `${request.namespace}/${request.name}`,
      operation: request.operation,
      dryRun: request.dryRun,
      verdict: verdict.allowed ? "allow" : "deny",
      code: verdict.status?.code,
      evaluated: verdict.policies.length,
      findings: unlessEmpty(verdict.findings)?.map(withoutMessage),
      changes: unlessEmpty(verdict.changes),
      revision: verdict.revision,
      durationMs: Math.round(ms * 1000) / 1000,
    },
    "decision",
  );
}

/** What is undefined is left out of the line. */
function unlessEmpty<T>(items: readonly T[] = []): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

function withoutMessage({ policy, binding, evaluation, actions, reason, exception }: Finding): object {
  return { policy, binding, evaluation, actions, reason, exception };
}
