/** Decoded and checked parts of policies and bindings as the data of model.ts, defaults filled in. */
import type { JsonObject } from "../json/value.ts";
import type { LabelSelector, LabelSelectorRequirement } from "../kube/selector.ts";
import { objectOf, objectsOf, optionalText, textEntries, textOf, textsOf } from "./fields.ts";
import type { MatchResources, NamedRuleWithOperations } from "./model.ts";

const EVERYTHING: LabelSelector = { matchLabels: {}, matchExpressions: [] };

export function matchResourcesOf(resources: JsonObject): MatchResources {
  return {
    namespaceSelector: selectorOf(objectOf(resources, "namespaceSelector")),
    objectSelector: selectorOf(objectOf(resources, "objectSelector")),
    resourceRules: objectsOf(resources, "resourceRules").map(ruleOf),
    excludeResourceRules: objectsOf(resources, "excludeResourceRules").map(ruleOf),
    matchPolicy: textOf(resources, "matchPolicy") === "Exact" ? "Exact" : "Equivalent",
  };
}

function ruleOf(rule: JsonObject): NamedRuleWithOperations {
  return {
    resourceNames: textsOf(rule, "resourceNames"),
    operations: textsOf(rule, "operations"),
    apiGroups: textsOf(rule, "apiGroups"),
    apiVersions: textsOf(rule, "apiVersions"),
    resources: textsOf(rule, "resources"),
    scope: (optionalText(rule, "scope") ?? "*") as NamedRuleWithOperations["scope"],
  };
}

/** An absent selector selects everything. */
export function selectorOf(selector: JsonObject | undefined): LabelSelector {
  if (selector === undefined) return EVERYTHING;
  return {
    matchLabels: Object.fromEntries(textEntries(selector, "matchLabels")),
    matchExpressions: objectsOf(selector, "matchExpressions").map((requirement) => ({
      key: textOf(requirement, "key"),
      operator: textOf(requirement, "operator") as LabelSelectorRequirement["operator"],
      values: textsOf(requirement, "values"),
    })),
  };
}
