/** Questions to the cluster's authorizer, as values: immutable, and each step of building one makes a new value. */
import { parseFieldSelector } from "../../kube/field-requirements.ts";
import { parseLabelSelector } from "../../kube/label-requirements.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { objectType } from "../types.ts";
import { type CelError, OpaqueValue } from "../values.ts";

export interface SelectorRequirement {
  readonly key: string;
  readonly operator: string;
  /** Absent when there are none. */
  readonly values?: readonly string[];
}

/** `authorization.k8s.io/v1` ResourceAttributes. What is empty is absent. */
export interface ResourceAttributes {
  readonly namespace?: string;
  readonly verb?: string;
  readonly group?: string;
  readonly version: "*";
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly fieldSelector?: { readonly requirements: readonly SelectorRequirement[] };
  readonly labelSelector?: { readonly requirements: readonly SelectorRequirement[] };
}

/** Who asks, as in an AdmissionReview's `userInfo`. */
export interface UserInfo {
  readonly username?: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: { readonly [key: string]: readonly string[] };
}

/**
 * One question: the `spec` of a SubjectAccessReview, ready to be sent. What is empty is absent, and keys always come
 * in the same order.
 */
export interface AccessCheck {
  readonly resourceAttributes?: ResourceAttributes;
  readonly nonResourceAttributes?: { readonly path: string; readonly verb?: string };
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly extra?: { readonly [key: string]: readonly string[] };
  readonly uid?: string;
}

/** The answer: a SubjectAccessReview's `status`. */
export interface AccessDecision {
  readonly allowed: boolean;
  readonly reason?: string;
  readonly evaluationError?: string;
}

/** Answers from what is known, synchronously; undefined where the cluster has yet to be asked. */
export interface Authorizer {
  authorize(check: AccessCheck): AccessDecision | undefined;
}

/** Leaves an evaluation that needs an answer which is not there: get the answer and evaluate again. */
export class Pending extends Error {
  override readonly name = "Pending";
  readonly check: AccessCheck;
  constructor(check: AccessCheck) {
    super("an authorization check has no answer yet");
    this.check = check;
  }
}

export const AUTHORIZER = objectType("kubernetes.authorization.Authorizer");
export const PATH_CHECK = objectType("kubernetes.authorization.PathCheck");
export const GROUP_CHECK = objectType("kubernetes.authorization.GroupCheck");
export const RESOURCE_CHECK = objectType("kubernetes.authorization.ResourceCheck");
export const DECISION = objectType("kubernetes.authorization.Decision");

/** None of these values is equal to anything: Kubernetes has no comparison of them. */
abstract class AuthorizationValue extends OpaqueValue {
  override equals(): CelError {
    return NO_SUCH_OVERLOAD;
  }
}

/** The variable `authorizer`: what a user may do. */
export class AuthorizerValue extends AuthorizationValue {
  readonly type = AUTHORIZER;
  readonly #authorizer: Authorizer;
  readonly #user: UserInfo;

  constructor(authorizer: Authorizer, user: UserInfo) {
    super();
    this.#authorizer = authorizer;
    this.#user = user;
  }

  /** The same question, of a service account. */
  as(namespace: string, serviceAccount: string): AuthorizerValue {
    const username = `system:serviceaccount:${namespace}:${serviceAccount}`;
    const groups = ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
    return new AuthorizerValue(this.#authorizer, { username, groups });
  }

  /** @throws Pending */
  decide(attributes: Pick<AccessCheck, "resourceAttributes" | "nonResourceAttributes">): DecisionValue {
    const { username, groups = [], extra = {}, uid } = this.#user;
    const check: AccessCheck = {
      ...attributes,
      ...(username && { user: username }),
      ...(groups.length > 0 && { groups }),
      ...(Object.keys(extra).length > 0 && { extra }),
      ...(uid && { uid }),
    };
    const decision = this.#authorizer.authorize(check);
    if (decision === undefined) throw new Pending(check);
    return new DecisionValue(decision);
  }
}

export class PathCheckValue extends AuthorizationValue {
  readonly type = PATH_CHECK;
  readonly #authorizer: AuthorizerValue;
  readonly #path: string;

  constructor(authorizer: AuthorizerValue, path: string) {
    super();
    this.#authorizer = authorizer;
    this.#path = path;
  }

  check(verb: string): DecisionValue {
    return this.#authorizer.decide({ nonResourceAttributes: { path: this.#path, ...(verb && { verb }) } });
  }
}

export class GroupCheckValue extends AuthorizationValue {
  readonly type = GROUP_CHECK;
  readonly authorizer: AuthorizerValue;
  readonly group: string;

  constructor(authorizer: AuthorizerValue, group: string) {
    super();
    this.authorizer = authorizer;
    this.group = group;
  }
}

/** What is asked about. Empty text where nothing has been said. */
export interface ResourceQuestion {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly fieldSelector?: string;
  readonly labelSelector?: string;
}

/** Also the variable `authorizer.requestResource`. */
export class ResourceCheckValue extends AuthorizationValue {
  readonly type = RESOURCE_CHECK;
  readonly #authorizer: AuthorizerValue;
  readonly #question: ResourceQuestion;

  constructor(authorizer: AuthorizerValue, question: ResourceQuestion) {
    super();
    this.#authorizer = authorizer;
    this.#question = question;
  }

  with(change: Partial<ResourceQuestion>): ResourceCheckValue {
    return new ResourceCheckValue(this.#authorizer, { ...this.#question, ...change });
  }

  check(verb: string): DecisionValue {
    const { group, resource, subresource, namespace, name, fieldSelector, labelSelector } = this.#question;
    const fields = fieldRequirements(fieldSelector);
    const labels = labelRequirements(labelSelector);
    return this.#authorizer.decide({
      resourceAttributes: {
        ...(namespace && { namespace }),
        ...(verb && { verb }),
        ...(group && { group }),
        version: "*",
        resource,
        ...(subresource && { subresource }),
        ...(name && { name }),
        ...(fields.length > 0 && { fieldSelector: { requirements: fields } }),
        ...(labels.length > 0 && { labelSelector: { requirements: labels } }),
      },
    });
  }
}

/** A selector only narrows a question. One that cannot be read, or expressed in a review, is left out, as there. */
function fieldRequirements(selector = ""): readonly SelectorRequirement[] {
  const requirements = parseFieldSelector(selector) ?? [];
  return requirements.map(({ field, operator, value }) => ({ key: field, operator, values: [value] }));
}

function labelRequirements(selector = ""): readonly SelectorRequirement[] {
  return (parseLabelSelector(selector) ?? [])
    .filter(({ operator }) => operator !== "Gt" && operator !== "Lt")
    .map(({ key, operator, values }) => ({ key, operator, ...(values.length > 0 && { values }) }));
}

export class DecisionValue extends AuthorizationValue {
  readonly type = DECISION;
  readonly decision: AccessDecision;

  constructor(decision: AccessDecision) {
    super();
    this.decision = decision;
  }
}
