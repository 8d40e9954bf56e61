import { Pending } from "../cel/lib/authz.ts";
import type { Candidate } from "../matching/policy-index.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { CompiledValidatingPolicy } from "../policy/model.ts";
import { Consequences } from "../validation/consequences.ts";
import { type ConfigurationFault, type Invocation, invocations } from "../validation/invocations.ts";
import { denialStatus } from "../validation/status.ts";
import type { Captured } from "./captured.ts";
import type { Clock } from "./clock.ts";
import { Evaluation } from "./evaluation.ts";
import type { Verdict } from "./verdict.ts";
import { tellableWarnings } from "./warnings.ts";

type PolicyInvocation = Invocation<CompiledValidatingPolicy>;

/** Judges one request by validating policies, one after the other. */
export class ValidationRun {
  readonly #request: AdmissionRequest;
  readonly #revision: string;
  readonly #evaluation: Evaluation;
  readonly #consequences = new Consequences();
  readonly #policies: string[] = [];
  readonly #found: readonly (PolicyInvocation | ConfigurationFault<CompiledValidatingPolicy>)[];
  /** How many of them are done with. */
  #done = 0;

  constructor(
    request: AdmissionRequest,
    candidates: readonly Candidate<CompiledValidatingPolicy>[],
    captured: Captured,
    clock: Clock,
  ) {
    this.#request = request;
    this.#revision = captured.snapshot.revision;
    this.#evaluation = new Evaluation(request, captured, clock);
    this.#found = invocations(candidates, request, captured.view);
  }

  /**
   * Goes on to the end.
   * @returns a promise only if it has to wait for an answer about permissions: waiting for what is there would cost more
   *   than most policies do
   */
  run(): Verdict | Promise<Verdict> {
    for (let found = this.#found[this.#done]; found !== undefined; found = this.#found[++this.#done]) {
      this.#note(found.policy);
      if ("error" in found) {
        this.#consequences.refuseConfiguration(found.policy, found.binding, found.error);
        continue;
      }
      const outcome = this.#evaluation.attempt(found);
      if (outcome instanceof Pending) return this.#ask(outcome, found);
      this.#consequences.apply(found.policy, found.binding, outcome);
    }
    return this.#verdict();
  }

  async #ask(missing: Pending, invocation: PolicyInvocation): Promise<Verdict> {
    const outcome = await this.#evaluation.afterAsking(missing, invocation);
    this.#consequences.apply(invocation.policy, invocation.binding, outcome);
    this.#done++;
    return this.run();
  }

  /** A policy comes once for each of its bindings and params, always in a row. */
  #note({ name }: CompiledValidatingPolicy): void {
    if (this.#policies.at(-1) !== name) this.#policies.push(name);
  }

  #verdict(): Verdict {
    const { denial, warnings, auditAnnotations, findings } = this.#consequences;
    return {
      allowed: denial === undefined,
      status: denial && denialStatus(this.#request, denial.message, denial.reason),
      warnings: tellableWarnings(warnings),
      auditAnnotations,
      policies: this.#policies,
      findings,
      revision: this.#revision,
    };
  }
}
