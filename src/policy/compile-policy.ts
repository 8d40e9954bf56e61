/** Checks decoded policies as kube-apiserver does (pkg/apis/admissionregistration/validation) and compiles them. */
import type { Program } from "../cel/program.ts";
import { goJsonString } from "../json/stringify.ts";
import { type Json, type JsonObject, member } from "../json/value.ts";
import { goQuote, trimSpace } from "../kube/go-text.ts";
import { qualifiedNameFaults } from "../kube/names.ts";
import { isCelIdentifier } from "./cel-identifier.ts";
import { checkMatchConstraints } from "./check-match.ts";
import { checkMetadata } from "./check-metadata.ts";
import { checkParamKind } from "./check-params.ts";
import { compileAuditAnnotations } from "./compile-audit-annotations.ts";
import { ExpressionCompiler } from "./compile-expressions.ts";
import { compileMutation } from "./compile-mutation.ts";
import { compileValidation } from "./compile-validation.ts";
import type { FieldErrors } from "./field-errors.ts";
import { objectOf, objectsOf, optionalText, textOf } from "./fields.ts";
import { matchResourcesOf } from "./match-resources.ts";
import type {
  CompiledCondition,
  CompiledMutatingPolicy,
  CompiledPolicyBase,
  CompiledValidatingPolicy,
  CompiledVariable,
  FailurePolicy,
} from "./model.ts";

/** A policy before its bindings are known. */
export type Unbound<T extends CompiledPolicyBase> = Omit<T, "bindings" | "source">;

const FAILURE_POLICIES = ["Fail", "Ignore"];
const REINVOCATION_POLICIES = ["IfNeeded", "Never"];
const MAX_MATCH_CONDITIONS = 64;

/** @returns meaningful only if no errors were found */
export function compileValidatingPolicy(document: JsonObject, errors: FieldErrors): Unbound<CompiledValidatingPolicy> {
  const spec = objectOf(document, "spec") ?? {};
  const hasVariables = objectsOf(spec, "variables").length > 0;
  const compiler = new ExpressionCompiler(objectOf(spec, "paramKind") !== undefined, hasVariables, false, errors);
  const base = compileBase(document, spec, compiler, errors, () => checkMatchConstraints(spec, false, errors));
  const hasEither = objectsOf(spec, "validations").length + objectsOf(spec, "auditAnnotations").length > 0;
  if (!hasEither) {
    const fault = "validations or auditAnnotations must contain at least one item";
    errors.required("spec.validations", fault);
    errors.required("spec.auditAnnotations", fault);
  }
  return { ...base, ...compileValidations(spec, base.name, compiler, errors) };
}

/** What a validating policy has beyond the base. */
export function compileValidations(spec: JsonObject, name: string, compiler: ExpressionCompiler, errors: FieldErrors) {
  return {
    kind: "ValidatingAdmissionPolicy",
    validations: objectsOf(spec, "validations").flatMap((validation, i) =>
      compileValidation(validation, `spec.validations[${i}]`, compiler, errors),
    ),
    auditAnnotations: compileAuditAnnotations(objectsOf(spec, "auditAnnotations"), name, compiler, errors),
  } as const;
}

/** @returns meaningful only if no errors were found */
export function compileMutatingPolicy(document: JsonObject, errors: FieldErrors): Unbound<CompiledMutatingPolicy> {
  const spec = objectOf(document, "spec") ?? {};
  const compiler = new ExpressionCompiler(objectOf(spec, "paramKind") !== undefined, true, true, errors);
  const base = compileBase(document, spec, compiler, errors, () => checkMatchConstraints(spec, true, errors));
  const mutations = objectsOf(spec, "mutations");
  if (mutations.length === 0) errors.required("spec.mutations", "mutations must contain at least one item");
  return { ...base, ...compileMutations(document, spec, compiler, errors) };
}

