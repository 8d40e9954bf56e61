import { Pending } from "../cel/lib/authz.ts";
import { type JsonObject, member } from "../json/value.ts";
import { ConversionError, convert } from "../matching/convert.ts";
import type { Candidate } from "../matching/policy-index.ts";
import { type AdmissionRequest, sameKind } from "../matching/request.ts";
import { type Change, changedPaths } from "../mutation/change.ts";
import { MutationFault } from "../mutation/fault.ts";
import { MutationInputs } from "../mutation/inputs.ts";
import { mutableKind } from "../mutation/mutable-kind.ts";
import { mutate } from "../mutation/mutate.ts";
import type { PolicyError } from "../mutation/refusal.ts";
import type { CompiledMutatingPolicy, Extension } from "../policy/model.ts";
import { type ConfigurationFault, type Invocation, invocations } from "../validation/invocations.ts";
import { evaluateMatchConditions } from "../validation/match-conditions.ts";
import type { Captured } from "./captured.ts";
import type { Clock } from "./clock.ts";
import type { ClusterView } from "./cluster-view.ts";
import { MAX_QUESTIONS, permissionsOf } from "./evaluation.ts";
import { type InputsFor, mutateExtended } from "./mutate-extended.ts";
import { Scene } from "./scene.ts";
import { workloadsOf } from "./workload-policies.ts";

type PolicyInvocation = Invocation<CompiledMutatingPolicy>;

/** The policies that may match a request. */
export type FindCandidates = (request: AdmissionRequest) => readonly Candidate<CompiledMutatingPolicy>[];

/** An error, and whether the policy's failure policy lets it pass. */
export type RunError = PolicyError & { readonly isIgnored: boolean };

/** What became of one invocation. */
interface Attempt {
  /** In the kind that was received. */
  readonly object: JsonObject;
  /** Whether any mutation was made, be it without effect. */
  readonly isMutated: boolean;
  /** Whether it may come again in a second round. */
  readonly isInvoked: boolean;
  readonly errors: readonly string[];
  /** Ends everything. */
  readonly fatal?: MutationFault;
}

/**
 * Applies mutating policies to one request, each to what those before it made, in at most two rounds: in the second come
 * those again that asked for it (`reinvocationPolicy: IfNeeded`), if any mutation was made in the first.
 */
export class MutationRun {
  readonly #request: AdmissionRequest;
  readonly #view: ClusterView;
  readonly #clock: Clock;
  readonly #inputs: MutationInputs;
  readonly #configurationErrors: RunError[] = [];
  readonly #evaluationErrors: RunError[] = [];
  readonly #reinvocable = new Set<string>();
  readonly #changes: Change[] = [];
  readonly #policies = new Set<string>();
  /** Most requests need none. */
  readonly #makeScene: () => Scene;
  #scene: Scene | undefined;
  readonly #candidates: FindCandidates;
  #found: readonly (PolicyInvocation | ConfigurationFault<CompiledMutatingPolicy>)[];
  /** How many of them are done with. */
  #done = 0;
  /** The invocations that come again; undefined in the first round. */
  #again: ReadonlySet<string> | undefined;
  #object: JsonObject;
  #isMutated = false;
  #fatal: MutationFault | undefined;

  constructor(
    request: AdmissionRequest,
    object: JsonObject,
    candidates: FindCandidates,
    { view, snapshot }: Captured,
    clock: Clock,
  ) {
    this.#candidates = candidates;
    this.#found = invocations(candidates(request), request, view);
    this.#request = request;
    this.#object = object;
    this.#view = view;
    this.#clock = clock;
    this.#inputs = new MutationInputs(request, permissionsOf(request, view.authorizer));
    this.#makeScene = () => new Scene(request.namespace, view, workloadsOf(snapshot));
  }

  /** As the policies left it, in the kind that was received. */
  get object(): JsonObject {
    return this.#object;
  }

  /** An error that no failure policy covers. */
  get fatal(): MutationFault | undefined {
    return this.#fatal;
  }

