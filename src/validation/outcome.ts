import type { FailurePolicy, ValidationReason } from "../policy/model.ts";

/** What became of one validation. */
export interface Decision {
  readonly action: "admit" | "deny";
  /** `error`: the validation could not be evaluated; the failure policy then decides on the action. */
  readonly evaluation: "admit" | "deny" | "error";
  /** Empty for `admit`. */
  readonly message: string;
  /** Undefined means Invalid. */
  readonly reason?: ValidationReason;
}

/** What became of one audit annotation: a value to publish, or an error that denies. */
export type AnnotationOutcome = { readonly key: string } & ({ readonly value: string } | { readonly error: string });

/** What became of a policy with one binding and one param. Data only: the binding's actions come later. */
export interface Outcome {
  /** One for each validation, in their order; one alone when none could be evaluated. */
  readonly decisions: readonly Decision[];
  readonly auditAnnotations: readonly AnnotationOutcome[];
  /** The match condition that is false, where that is why there are no decisions. */
  readonly skippedBy?: string;
  /** Of an AdmissionPolicy: what it would have denied, had there not been an exception. */
  readonly exemptions?: readonly Exemption[];
}

/** A denial that an exception let pass. */
export interface Exemption {
  readonly decision: Decision;
  /** Why there is the exception, and until when, as its document has it. */
  readonly reason: string;
  readonly until: string;
}

export const ADMITTED: Decision = { action: "admit", evaluation: "admit", message: "" };

export function errorDecision(failurePolicy: FailurePolicy, message: string): Decision {
  return { action: failurePolicy === "Ignore" ? "admit" : "deny", evaluation: "error", message };
}

/** The outcome when an error leaves nothing else to tell. */
export function errorOutcome(failurePolicy: FailurePolicy, message: string): Outcome {
  return { decisions: [errorDecision(failurePolicy, message)], auditAnnotations: [] };
}
