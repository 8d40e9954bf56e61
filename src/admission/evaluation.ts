import { AuthorizerValue, Pending, ResourceCheckValue } from "../cel/lib/authz.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { CompiledValidatingPolicy } from "../policy/model.ts";
import { type Permissions, type RequestObjects, ValidationInputs } from "../validation/inputs.ts";
import type { Invocation } from "../validation/invocations.ts";
import { errorOutcome, type Outcome } from "../validation/outcome.ts";
import { validate } from "../validation/validate.ts";
import type { ClusterAuthorizer } from "./authorizer.ts";
import type { Captured } from "./captured.ts";
import type { Clock } from "./clock.ts";
import { judgeExtended } from "./judge-extended.ts";
import { Scene } from "./scene.ts";
import { workloadsOf } from "./workload-policies.ts";

/** More checks than this no policy can make within its budget. */
export const MAX_QUESTIONS = 64;

/** Evaluates policies for one request: within its deadline, and with the answers that permissions need. */
export class Evaluation {
  readonly #request: AdmissionRequest;
  readonly #cluster: ClusterAuthorizer;
  readonly #clock: Clock;
  readonly #permissions: Permissions;
  /** Most requests need none. */
  readonly #makeScene: () => Scene;
  #scene: Scene | undefined;
  /** Of the last invocation: nearly all see the same. */
  #inputs: { readonly objects: RequestObjects; readonly param: unknown; readonly made: ValidationInputs } | undefined;

  constructor(request: AdmissionRequest, { view, snapshot }: Captured, clock: Clock) {
    this.#request = request;
    this.#cluster = view.authorizer;
    this.#clock = clock;
    this.#permissions = permissionsOf(request, view.authorizer);
    this.#makeScene = () => new Scene(request.namespace, view, workloadsOf(snapshot));
  }

  /** @returns Pending when an answer is missing */
  attempt(invocation: Invocation<CompiledValidatingPolicy>): Outcome | Pending {
    const { policy } = invocation;
    if (this.#clock.now() >= this.#clock.deadline) {
      return errorOutcome(policy.failurePolicy, "the request timed out before the policy was evaluated");
    }
    try {
      const inputs = this.#inputsOf(invocation);
      const { extension } = policy;
      if (extension === undefined) return validate(policy, inputs);
      this.#scene ??= this.#makeScene();
      return judgeExtended(policy, extension, inputs, invocation.objects, this.#scene, this.#clock);
    } catch (error) {
      if (error instanceof Pending) return error;
      return internalError(policy, error);
    }
  }

  /** Gets the missing answer, and those that turn out to be missing next. */
  async afterAsking(missing: Pending, invocation: Invocation<CompiledValidatingPolicy>): Promise<Outcome> {
    let result: Outcome | Pending = missing;
    try {
      for (let asked = 0; asked < MAX_QUESTIONS && result instanceof Pending; asked++) {
        await this.#cluster.ask(result.check, this.#clock.deadline);
        result = this.attempt(invocation);
      }
    } catch (error) {
      return internalError(invocation.policy, error);
    }
    return result instanceof Pending ? internalError(invocation.policy, result) : result;
  }

  #inputsOf({ objects, param }: Invocation<CompiledValidatingPolicy>): ValidationInputs {
    if (this.#inputs?.objects !== objects || this.#inputs.param !== param) {
      const made = new ValidationInputs(this.#request, objects, param, this.#permissions);
      this.#inputs = { objects, param, made };
    }
    return this.#inputs.made;
  }
}

/** What expressions ask for permissions with. */
export function permissionsOf(request: AdmissionRequest, cluster: ClusterAuthorizer): Permissions {
  const { userInfo, requestResource, requestSubResource: subresource, namespace, name } = request;
  const { group, resource } = requestResource;
  const authorizer = new AuthorizerValue(cluster, userInfo);
  const question = { group, resource, subresource, namespace, name };
  return { authorizer, requestResource: new ResourceCheckValue(authorizer, question) };
}

/** What should not happen is a decision, too. */
function internalError({ failurePolicy }: CompiledValidatingPolicy, error: unknown): Outcome {
  const problem = error instanceof Error ? error.message : "unknown";
  return errorOutcome(failurePolicy, `internal error: ${problem}`);
}
