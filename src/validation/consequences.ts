import type { Binding, CompiledPolicyBase, ValidationAction, ValidationReason } from "../policy/model.ts";
import { AuditTrail } from "./audit-trail.ts";
import type { Decision, Exemption, Outcome } from "./outcome.ts";

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
  /** Why it was let pass nevertheless: the reason of an exception. */
  readonly exception?: string;
}

export interface Denial {
  readonly message: string;
  readonly reason: ValidationReason;
}

const NO_ANNOTATIONS = {};
/** Messages of one denial. */
const MAX_TOLD = 8;

/** As whoever is denied reads it. An AdmissionPolicy binds itself. */
function subjectOf(policy: CompiledPolicyBase, binding: Binding | undefined): string {
  if (policy.extension !== undefined) return `AdmissionPolicy '${policy.name}'`;
  return `ValidatingAdmissionPolicy '${policy.name}'${binding === undefined ? "" : ` with binding '${binding.name}'`}`;
}

/** Turns outcomes into what a request gets: a denial, warnings, audit annotations. In the order of the outcomes. */
export class Consequences {
  readonly #denials: Denial[] = [];
  readonly #warnings: string[] = [];
  readonly #findings: Finding[] = [];
  #trail: AuditTrail | undefined;
  #lastDenier: CompiledPolicyBase | undefined;
  /** How much the last denial tells beyond its first message. */
  #more = 0;

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
    for (const exemption of outcome.exemptions ?? []) this.#exempt(policy, binding, exemption);
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
    if (policy.extension !== undefined && this.#lastDenier === policy) {
      this.#denyMore(message);
      return;
    }
    this.#lastDenier = policy;
    this.#more = 0;
    this.#denials.push({ message: `${subjectOf(policy, binding)} denied request: ${message}`, reason });
  }

  /** An AdmissionPolicy tells of all that it finds at once, in one denial. */
  #denyMore(message: string): void {
    this.#more++;
    const told = this.#more > MAX_TOLD ? undefined : this.#denials.pop();
    if (told === undefined) return;
    const text = this.#more === MAX_TOLD ? "and more" : message;
    this.#denials.push({ ...told, message: `${told.message}; ${text}` });
  }

  #warn(policy: CompiledPolicyBase, binding: Binding, message: string): void {
    const subject = subjectOf(policy, binding);
    this.#warnings.push(
      policy.extension === undefined ? `Validation failed for ${subject}: ${message}` : `${subject}: ${message}`,
    );
  }

  #exempt(policy: CompiledPolicyBase, binding: Binding, { decision, reason, until }: Exemption): void {
    const { evaluation, message, reason: denied = "Invalid" } = decision;
    if (evaluation === "admit") return;
    this.#find(policy, binding, { evaluation, actions: [], reason: denied, message, exception: reason });
    this.#auditTrail().add(policy.name, "exception", `${reason} (until ${until})`);
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
