import { type Json, type JsonObject, member } from "../json/value.ts";
import type { LabelSelector, LabelSelectorRequirement } from "../kube/selector.ts";

/** A label selector prepared for matching: a list of requirements, all of which must hold. */
export type Requirements = readonly LabelSelectorRequirement[];

const NO_LABELS: JsonObject = {};

/** `matchLabels` become requirements of the operator In. */
export function requirementsOf(selector: LabelSelector): Requirements {
  const labels = Object.entries(selector.matchLabels).map(
    ([key, value]): LabelSelectorRequirement => ({ key, operator: "In", values: [value] }),
  );
  return [...labels, ...selector.matchExpressions];
}

/** An empty selector matches everything. */
export function matchesLabels(requirements: Requirements, labels: JsonObject): boolean {
  for (const requirement of requirements) if (!holds(requirement, labels)) return false;
  return true;
}

function holds(requirement: LabelSelectorRequirement, labels: JsonObject): boolean {
  const present = Object.hasOwn(labels, requirement.key);
  switch (requirement.operator) {
    case "In":
      return present && isOneOf(requirement.values, labels[requirement.key]);
    case "NotIn":
      return !present || !isOneOf(requirement.values, labels[requirement.key]);
    case "Exists":
      return present;
    case "DoesNotExist":
      return !present;
  }
}

function isOneOf(values: readonly string[], label: Json | undefined): boolean {
  return typeof label === "string" && values.includes(label);
}

/** The labels of an object; none where it has no labels or no metadata. */
export function labelsOf(object: JsonObject | null | undefined): JsonObject {
  const labels = member(member(object, "metadata"), "labels");
  return labels !== null && typeof labels === "object" && !Array.isArray(labels) ? (labels as JsonObject) : NO_LABELS;
}
