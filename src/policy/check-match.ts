/** The rules of `matchConstraints` and `matchResources` (pkg/apis/admissionregistration/validation). */
import { goJsonString, stringifyJson } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { pathSegmentFaults } from "../kube/names.ts";
import { checkSelector } from "./check-selector.ts";
import type { FieldErrors } from "./field-errors.ts";
import { objectOf, objectsOf, optionalText, textsOf } from "./fields.ts";

const MATCH_POLICIES = ["Equivalent", "Exact"];
const OPERATIONS = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];
/** What can be mutated. */
const MUTATING_OPERATIONS = ["*", "CONNECT", "CREATE", "UPDATE"];
const SCOPES = ["*", "Cluster", "Namespaced"];

/** Of either kind of policy, which must have them, with at least one rule. */
export function checkMatchConstraints(spec: JsonObject, mutating: boolean, errors: FieldErrors): void {
  const at = "spec.matchConstraints";
  const constraints = objectOf(spec, "matchConstraints");
  if (constraints === undefined) {
    errors.required(at);
    return;
  }
  checkMatchResources(constraints, at, errors);
  if (objectsOf(constraints, "resourceRules").length === 0) errors.required(`${at}.resourceRules`);
  if (mutating) checkMutatingOperations(constraints, at, errors);
}

/** Of an AdmissionPolicy over pods, which may have them: without rules it is about all workloads that are known. */
export function checkPodsMatch(spec: JsonObject, mutating: boolean, errors: FieldErrors): void {
  const constraints = objectOf(spec, "matchConstraints");
  if (constraints === undefined) return;
  checkMatchResources(constraints, "spec.matchConstraints", errors);
  if (mutating) checkMutatingOperations(constraints, "spec.matchConstraints", errors);
}

/** Of either kind of binding, which may have them. */
export function checkBindingMatch(spec: JsonObject, mutating: boolean, errors: FieldErrors): void {
  const resources = objectOf(spec, "matchResources");
  if (resources === undefined) return;
  checkMatchResources(resources, "spec.matchResources", errors);
  if (mutating) checkMutatingOperations(resources, "spec.matchResources", errors);
}

function checkMatchResources(resources: JsonObject, at: string, errors: FieldErrors): void {
  const matchPolicy = optionalText(resources, "matchPolicy");
  if (matchPolicy !== undefined && !MATCH_POLICIES.includes(matchPolicy)) {
    errors.notSupported(`${at}.matchPolicy`, goJsonString(matchPolicy), MATCH_POLICIES);
  }
  for (const field of ["namespaceSelector", "objectSelector"]) {
    const selector = objectOf(resources, field);
    if (selector !== undefined) checkSelector(selector, `${at}.${field}`, errors);
  }
  for (const field of ["resourceRules", "excludeResourceRules"]) {
    objectsOf(resources, field).forEach((rule, i) => {
      checkRule(rule, `${at}.${field}[${i}]`, errors);
    });
  }
}

/** The API server names the field without the rule's index. */
function checkMutatingOperations(resources: JsonObject, at: string, errors: FieldErrors): void {
  for (const rule of objectsOf(resources, "resourceRules")) {
    for (const operation of textsOf(rule, "operations")) {
      if (MUTATING_OPERATIONS.includes(operation)) continue;
      errors.notSupported(`${at}.resourceRules.operations`, goJsonString(operation), MUTATING_OPERATIONS);
    }
  }
}

function checkRule(rule: JsonObject, at: string, errors: FieldErrors): void {
  checkResourceNames(textsOf(rule, "resourceNames"), `${at}.resourceNames`, errors);
  const operations = textsOf(rule, "operations");
  checkListWithStar(operations, `${at}.operations`, "operations", errors);
  operations.forEach((operation, i) => {
    if (OPERATIONS.includes(operation)) return;
    errors.notSupported(`${at}.operations[${i}]`, goJsonString(operation), OPERATIONS);
  });
  checkListWithStar(textsOf(rule, "apiGroups"), `${at}.apiGroups`, "API groups", errors);
  const versions = textsOf(rule, "apiVersions");
  checkListWithStar(versions, `${at}.apiVersions`, "API versions", errors);
  versions.forEach((version, i) => {
    if (version === "") errors.required(`${at}.apiVersions[${i}]`);
  });
  checkResources(textsOf(rule, "resources"), `${at}.resources`, errors);
  const scope = optionalText(rule, "scope");
  if (scope !== undefined && !SCOPES.includes(scope)) {
    errors.notSupported(`${at}.scope`, goJsonString(scope), SCOPES);
  }
}

function checkResourceNames(names: readonly string[], at: string, errors: FieldErrors): void {
  names.forEach((name, i) => {
    for (const fault of pathSegmentFaults(name)) errors.invalid(`${at}[${i}]`, goQuote(name), fault);
    if (names.indexOf(name) < i) errors.duplicate(`${at}[${i}]`, goQuote(name));
  });
}

function checkListWithStar(items: readonly string[], at: string, what: string, errors: FieldErrors): void {
  if (items.length === 0) errors.required(at);
  if (items.length > 1 && items.includes("*")) {
    errors.invalid(at, showTexts(items), `if '*' is present, must not specify other ${what}`);
  }
}

function checkResources(resources: readonly string[], at: string, errors: FieldErrors): void {
  if (resources.length === 0) errors.required(at);
  const allSubresourcesOf = new Set<string>();
  const ofAllResources = new Set<string>();
  let plainResource = false;
  resources.forEach((entry, i) => {
    if (entry === "") {
      errors.required(`${at}[${i}]`);
      return;
    }
    const slash = entry.indexOf("/");
    if (slash < 0) {
      // Each one decides anew, so the last one counts: thus the API server.
      plainResource = entry !== "*";
      return;
    }
    const [resource, subresource] = [entry.slice(0, slash), entry.slice(slash + 1)];
    const conflict = (other: string) =>
      errors.invalid(`${at}[${i}]`, goQuote(entry), `if '${other}' is present, must not specify ${entry}`);
    if (allSubresourcesOf.has(resource)) conflict(`${resource}/*`);
    if (ofAllResources.has(subresource)) conflict(`*/${subresource}`);
    if (subresource === "*") allSubresourcesOf.add(resource);
    if (resource === "*") ofAllResources.add(subresource);
  });
  if (resources.length > 1 && resources.includes("*/*")) {
    errors.invalid(at, showTexts(resources), "if '*/*' is present, must not specify other resources");
  }
  if (resources.includes("*") && plainResource) {
    const fault = "if '*' is present, must not specify other resources without subresources";
    errors.invalid(at, showTexts(resources), fault);
  }
}

/** A list of texts as Go prints it in a message. */
export function showTexts(texts: readonly string[]): string {
  return stringifyJson(texts, goJsonString);
}
