import { goJsonString } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { labelValueFaults, qualifiedNameFaults } from "../kube/names.ts";
import type { FieldErrors } from "./field-errors.ts";
import { objectsOf, textEntries, textOf, textsOf } from "./fields.ts";

/** The rules of `metav1.LabelSelector` (apimachinery's `ValidateLabelSelector`). */
export function checkSelector(selector: JsonObject, at: string, errors: FieldErrors): void {
  checkLabels(textEntries(selector, "matchLabels"), `${at}.matchLabels`, errors);
  objectsOf(selector, "matchExpressions").forEach((requirement, i) => {
    checkRequirement(requirement, `${at}.matchExpressions[${i}]`, errors);
  });
}

export function checkLabels(labels: readonly (readonly [string, string])[], at: string, errors: FieldErrors): void {
  for (const [key, value] of labels) {
    for (const fault of qualifiedNameFaults(key)) errors.invalid(at, goQuote(key), fault);
    for (const fault of labelValueFaults(value)) errors.invalid(at, goQuote(value), fault);
  }
}

function checkRequirement(requirement: JsonObject, at: string, errors: FieldErrors): void {
  const operator = textOf(requirement, "operator");
  const values = textsOf(requirement, "values");
  checkOperator(operator, values.length > 0, at, errors);
  const key = textOf(requirement, "key");
  for (const fault of qualifiedNameFaults(key)) errors.invalid(`${at}.key`, goQuote(key), fault);
  values.forEach((value, i) => {
    for (const fault of labelValueFaults(value)) errors.invalid(`${at}.values[${i}]`, goQuote(value), fault);
  });
}

function checkOperator(operator: string, hasValues: boolean, at: string, errors: FieldErrors): void {
  switch (operator) {
    case "In":
    case "NotIn":
      if (!hasValues) errors.required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
      break;
    case "Exists":
    case "DoesNotExist":
      if (hasValues)
        errors.forbidden(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
      break;
    default:
      errors.invalid(`${at}.operator`, goJsonString(operator), "not a valid selector operator");
  }
}
