/** Label selectors, as objects carry them. */
import { isMap, mapEntries, mapGet } from "../../runtime/maps.ts";
import type { Value } from "../../values.ts";
import { at, entriesAt, listAt, textAt } from "./read.ts";

/**
 * Whether a LabelSelector selects an object with these labels. No selector selects nothing, an empty one everything;
 * one that Kubernetes would refuse selects nothing.
 */
export function selects(selector: Value, labels: Value): boolean {
  if (!isMap(selector)) return false;
  const matchLabels = at(selector, "matchLabels") ?? null;
  const matchExpressions = at(selector, "matchExpressions") ?? null;
  return (
    (matchLabels === null || (isMap(matchLabels) && mapEntries(matchLabels).every((entry) => has(labels, entry)))) &&
    (matchExpressions === null ||
      (Array.isArray(matchExpressions) && matchExpressions.every((requirement) => holds(requirement, labels))))
  );
}

function has(labels: Value, [key, value]: readonly [Value, Value]): boolean {
  return typeof key === "string" && typeof value === "string" && textAt(labels, key) === value;
}

function holds(requirement: Value, labels: Value): boolean {
  const key = textAt(requirement, "key");
  const values = at(requirement, "values") ?? [];
  if (key === undefined || !Array.isArray(values) || !values.every((value) => typeof value === "string")) return false;
  const label = isMap(labels) ? mapGet(labels, key) : undefined;
  const isOneOf = typeof label === "string" && values.includes(label);
  switch (at(requirement, "operator")) {
    case "In":
      return isOneOf;
    case "NotIn":
      return values.length > 0 && !isOneOf;
    case "Exists":
      return label !== undefined && values.length === 0;
    case "DoesNotExist":
      return label === undefined && values.length === 0;
    default:
      return false;
  }
}

/** One unit for each label and each value that is compared. */
export function selectsCost([selector]: readonly Value[]): number {
  return listAt(selector, "matchExpressions").reduce<number>(
    (cost, requirement) => cost + 1 + listAt(requirement, "values").length,
    1 + entriesAt(selector, "matchLabels").length,
  );
}