  /** Those before anything was evaluated come first. */
  get errors(): readonly RunError[] {
    return [...this.#configurationErrors, ...this.#evaluationErrors];
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** The names of the policies that matched, in order. */
  get policies(): readonly string[] {
    return [...this.#policies];
  }

  /**
   * Goes on to the end.
   * @returns a promise only if it has to wait for an answer about permissions
   */
  run(): Promise<void> | undefined {
    do {
      for (let found = this.#found[this.#done]; found !== undefined; found = this.#found[++this.#done]) {
        this.#policies.add(found.policy.name);
        if ("error" in found) {
          this.#noteConfiguration(found);
          continue;
        }
        const attempt = this.#attempt(found);
        if (attempt instanceof Pending) return this.#ask(attempt, found);
        this.#take(found, attempt);
        if (this.#fatal !== undefined) return undefined;
      }
    } while (this.#startsAgain());
    return undefined;
  }

  async #ask(missing: Pending, invocation: PolicyInvocation): Promise<void> {
    this.#take(invocation, await this.#afterAsking(missing, invocation));
    if (this.#fatal !== undefined) return;
    this.#done++;
    await this.run();
  }

  /** Whether there is a second round, in which it is decided anew whether a policy matches. */
  #startsAgain(): boolean {
    const isOver = this.#again !== undefined || !this.#isMutated || this.#reinvocable.size === 0;
    if (isOver || this.errors.some(({ isIgnored }) => !isIgnored)) return false;
    const request = { ...this.#request, object: this.#object };
    this.#again = new Set(this.#reinvocable);
    this.#found = invocations(this.#candidates(request), request, this.#view);
    this.#done = 0;
    return true;
  }

  /** @returns Pending when an authorization answer is missing: nothing has happened then */
  #attempt(invocation: PolicyInvocation): Attempt | Pending {
    try {
      return this.#evaluate(invocation);
    } catch (error) {
      if (error instanceof Pending) return error;
      return this.#failed(`internal error: ${error instanceof Error ? error.message : "unknown"}`);
    }
  }

  /** Gets the missing answer, and those that turn out to be missing next. */
  async #afterAsking(missing: Pending, invocation: PolicyInvocation): Promise<Attempt> {
    let result: Attempt | Pending = missing;
    for (let asked = 0; asked < MAX_QUESTIONS && result instanceof Pending; asked++) {
      await this.#view.authorizer.ask(result.check, this.#clock.deadline);
      result = this.#attempt(invocation);
    }
    return result instanceof Pending ? this.#failed(`internal error: ${result.message}`) : result;
  }

  #evaluate(invocation: PolicyInvocation): Attempt {
    if (this.#clock.now() >= this.#clock.deadline) {
      return this.#failed("the request timed out before the policy was evaluated");
    }
    const { policy, param, objects } = invocation;
    const object = this.#convert(this.#object, this.#request.kind, objects.form.kind);
    if (policy.extension !== undefined) return this.#extended(invocation, policy.extension, object);
    if (policy.matchConditions.length > 0) {
      const conditions = evaluateMatchConditions(policy, this.#inputs.conditions(objects, object, param));
      if (conditions.outcome === "error") return this.#failed(conditions.message);
      if (conditions.outcome === "mismatch") return this.#skipped();
    }
    if (this.#again?.has(keyOf(invocation)) === false) return this.#skipped();
    return this.#applyMutations(invocation, object);
  }

  /** An AdmissionPolicy: over the object, or over each pod in it. */
  #extended(invocation: PolicyInvocation, extension: Extension, object: JsonObject): Attempt {
    if (this.#again?.has(keyOf(invocation)) === false) return this.#skipped();
    const { policy, param, objects } = invocation;
    const inputsFor: InputsFor = (current, values) => ({
      ...this.#inputs.mutations(objects, current, param),
      extension: values,
    });
    const { kind } = objects.form;
    this.#scene ??= this.#makeScene();
    const result = mutateExtended(
      policy,
      extension,
      { ...objects, object },
      inputsFor,
      this.#scene,
      this.#view,
      this.#clock,
    );
    if (result === undefined) return this.#skipped();
    if (result.fatal !== undefined) return { ...this.#skipped(), fatal: result.fatal };
    const after = result.object === object ? this.#object : this.#convert(result.object, kind, this.#request.kind);
    return { object: after, isMutated: result.isMutated, isInvoked: true, errors: result.errors };
  }

  /** After an error the mutations that follow are made nevertheless. */
  #applyMutations({ policy, param, objects }: PolicyInvocation, object: JsonObject): Attempt {
    const kind = mutableKind(objects.form.kind, this.#view);
    const errors: string[] = [];
    let current = object;
    for (const mutation of policy.mutations) {
      const result = mutate(policy, mutation, this.#inputs.mutations(objects, current, param), current, kind);
      if (!(result instanceof MutationFault)) current = result;
      else if (result.kind === "policy") errors.push(result.message);
      else return { ...this.#skipped(), fatal: result };
    }
    const isMutated = errors.length < policy.mutations.length;
    const result = current === object ? this.#object : this.#convert(current, objects.form.kind, this.#request.kind);
    return { object: result, isMutated, isInvoked: true, errors };
  }

  #convert(object: JsonObject, from: AdmissionRequest["kind"], to: AdmissionRequest["kind"]): JsonObject {
    if (sameKind(from, to)) return object;
    const { requestResource, requestSubResource } = this.#request;
    const served = this.#view.served(requestResource, requestSubResource);
    const converted = convert(object, from, to, served?.conversion ?? "none");
    if (converted instanceof ConversionError) throw new Error(converted.message);
    return converted ?? object;
  }

  #skipped(): Attempt {
    return { object: this.#object, isMutated: false, isInvoked: false, errors: [] };
  }

  #failed(message: string): Attempt {
    return { ...this.#skipped(), errors: [message] };
  }

  #take(invocation: PolicyInvocation, { object, isMutated, isInvoked, errors, fatal }: Attempt): void {
    const { policy, binding } = invocation;
    for (const message of errors) this.#noteEvaluation(invocation, message);
    if (object !== this.#object) {
      const paths = changedPaths(this.#object, object);
      if (paths.length > 0) this.#changes.push({ policy: policy.name, binding: binding.name, paths });
    }
    this.#object = object;
    this.#isMutated ||= isMutated;
    this.#fatal = fatal;
    if (isInvoked && policy.reinvocationPolicy === "IfNeeded") this.#reinvocable.add(keyOf(invocation));
  }

  #noteConfiguration({ policy, binding, error }: ConfigurationFault<CompiledMutatingPolicy>): void {
    this.#configurationErrors.push({
      policy: policy.name,
      ...(binding === undefined ? {} : { binding: binding.name }),
      message: `failed to configure ${binding === undefined ? "policy" : "binding"}: ${error}`,
      reason: "Forbidden",
      isIgnored: policy.failurePolicy === "Ignore",
    });
  }

  #noteEvaluation({ policy, binding }: PolicyInvocation, message: string): void {
    const isIgnored = policy.failurePolicy === "Ignore";
    this.#evaluationErrors.push({ policy: policy.name, binding: binding.name, message, reason: "Invalid", isIgnored });
  }
}

/** What an invocation is recognised by in the second round. */
function keyOf({ policy, binding, param }: PolicyInvocation): string {
  const metadata = member(param, "metadata");
  const place = [member(metadata, "namespace"), member(metadata, "name")];
  return JSON.stringify([policy.name, binding.name, ...place]);
}
