import { AuthorizerValue, Pending, ResourceCheckValue } from "../cel/lib/authz.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { CompiledValidatingPolicy } from "../policy/model.ts";
import type { Invocation } from "../validation/invocations.ts";
import { errorOutcome, type Outcome } from "../validation/outcome.ts";
import { RequestViews } from "../validation/request-views.ts";
import { validate } from "../validation/validate.ts";
import type { ClusterAuthorizer } from "./authorizer.ts";

/** In milliseconds. Past the deadline the failure policy decides what was not evaluated. */
export interface Clock {
  now(): number;
  readonly deadline: number;
}

/** More checks than this no policy can make within its budget. */
const MAX_QUESTIONS = 64;

/** Evaluates policies for one request: within its deadline, and with the answers that permissions need. */
export class Evaluation {
  readonly #views: RequestViews;
  readonly #cluster: ClusterAuthorizer;
  readonly #clock: Clock;
  readonly #authorizer: AuthorizerValue;
  readonly #requestResource: ResourceCheckValue;

  constructor(request: AdmissionRequest, cluster: ClusterAuthorizer, clock: Clock) {
    this.#views = new RequestViews(request);
    this.#cluster = cluster;
    this.#clock = clock;
    this.#authorizer = new AuthorizerValue(cluster, request.userInfo);
    this.#requestResource = new ResourceCheckValue(this.#authorizer, {
      group: request.requestResource.group,
      resource: request.requestResource.resource,
      subresource: request.requestSubResource,
      namespace: request.namespace,
      name: request.name,
    });
  }

  /** @returns Pending when an answer is missing */
  attempt(invocation: Invocation<CompiledValidatingPolicy>): Outcome | Pending {
    const { policy } = invocation;
    if (this.#clock.now() >= this.#clock.deadline) {
      return errorOutcome(policy.failurePolicy, "the request timed out before the policy was evaluated");
    }
    try {
      return this.#validate(invocation);
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

  #validate({ policy, param, form, ...objects }: Invocation<CompiledValidatingPolicy>): Outcome {
    return validate(policy, {
      object: objects.object,
      oldObject: objects.oldObject,
      params: param,
      request: this.#views.in(form),
      conditionsRequest: this.#views.forConditions(form),
      namespaceObject: objects.namespaceObject,
      authorizer: this.#authorizer,
      requestResource: this.#requestResource,
    });
  }
}

/** What should not happen is a decision, too. */
function internalError({ failurePolicy }: CompiledValidatingPolicy, error: unknown): Outcome {
  const problem = error instanceof Error ? error.message : "unknown";
  return errorOutcome(failurePolicy, `internal error: ${problem}`);
}
