/** AdmissionPolicies that mutate: the object, or each pod in it, and not where an exception lets be. */
import { type JsonObject, member } from "../json/value.ts";
import { MutationFault } from "../mutation/fault.ts";
import { type MutableKind, mutableKind, podTemplateKind, type SchemaView } from "../mutation/mutable-kind.ts";
import { mutate } from "../mutation/mutate.ts";
import type { CompiledMutatingPolicy, Extension } from "../policy/model.ts";
import type { ExtensionValues, Inputs, RequestObjects } from "../validation/inputs.ts";
import { evaluateMatchConditions } from "../validation/match-conditions.ts";
import type { Clock } from "./clock.ts";
import { exceptionFor } from "./judge-extended.ts";
import type { PodInScene, Scene } from "./scene.ts";

export interface ExtendedMutation {
  readonly object: JsonObject;
  /** Whether any mutation was made, be it without effect. */
  readonly isMutated: boolean;
  readonly errors: readonly string[];
  /** Ends everything. */
  readonly fatal?: MutationFault;
}

/** What expressions see: the object as it is by then, and what AdmissionPolicies see beyond it. */
export type InputsFor = (object: JsonObject, extension: ExtensionValues) => Inputs;

/**
 * @returns undefined if the policy applies to nothing in the object
 * @throws Pending when an authorization answer is missing
 */
export function mutateExtended(
  policy: CompiledMutatingPolicy,
  extension: Extension,
  objects: RequestObjects & { readonly object: JsonObject },
  inputsFor: InputsFor,
  scene: Scene,
  view: SchemaView,
  clock: Clock,
): ExtendedMutation | undefined {
  const { kind } = objects.form;
  const run = new ExtendedRun(policy, extension, objects.object, clock);
  const whole = mutableKind(kind, view);
  const inputsWith = (seen?: PodInScene) => (object: JsonObject) =>
    inputsFor(object, scene.values(extension, object, kind, seen));
  if (!extension.pods)
    run.change(
      inputsWith(),
      whole,
      (object) => object,
      (_object, changed) => changed,
    );
  else {
    for (const seen of scene.newPods(objects)) {
      if (run.fatal !== undefined) break;
      const isPod = seen.place.podPath === "";
      run.changePod(seen, inputsWith, isPod ? whole : podTemplateKind());
    }
  }
  return run.result();
}

class ExtendedRun {
  readonly #policy: CompiledMutatingPolicy;
  readonly #extension: Extension;
  readonly #clock: Clock;
  readonly #errors: string[] = [];
  #object: JsonObject;
  #isMutated = false;
  #isInvoked = false;
  fatal: MutationFault | undefined;

  constructor(policy: CompiledMutatingPolicy, extension: Extension, object: JsonObject, clock: Clock) {
    this.#policy = policy;
    this.#extension = extension;
    this.#object = object;
    this.#clock = clock;
  }

  result(): ExtendedMutation | undefined {
    if (!this.#isInvoked && this.#errors.length === 0 && this.fatal === undefined) return undefined;
    const result = { object: this.#object, isMutated: this.#isMutated, errors: this.#errors };
    return this.fatal === undefined ? result : { ...result, fatal: this.fatal };
  }

  /** The pod is looked at as it is after each mutation. */
  changePod(
    seen: PodInScene,
    inputsWith: (seen: PodInScene) => (object: JsonObject) => Inputs,
    kind: MutableKind,
  ): void {
    let { pod } = seen;
    const inputs = (object: JsonObject): Inputs => inputsWith({ ...seen, pod })(object);
    this.change(
      inputs,
      kind,
      () => asPod(pod),
      (object, changed) => {
        pod = asFound(changed, pod);
        return seen.place.write(object, pod);
      },
    );
  }

  /** After an error the mutations that follow are made nevertheless. */
  change(
    inputs: (object: JsonObject) => Inputs,
    kind: MutableKind,
    targetIn: (object: JsonObject) => JsonObject,
    put: (object: JsonObject, changed: JsonObject) => JsonObject,
  ): void {
    if (this.#clock.now() >= this.#clock.deadline) {
      this.#errors.push("the request timed out before the policy was evaluated");
      return;
    }
    if (!this.#applies(inputs(this.#object))) return;
    this.#isInvoked = true;
    for (const mutation of this.#policy.mutations) {
      const target = targetIn(this.#object);
      const result = mutate(this.#policy, mutation, inputs(this.#object), target, kind);
      if (!(result instanceof MutationFault)) {
        this.#isMutated = true;
        if (result !== target) this.#object = put(this.#object, result);
      } else if (result.kind === "policy") this.#errors.push(result.message);
      else {
        this.fatal = result;
        return;
      }
    }
  }

  #applies(inputs: Inputs): boolean {
    if (this.#policy.matchConditions.length > 0) {
      const conditions = evaluateMatchConditions(this.#policy, inputs);
      if (conditions.outcome === "error") this.#errors.push(conditions.message);
      if (conditions.outcome !== "match") return false;
    }
    return exceptionFor(this.#policy, this.#extension, inputs, this.#clock) === undefined;
  }
}

/** A template has no kind of its own. */
function asPod(pod: JsonObject): JsonObject {
  return member(pod, "kind") === undefined ? { apiVersion: "v1", kind: "Pod", ...pod } : pod;
}

function asFound(changed: JsonObject, before: JsonObject): JsonObject {
  if (member(before, "kind") !== undefined) return changed;
  const { apiVersion: _apiVersion, kind: _kind, ...pod } = changed;
  return pod;
}
