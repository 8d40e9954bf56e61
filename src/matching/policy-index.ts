import type { JsonObject } from "../json/value.ts";
import type { Binding, CompiledPolicyBase } from "../policy/model.ts";
import { cohabitants } from "./cohabitants.ts";
import { labelsOf, matchesLabels } from "./label-selector.ts";
import { type Criteria, type MatchingView, prepareCriteria } from "./match.ts";
import type { AdmissionRequest } from "./request.ts";
import { includes, matchesOperation, matchesResource, type Rule } from "./rule.ts";

export interface BindingCandidate {
  readonly binding: Binding;
  /** Undefined: the binding takes whatever its policy takes. */
  readonly criteria: Criteria | undefined;
}

/** A policy whose rules may match, with those of its bindings whose rules may match. */
export interface Candidate<P extends CompiledPolicyBase> {
  readonly policy: P;
  readonly criteria: Criteria;
  readonly bindings: readonly BindingCandidate[];
}

/** A cluster has a few hundred combinations; beyond that somebody is inventing them. */
const MAX_REMEMBERED = 4096;

/** The candidates for one combination of operation, group, resource and subresource. */
interface Found<P extends CompiledPolicyBase> {
  readonly candidates: readonly Candidate<P>[];
  /** Of these, those whose namespaceSelectors select a namespace. */
  readonly byNamespace: WeakMap<JsonObject, readonly Candidate<P>[]>;
}

/**
 * Finds the policies that can match a request without looking at the others: what operation, group, resource and
 * subresource already decide is worked out once for each combination of them, and then what the namespace decides
 * once for each state of a namespace.
 */
export class PolicyIndex<P extends CompiledPolicyBase> {
  readonly #all: readonly Candidate<P>[];
  readonly #remembered = new Map<string, Found<P>>();

  /** Policies without bindings take no part. */
  constructor(policies: readonly P[]) {
    this.#all = policies.filter((policy) => policy.bindings.length > 0).map(prepare);
  }

  /** In the order of the policies, their bindings in the order of theirs. */
  candidates(request: AdmissionRequest, view: MatchingView): readonly Candidate<P>[] {
    const found = this.#find(request);
    const namespace = found.candidates.length === 0 ? undefined : selectableNamespace(request, view);
    if (namespace === undefined) return found.candidates;
    let candidates = found.byNamespace.get(namespace);
    if (candidates === undefined) {
      const labels = labelsOf(namespace);
      candidates = narrow(found.candidates, ({ namespaceSelector }) => matchesLabels(namespaceSelector, labels));
      found.byNamespace.set(namespace, candidates);
    }
    return candidates;
  }

  #find(request: AdmissionRequest): Found<P> {
    const { group, resource } = request.requestResource;
    const key = `${request.operation} ${group}/${resource}/${request.requestSubResource}`;
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) return remembered;
    const candidates = narrow(this.#all, (criteria) => rulesMayMatch(criteria, request));
    const found: Found<P> = { candidates, byNamespace: new WeakMap() };
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, found);
    return found;
  }
}

/** The namespace whose labels alone the namespaceSelectors look at; namespaces themselves are judged by their own. */
function selectableNamespace(request: AdmissionRequest, view: MatchingView): JsonObject | undefined {
  const isNamespace = request.requestResource.resource === "namespaces";
  return isNamespace || request.namespace === "" ? undefined : view.namespace(request.namespace);
}

function prepare<P extends CompiledPolicyBase>(policy: P): Candidate<P> {
  const bindings = policy.bindings.map((binding) => ({
    binding,
    criteria: binding.matchResources === undefined ? undefined : prepareCriteria(binding.matchResources),
  }));
  return { policy, criteria: prepareCriteria(policy.matchConstraints), bindings };
}

/** The candidates that meet a condition, with those of their bindings that do. */
function narrow<P extends CompiledPolicyBase>(
  candidates: readonly Candidate<P>[],
  mayMatch: (criteria: Criteria) => boolean,
): readonly Candidate<P>[] {
  return candidates.flatMap((candidate) => {
    if (!mayMatch(candidate.criteria)) return [];
    const bindings = candidate.bindings.filter(({ criteria }) => criteria === undefined || mayMatch(criteria));
    return bindings.length === candidate.bindings.length ? [candidate] : [{ ...candidate, bindings }];
  });
}

/** False only if no request of this operation, group, resource and subresource can match. */
function rulesMayMatch({ rules }: Criteria, request: AdmissionRequest): boolean {
  return rules.length === 0 || rules.some((rule) => ruleMayMatch(rule, request));
}

function ruleMayMatch(rule: Rule, { operation, requestResource, requestSubResource }: AdmissionRequest): boolean {
  return (
    matchesOperation(rule, operation) &&
    matchesResource(rule, requestResource.resource, requestSubResource) &&
    cohabitants(requestResource).some((group) => includes(rule.groups, group))
  );
}
