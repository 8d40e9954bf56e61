import type { Binding, CompiledPolicyBase, ValidationAction, ValidationReason } from "../policy/model.ts";
import { AuditTrail } from "./audit-trail.ts";
import type { Decision, Outcome } from "./outcome.ts";

/** A failing validation or an error, for the decision log. */
export interface Finding {
  readonly policy: string;
  /** Undefined for an error in the policy itself. */
  readonly binding?: string;
  readonly evaluation: "deny" | "error";
  /** What was done about it; nothing where the failure policy ignores an error. */
  readonly actions: readonly ValidationAction[];
  readonly reason: ValidationReason;
  /** As the user reads it; may hold values of the object. */
  readonly message: string;
}

export interface Denial {
  readonly message: string;
  readonly reason: ValidationReason;
}

const NO_ANNOTATIONS = {};

/** Turns outcomes into what a request gets: a denial, warnings, audit annotations. In the order of the outcomes. */
export class Consequences {
  readonly #denials: Denial[] = [];
  readonly #warnings: string[] = [];
  readonly #findings: Finding[] = [];
  #trail: AuditTrail | undefined;

  /** The first one: no other is told. */
  get denial(): Denial | undefined {
    return this.#denials[0];
  }

  get warnings(): readonly string[] {
    return this.#warnings;
  }

  get findings(): readonly Finding[] {
    return this.#findings;
  }

  get auditAnnotations(): { readonly [key: string]: string } {
    return this.#trail?.annotations() ?? NO_ANNOTATIONS;
  }

  /** Takes the actions of the binding for all that an outcome denies. */
  apply(policy: CompiledPolicyBase, binding: Binding, outcome: Outcome): void {
    outcome.decisions.forEach((decision, index) => {
      if (decision.evaluation !== "admit") this.#decide(policy, binding, decision, index);
    });
    for (const annotation of outcome.auditAnnotations) {
      if ("value" in annotation) this.#auditTrail().add(policy.name, annotation.key, annotation.value);
      else this.#denyForError(policy, binding, annotation.error);
    }
  }

  /** An error before anything could be evaluated denies whatever the binding's actions, unless errors are ignored. */
  refuseConfiguration(policy: CompiledPolicyBase, binding: Binding | undefined, error: string): void {
    const message = `failed to configure ${binding === undefined ? "policy" : "binding"}: ${error}`;
    if (policy.failurePolicy === "Fail") this.#denyForError(policy, binding, message);
    else this.#find(policy, binding, { evaluation: "error", actions: [], reason: "Invalid", message });
  }

  #decide(policy: CompiledPolicyBase, binding: Binding, decision: Decision, index: number): void {
    const { evaluation, message, reason = "Invalid" } = decision;
    if (evaluation === "admit") return;
    const actions = decision.action === "deny" ? binding.validationActions : [];
    this.#find(policy, binding, { evaluation, actions, reason, message });
    for (const action of actions) {
      if (action === "Deny") this.#deny(policy, binding, message, reason);
      else if (action === "Audit") this.#auditTrail().recordFailure(policy.name, binding, index, message);
      else this.#warn(policy, binding, message);
    }
  }

  #denyForError(policy: CompiledPolicyBase, binding: Binding | undefined, message: string): void {
    this.#find(policy, binding, { evaluation: "error", actions: ["Deny"], reason: "Invalid", message });
    this.#deny(policy, binding, message, "Invalid");
  }

  #deny(policy: CompiledPolicyBase, binding: Binding | undefined, message: string, reason: ValidationReason): void {
    const bound = binding === undefined ? "" : ` with binding '${binding.name}'`;
    const text = `ValidatingAdmissionPolicy '${policy.name}'${bound} denied request: ${message}`;
    this.#denials.push({ message: text, reason });
  }

  #warn(policy: CompiledPolicyBase, binding: Binding, message: string): void {
    const subject = `ValidatingAdmissionPolicy '${policy.name}' with binding '${binding.name}'`;
    this.#warnings.push(`Validation failed for ${subject}: ${message}`);
  }

  /** Made when it is needed: for most requests it is not. */
  #auditTrail(): AuditTrail {
    this.#trail ??= new AuditTrail();
    return this.#trail;
  }

  #find(policy: CompiledPolicyBase, binding: Binding | undefined, finding: Omit<Finding, "policy" | "binding">): void {
    this.#findings.push({
      policy: policy.name,
      ...(binding === undefined ? {} : { binding: binding.name }),
      ...finding,
    });
  }
}
