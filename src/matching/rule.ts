import type { NamedRuleWithOperations } from "../policy/model.ts";
import type { AdmissionRequest, GroupVersionResource } from "./request.ts";

/** A rule prepared for matching. `undefined` stands for the wildcard. */
export interface Rule {
  readonly operations: readonly string[] | undefined;
  readonly groups: readonly string[] | undefined;
  readonly versions: readonly string[] | undefined;
  readonly resources: readonly ResourcePattern[];
  readonly scope: NamedRuleWithOperations["scope"];
  /** Empty: every name. */
  readonly names: readonly string[];
}

/** `pods` matches no subresource, `pods/*` matches `pods` and all its subresources. */
interface ResourcePattern {
  readonly resource: string | undefined;
  /** Empty: the resource itself. */
  readonly subResource: string | undefined;
}

export function prepareRule(rule: NamedRuleWithOperations): Rule {
  return {
    operations: orWildcard(rule.operations),
    groups: orWildcard(rule.apiGroups),
    versions: orWildcard(rule.apiVersions),
    resources: rule.resources.map(resourcePattern),
    scope: rule.scope,
    names: rule.resourceNames,
  };
}

function orWildcard(items: readonly string[]): readonly string[] | undefined {
  return items.includes("*") ? undefined : items;
}

function resourcePattern(text: string): ResourcePattern {
  const slash = text.indexOf("/");
  const resource = slash < 0 ? text : text.slice(0, slash);
  const subResource = slash < 0 ? "" : text.slice(slash + 1);
  return {
    resource: resource === "*" ? undefined : resource,
    subResource: subResource === "*" ? undefined : subResource,
  };
}

/** Whether the rule matches the request, were it made for `resource` (the one requested or an equivalent one). */
export function ruleMatches(rule: Rule, request: AdmissionRequest, resource: GroupVersionResource): boolean {
  return (
    matchesOperation(rule, request.operation) &&
    matchesResource(rule, resource.resource, request.requestSubResource) &&
    includes(rule.groups, resource.group) &&
    includes(rule.versions, resource.version) &&
    matchesScope(rule, request, resource) &&
    (rule.names.length === 0 || rule.names.includes(request.name))
  );
}

export function matchesOperation(rule: Rule, operation: string): boolean {
  return includes(rule.operations, operation);
}

export function matchesResource(rule: Rule, resource: string, subResource: string): boolean {
  for (const pattern of rule.resources) {
    if (
      (pattern.resource === undefined || pattern.resource === resource) &&
      (pattern.subResource === undefined || pattern.subResource === subResource)
    ) {
      return true;
    }
  }
  return false;
}

export function includes(items: readonly string[] | undefined, item: string): boolean {
  return items === undefined || items.includes(item);
}

/** Namespaces are cluster-scoped although requests about them carry a namespace: their own name. */
function matchesScope(rule: Rule, request: AdmissionRequest, resource: GroupVersionResource): boolean {
  if (rule.scope === "*") return true;
  const isNamespace = resource.resource === "namespaces" && resource.version === "v1" && resource.group === "";
  const isNamespaced = !isNamespace && request.namespace !== "";
  return rule.scope === "Namespaced" ? isNamespaced : !isNamespaced;
}
