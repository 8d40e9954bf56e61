import type { Program } from "../cel/program.ts";
import { goJsonString, stringifyJson } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { byteLength, goQuote, trimSpace } from "../kube/go-text.ts";
import { qualifiedNameFaults } from "../kube/names.ts";
import type { ExpressionCompiler } from "./compile-expressions.ts";
import type { FieldErrors } from "./field-errors.ts";
import { textOf } from "./fields.ts";
import type { CompiledAuditAnnotation } from "./model.ts";

const MAX_AUDIT_ANNOTATIONS = 20;
const MAX_VALUE_EXPRESSION_BYTES = 5 * 1024;

/** @param policy the policy's name: a key must make a qualified name together with it */
export function compileAuditAnnotations(
  annotations: readonly JsonObject[],
  policy: string,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): CompiledAuditAnnotation[] {
  const at = "spec.auditAnnotations";
  if (annotations.length > MAX_AUDIT_ANNOTATIONS) {
    const fault = `must not have more than ${MAX_AUDIT_ANNOTATIONS} auditAnnotations`;
    errors.invalid(at, showAuditAnnotations(annotations), fault);
  }
  const keys = new Set<string>();
  return annotations.flatMap((annotation, i) => {
    const key = textOf(annotation, "key");
    const program = compileAuditAnnotation(annotation, policy, `${at}[${i}]`, compiler, errors);
    if (keys.has(key)) errors.duplicate(`${at}[${i}].key`, goQuote(key));
    keys.add(key);
    const expression = textOf(annotation, "valueExpression");
    return program === undefined ? [] : [{ key, valueExpression: { expression, program } }];
  });
}

function compileAuditAnnotation(
  annotation: JsonObject,
  policy: string,
  at: string,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): Program | undefined {
  const key = textOf(annotation, "key");
  if (policy === "") errors.invalid(`${at}.key`, goQuote(key), "requires metadata.name be non-empty");
  else {
    const qualified = `${policy}/${key}`;
    for (const fault of qualifiedNameFaults(qualified)) errors.invalid(`${at}.key`, goQuote(qualified), fault);
  }
  const field = `${at}.valueExpression`;
  const expression = textOf(annotation, "valueExpression");
  const bytes = byteLength(trimSpace(expression));
  if (bytes === 0) errors.required(field, "valueExpression is not specified");
  else if (bytes > MAX_VALUE_EXPRESSION_BYTES) {
    errors.required(field, `must not exceed ${MAX_VALUE_EXPRESSION_BYTES} bytes in length`);
  } else return compiler.auditAnnotation(expression, field);
  return undefined;
}

/** Go's JSON of the server's internal type, whose fields have no JSON names. */
function showAuditAnnotations(annotations: readonly JsonObject[]): string {
  const internal = annotations.map((annotation) => ({
    Key: textOf(annotation, "key"),
    ValueExpression: textOf(annotation, "valueExpression"),
  }));
  return stringifyJson(internal, goJsonString);
}
