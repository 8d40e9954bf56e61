import type { JsonObject } from "../json/value.ts";
import type { Binding, CompiledPolicyBase } from "../policy/model.ts";
import { cohabitants } from "./cohabitants.ts";
import { labelsOf, matchesLabels } from "./label-selector.ts";
import { type Criteria, type MatchingView, prepareCriteria } from "./match.ts";
import type { AdmissionRequest } from "./request.ts";
import { includes, matchesOperation, matchesResource, type Rule, ruleMatches } from "./rule.ts";

export interface BindingCandidate {
  readonly binding: Binding;
  /** What is still to be decided; undefined: nothing, the binding takes whatever its policy takes. */
  readonly criteria: Criteria | undefined;
}

/** A policy that may match, with those of its bindings that may match. */
export interface Candidate<P extends CompiledPolicyBase> {
  readonly policy: P;
  /** What is still to be decided; undefined: nothing, the request matches as it was made. */
  readonly criteria: Criteria | undefined;
  readonly bindings: readonly BindingCandidate[];
}

/** A cluster has a few hundred combinations; beyond that somebody is inventing them. */
const MAX_REMEMBERED = 4096;

/** The candidates for one combination of operation, resource and subresource. */
interface Found<P extends CompiledPolicyBase> {
  readonly candidates: readonly Candidate<P>[];
  /** Of these, those whose namespaceSelectors select a namespace. */
  readonly byNamespace: WeakMap<JsonObject, readonly Candidate<P>[]>;
}

/**
 * Finds the policies that can match a request without looking at the others: what operation, resource and subresource
 * already decide is worked out once for each combination of them, and then what the namespace decides once for each
 * state of a namespace.
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
      candidates = narrow(found.candidates, (criteria) => decideByNamespace(criteria, labels));
      found.byNamespace.set(namespace, candidates);
    }
    return candidates;
  }

  #find(request: AdmissionRequest): Found<P> {
    const { group, version, resource } = request.requestResource;
    const key = `${request.operation} ${group}/${version}/${resource}/${request.requestSubResource}`;
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) return remembered;
    const candidates = narrow(this.#all, (criteria) => decideByRules(criteria, request));
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

/** The candidates, and their bindings, whose criteria can still be met. */
function narrow<P extends CompiledPolicyBase>(
  candidates: readonly Candidate<P>[],
  decide: (criteria: Criteria) => Criteria | false,
): readonly Candidate<P>[] {
  const leftOf = <T extends { readonly criteria: Criteria | undefined }>(candidate: T): readonly T[] => {
    if (candidate.criteria === undefined) return [candidate];
    const left = decide(candidate.criteria);
    return left === false ? [] : [{ ...candidate, criteria: asksForNothing(left) ? undefined : left }];
  };
  return candidates
    .flatMap(leftOf)
    .map((candidate) => ({ ...candidate, bindings: candidate.bindings.flatMap(leftOf) }));
}

function asksForNothing({ namespaceSelector, objectSelector, rules, exclusions }: Criteria): boolean {
  return namespaceSelector.length + objectSelector.length + rules.length + exclusions.length === 0;
}

/**
 * What of the criteria is left to decide for a request of this operation, resource and subresource; false if no such
 * request can match.
 */
function decideByRules(criteria: Criteria, request: AdmissionRequest): Criteria | false {
  const { rules } = criteria;
  if (rules.length > 0 && !rules.some((rule) => ruleMayMatch(rule, request))) return false;
  return rules.some((rule) => ruleTakesAll(rule, request)) ? { ...criteria, rules: [] } : criteria;
}

/** The same for a request in a namespace with these labels. */
function decideByNamespace(criteria: Criteria, labels: JsonObject): Criteria | false {
  return matchesLabels(criteria.namespaceSelector, labels) && { ...criteria, namespaceSelector: [] };
}

/** False only if no request of this operation, group, resource and subresource can match. */
function ruleMayMatch(rule: Rule, { operation, requestResource, requestSubResource }: AdmissionRequest): boolean {
  return (
    matchesOperation(rule, operation) &&
    matchesResource(rule, requestResource.resource, requestSubResource) &&
    cohabitants(requestResource).some((group) => includes(rule.groups, group))
  );
}

/** Whether the rule takes every request of this operation, resource and subresource, as it was made. */
function ruleTakesAll(rule: Rule, request: AdmissionRequest): boolean {
  return rule.scope === "*" && rule.names.length === 0 && ruleMatches(rule, request, request.requestResource);
}
