/** What kube-apiserver answers to a document that it refuses. */

import { goQuote } from "../kube/go-text.ts";
import type { Compilation } from "./compile-document.ts";
import type { FieldError } from "./field-errors.ts";
import { type InTreeKind, POLICY_GROUP } from "./kinds.ts";
import type { ApiVersion } from "./shapes.ts";

/** The parts of a `metav1.Status` that tell of a failure. */
export interface Status {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: StatusDetails;
}

export interface StatusDetails {
  readonly name: string;
  readonly group: string;
  readonly kind: string;
  readonly causes: readonly StatusCause[];
}

export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** @returns undefined for a document that is accepted */
export function refusalOf(
  { decodeError, fieldErrors }: Compilation,
  name: string,
  kind: InTreeKind,
  version: ApiVersion,
): Status | undefined {
  if (decodeError !== undefined) {
    const message = `${kind} in version "${version}" cannot be handled as a ${kind}: ${decodeError.message}`;
    return { code: 400, reason: "BadRequest", message };
  }
  if (fieldErrors.length === 0) return undefined;
  return {
    code: 422,
    reason: "Invalid",
    message: `${kind}.${POLICY_GROUP} ${goQuote(name)} is invalid: ${aggregate(fieldErrors)}`,
    details: {
      name,
      group: POLICY_GROUP,
      kind,
      causes: fieldErrors.map(({ reason, message, field }) => ({ reason, message, field })),
    },
  };
}

/** Equal errors are told once, several ones in brackets. */
function aggregate(errors: readonly FieldError[]): string {
  const texts = new Set(errors.map(({ field, message }) => `${field}: ${message}`));
  const joined = [...texts].join(", ");
  return texts.size === 1 ? joined : `[${joined}]`;
}
