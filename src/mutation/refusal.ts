/** What a client gets when mutating policies refuse a request. */

import { goQuote } from "../kube/go-text.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import { denialStatus, type Status } from "../validation/status.ts";
import type { MutationFault } from "./fault.ts";

/** A policy that could not do its work. */
export interface PolicyError {
  readonly policy: string;
  /** Undefined for an error in the policy itself. */
  readonly binding?: string;
  readonly message: string;
  /** `Forbidden` before anything could be evaluated, `Invalid` after. */
  readonly reason: "Forbidden" | "Invalid";
}

/** The status for errors, of which there is at least one: the first is told, all are causes. */
export function refusalStatus(request: AdmissionRequest, errors: readonly PolicyError[]): Status {
  const causes = errors.map((error) => ({ message: errorText(error) }));
  const message = causes[0]?.message ?? "";
  const { details } = denialStatus(request, message);
  return { code: 403, reason: errors[0]?.reason ?? "Invalid", message, details: { ...details, causes } };
}

function errorText({ policy, binding, message }: PolicyError): string {
  if (binding === undefined) return `policy ${goQuote(policy)} denied request: ${message}`;
  return `policy '${policy}' with binding '${binding}' denied request: ${message}`;
}

/** The status for a fault that no failure policy covers. */
export function faultStatus({ kind, message }: MutationFault): Status {
  if (kind === "unavailable") return { code: 503, reason: "ServiceUnavailable", message };
  return internalErrorStatus(message);
}

export function internalErrorStatus(message: string): Status {
  const details = { causes: [{ message }] };
  return { code: 500, reason: "InternalError", message: `Internal error occurred: ${message}`, details };
}
