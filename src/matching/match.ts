import { isObject, type JsonObject, member } from "../json/value.ts";
import type { MatchResources } from "../policy/model.ts";
import { labelsOf, matchesLabels, type Requirements, requirementsOf } from "./label-selector.ts";
import { type AdmissionRequest, type GroupVersionResource, sameResource } from "./request.ts";
import { matchesOperation, matchesResource, prepareRule, type Rule, ruleMatches } from "./rule.ts";
import { assumedForms, type ResourceForm, type ServedResource } from "./served-resource.ts";

/** What matching needs to know of the cluster. */
export interface MatchingView {
  /** The Namespace object, the same one for as long as it does not change; undefined if there is none of that name. */
  namespace(name: string): JsonObject | undefined;
  /** All forms of a resource or subresource (empty: none); undefined if the resource is not known. */
  served(resource: GroupVersionResource, subResource: string): ServedResource | undefined;
}

/** `matchConstraints` of a policy or `matchResources` of a binding, prepared for matching. */
export interface Criteria {
  readonly namespaceSelector: Requirements;
  readonly objectSelector: Requirements;
  readonly rules: readonly Rule[];
  readonly exclusions: readonly Rule[];
  /** Whether a rule for one form of a resource matches requests for its other forms. */
  readonly equivalent: boolean;
}

/** The request matches in this form: the one requested, or the equivalent one that a rule names. */
export interface Match {
  readonly outcome: "match";
  readonly form: ResourceForm;
}

export interface Mismatch {
  readonly outcome: "mismatch";
  readonly reason: string;
}

/** Whether the request matches cannot be told. */
export interface MatchError {
  readonly outcome: "error";
  readonly message: string;
}

export function prepareCriteria(resources: MatchResources): Criteria {
  return {
    namespaceSelector: requirementsOf(resources.namespaceSelector),
    objectSelector: requirementsOf(resources.objectSelector),
    rules: resources.resourceRules.map(prepareRule),
    exclusions: resources.excludeResourceRules.map(prepareRule),
    equivalent: resources.matchPolicy === "Equivalent",
  };
}

type Predicate = (
  criteria: Criteria,
  request: AdmissionRequest,
  view: MatchingView,
) => Mismatch | MatchError | undefined;

/** In the order of the API server's matcher; each gives the reason why the request does not match, or nothing. */
const PREDICATES: readonly Predicate[] = [namespaceSelectorFails, objectSelectorFails, isExcluded];

/**
 * Whether the request meets all criteria. A mismatch wins over an error: what a policy does not apply to cannot fail
 * because of it.
 */
export function match(
  criteria: Criteria,
  request: AdmissionRequest,
  view: MatchingView,
): Match | Mismatch | MatchError {
  let error: MatchError | undefined;
  for (const predicate of PREDICATES) {
    const fault = predicate(criteria, request, view);
    if (fault?.outcome === "mismatch") return fault;
    error ??= fault;
  }
  // A binding may have no rules: then it takes what its policy takes.
  const form =
    criteria.rules.length === 0 ? requestedForm(request) : matchingForm(criteria.rules, criteria, request, view);
  if (form === undefined) return NO_RULE;
  return error ?? { outcome: "match", form };
}

const mismatch = (reason: string): Mismatch => ({ outcome: "mismatch", reason });

const NAMESPACE_SELECTOR = mismatch("the namespaceSelector does not select the namespace");
const OBJECT_SELECTOR = mismatch("the objectSelector selects neither object nor oldObject");
const EXCLUDED = mismatch("a rule excludes the request");
const NO_RULE = mismatch("no rule matches the request");

/** Cluster-scoped objects other than namespaces are never kept out by a namespaceSelector. */
function namespaceSelectorFails(
  { namespaceSelector }: Criteria,
  request: AdmissionRequest,
  view: MatchingView,
): Mismatch | MatchError | undefined {
  if (namespaceSelector.length === 0) return undefined;
  const isNamespace = request.requestResource.resource === "namespaces";
  if (request.namespace === "" && !isNamespace) return undefined;
  const namespace = (isNamespace ? ownState(request) : undefined) ?? view.namespace(request.namespace);
  if (namespace === undefined) return { outcome: "error", message: `namespaces "${request.namespace}" not found` };
  return matchesLabels(namespaceSelector, labelsOf(namespace)) ? undefined : NAMESPACE_SELECTOR;
}

/** A namespace that is created or updated is judged by its new labels, else by those it has. */
function ownState({ operation, requestSubResource, object, oldObject }: AdmissionRequest): JsonObject | null {
  const isWritten = requestSubResource === "" && (operation === "CREATE" || operation === "UPDATE");
  return isWritten ? object : oldObject;
}

function objectSelectorFails({ objectSelector }: Criteria, request: AdmissionRequest): Mismatch | undefined {
  if (objectSelector.length === 0) return undefined;
  const { object, oldObject } = request;
  return isSelected(objectSelector, object) || isSelected(objectSelector, oldObject) ? undefined : OBJECT_SELECTOR;
}

/** What has no metadata, such as the options of an exec, is selected by no selector that asks for anything. */
function isSelected(selector: Requirements, object: JsonObject | null): boolean {
  return isObject(member(object, "metadata")) && matchesLabels(selector, labelsOf(object));
}

function isExcluded(criteria: Criteria, request: AdmissionRequest, view: MatchingView): Mismatch | undefined {
  return matchingForm(criteria.exclusions, criteria, request, view) === undefined ? undefined : EXCLUDED;
}

/** The form in which the request was made. */
export function requestedForm(request: AdmissionRequest): ResourceForm {
  return { resource: request.requestResource, kind: request.requestKind };
}

/** The form in which one of the rules takes the request: preferably as requested, else the first equivalent one. */
function matchingForm(
  rules: readonly Rule[],
  { equivalent }: Criteria,
  request: AdmissionRequest,
  view: MatchingView,
): ResourceForm | undefined {
  for (const rule of rules) if (ruleMatches(rule, request, request.requestResource)) return requestedForm(request);
  return equivalent && rules.length > 0 ? equivalentForm(rules, request, view) : undefined;
}

function equivalentForm(
  rules: readonly Rule[],
  request: AdmissionRequest,
  view: MatchingView,
): ResourceForm | undefined {
  const served = view.served(request.requestResource, request.requestSubResource);
  const reviewed: ResourceForm = { resource: request.resource, kind: request.kind };
  for (const rule of rules) {
    if (!matchesOperation(rule, request.operation)) continue;
    if (!matchesResource(rule, request.requestResource.resource, request.requestSubResource)) continue;
    for (const form of [...(served?.forms ?? assumedForms(rule, request)), reviewed]) {
      const isRequested = sameResource(form.resource, request.requestResource);
      if (!isRequested && ruleMatches(rule, request, form.resource)) return form;
    }
  }
  return undefined;
}
