import type { Result } from "../cel/values.ts";
import { byteLength, trimSpace } from "../kube/go-text.ts";
import type { CompiledValidation } from "../policy/model.ts";

/** The longest message that an expression may make, in bytes (k8s.io/apiserver/pkg/apis/cel). */
const MAX_EVALUATED_BYTES = 5 * 1024;

/**
 * What users read when a validation fails: the evaluated messageExpression, else the message, else the expression.
 * @param evaluated undefined where there is no messageExpression
 */
export function failureMessage(validation: CompiledValidation, evaluated: Result | undefined): string {
  return (
    usable(evaluated) || trimSpace(validation.message ?? "") || `failed expression: ${trimSpace(validation.expression)}`
  );
}

/** Empty for an error, and for a text that is blank, too long or of several lines. */
function usable(evaluated: Result | undefined): string {
  if (typeof evaluated !== "string") return "";
  const text = trimSpace(evaluated);
  return byteLength(text) > MAX_EVALUATED_BYTES || text.includes("\n") ? "" : text;
}
