import { typeNameOf } from "../cel/runtime/type-of.ts";
import { CelError, type Value } from "../cel/values.ts";
import { trimSpace } from "../kube/go-text.ts";
import type { CompiledAuditAnnotation, CompiledValidatingPolicy } from "../policy/model.ts";
import { POLICY_BUDGET } from "./budget.ts";
import { Evaluator } from "./evaluator.ts";
import type { Inputs } from "./inputs.ts";
import type { AnnotationOutcome } from "./outcome.ts";

/**
 * The audit annotations of a policy; those that are null, empty or blank are left out, and so are errors under
 * failurePolicy Ignore.
 * @throws OutOfBudget
 */
export function evaluateAuditAnnotations(policy: CompiledValidatingPolicy, inputs: Inputs): AnnotationOutcome[] {
  const evaluator = new Evaluator(policy.variables, inputs, POLICY_BUDGET);
  return policy.auditAnnotations.flatMap((annotation) => {
    const result = evaluator.evaluate(annotation.valueExpression);
    if (!(result instanceof CelError)) return valueOutcome(annotation, result);
    return policy.failurePolicy === "Ignore" ? [] : [{ key: annotation.key, error: result.message }];
  });
}

function valueOutcome({ key, valueExpression }: CompiledAuditAnnotation, value: Value): AnnotationOutcome[] {
  if (value === null) return [];
  if (typeof value === "string") {
    const text = trimSpace(value);
    return text === "" ? [] : [{ key, value: text }];
  }
  const fault = `valueExpression '${valueExpression.expression}' resulted in unsupported return type: ${typeNameOf(value)}. `;
  return [{ key, error: `${fault}Return type must be either string or null.` }];
}