/** What a mutating policy has beyond the base. */
export function compileMutations(
  document: JsonObject,
  spec: JsonObject,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
) {
  const mutations = objectsOf(spec, "mutations").flatMap((mutation, i) =>
    compileMutation(mutation, `spec.mutations[${i}]`, compiler, errors),
  );
  const reinvocationPolicy = textOf(spec, "reinvocationPolicy");
  if (reinvocationPolicy === "") errors.required("spec.reinvocationPolicy");
  else if (!REINVOCATION_POLICIES.includes(reinvocationPolicy)) {
    errors.notSupported("spec.reinvocationPolicy", goJsonString(reinvocationPolicy), REINVOCATION_POLICIES);
  }
  return {
    kind: "MutatingAdmissionPolicy",
    mutations,
    reinvocationPolicy: reinvocationPolicy === "IfNeeded" ? "IfNeeded" : "Never",
    warns: annotationOf(document, WARN) === "true",
  } as const;
}

export function annotationOf(document: JsonObject, name: string): Json | undefined {
  return member(member(member(document, "metadata"), "annotations"), name);
}

/** An annotation of Sallyport's own: to the API server it means nothing. */
const WARN = "sallyport.dev/warn";

/**
 * What both kinds have.
 * @param checkMatch what is asked of the match constraints: the order of errors is the API server's
 */
export function compileBase(
  document: JsonObject,
  spec: JsonObject,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
  checkMatch: () => void,
): Unbound<CompiledPolicyBase> {
  checkMetadata(document, errors);
  const failurePolicy = optionalText(spec, "failurePolicy") ?? "Fail";
  if (!FAILURE_POLICIES.includes(failurePolicy)) {
    errors.notSupported("spec.failurePolicy", goJsonString(failurePolicy), FAILURE_POLICIES);
  }
  checkParamKind(spec, errors);
  checkMatch();
  const paramKind = objectOf(spec, "paramKind");
  return {
    name: textOf(objectOf(document, "metadata") ?? {}, "name"),
    failurePolicy: failurePolicy as FailurePolicy,
    ...(paramKind === undefined
      ? {}
      : { paramKind: { apiVersion: textOf(paramKind, "apiVersion"), kind: textOf(paramKind, "kind") } }),
    matchConstraints: matchResourcesOf(objectOf(spec, "matchConstraints") ?? {}),
    matchConditions: compileMatchConditions(objectsOf(spec, "matchConditions"), compiler, errors),
    variables: objectsOf(spec, "variables").flatMap((variable, i) =>
      compileVariable(variable, `spec.variables[${i}]`, compiler, errors),
    ),
  };
}

function compileMatchConditions(
  conditions: readonly JsonObject[],
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): CompiledCondition[] {
  const at = "spec.matchConditions";
  if (conditions.length > MAX_MATCH_CONDITIONS) errors.tooMany(at, conditions.length, MAX_MATCH_CONDITIONS);
  const names = new Set<string>();
  return conditions.flatMap((condition, i) => {
    const name = textOf(condition, "name");
    const expression = textOf(condition, "expression");
    let program: Program | undefined;
    if (trimSpace(expression) === "") errors.required(`${at}[${i}].expression`);
    else program = compiler.matchCondition(expression, `${at}[${i}].expression`);
    if (name === "") errors.required(`${at}[${i}].name`);
    for (const fault of name === "" ? [] : qualifiedNameFaults(name)) {
      errors.invalid(`${at}[${i}].name`, goQuote(name), fault);
    }
    if (name !== "" && names.has(name)) errors.duplicate(`${at}[${i}].name`, goQuote(name));
    names.add(name);
    return program === undefined ? [] : [{ name, expression, program }];
  });
}

function compileVariable(
  variable: JsonObject,
  at: string,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): CompiledVariable[] {
  const name = textOf(variable, "name");
  const expression = textOf(variable, "expression");
  if (trimSpace(name) === "") errors.required(`${at}.name`, "name is not specified");
  else if (!isCelIdentifier(name)) errors.invalid(`${at}.name`, goQuote(name), "must be a valid CEL identifier");
  if (trimSpace(expression) === "") {
    errors.required(`${at}.expression`, "expression is not specified");
    return [];
  }
  const program = compiler.variable(name, expression, `${at}.expression`);
  return program === undefined ? [] : [{ name, expression, program }];
}
