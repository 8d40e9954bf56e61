/** A document of one of the four kinds: decoded, checked, compiled. */
import type { JsonObject } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { ADMISSION_POLICY } from "./admission-policy-shape.ts";
import { checkMetadata } from "./check-metadata.ts";
import { type CompiledAdmissionPolicy, compileAdmissionPolicy } from "./compile-admission-policy.ts";
import { compileBinding } from "./compile-binding.ts";
import { compileMutatingPolicy, compileValidatingPolicy, type Unbound } from "./compile-policy.ts";
import { type DecodeError, decode } from "./decode.ts";
import { type FieldError, FieldErrors } from "./field-errors.ts";
import { objectOf, textOf } from "./fields.ts";
import type { InTreeKind, PolicyKind } from "./kinds.ts";
import type { Binding, CompiledMutatingPolicy, CompiledValidatingPolicy } from "./model.ts";
import { type ApiVersion, SHAPES } from "./shapes.ts";
import { unknownField } from "./unknown-field.ts";

export type Compiled =
  | { readonly kind: "ValidatingAdmissionPolicy"; readonly policy: Unbound<CompiledValidatingPolicy> }
  | { readonly kind: "MutatingAdmissionPolicy"; readonly policy: Unbound<CompiledMutatingPolicy> }
  | { readonly kind: "ValidatingAdmissionPolicyBinding"; readonly binding: Binding }
  | { readonly kind: "MutatingAdmissionPolicyBinding"; readonly binding: Binding }
  | { readonly kind: "AdmissionPolicy"; readonly own: CompiledAdmissionPolicy }
  | { readonly kind: "WorkloadKind"; readonly workload: JsonObject };

/** Finds what is wrong with a WorkloadKind: what it means is known further up. */
export type CheckWorkloadKind = (document: JsonObject) => readonly FieldWarning[];

/** What kube-apiserver says of a document. Either it is compiled, or there is a decode error or are field errors. */
export interface Compilation {
  readonly compiled?: Compiled;
  readonly decodeError?: DecodeError;
  readonly fieldErrors: readonly FieldError[];
  /** Of each: the text that the API server warns with, and the field. */
  readonly warnings: readonly FieldWarning[];
  /** As decoded, defaults not filled in. */
  readonly document: JsonObject;
}

export interface FieldWarning {
  readonly field: string;
  readonly message: string;
}

export function compileDocument(
  object: JsonObject,
  kind: PolicyKind,
  version: ApiVersion,
  checkWorkloadKind: CheckWorkloadKind = () => [],
): Compilation {
  if (kind === "AdmissionPolicy") return compileOwn(object);
  return kind === "WorkloadKind" ? compileWorkload(object, checkWorkloadKind) : compileInTree(object, kind, version);
}

function compileWorkload(document: JsonObject, check: CheckWorkloadKind): Compilation {
  const errors = new FieldErrors();
  checkMetadata(document, errors);
  for (const { field, message } of check(document)) errors.plain(field, message);
  const compiled: Compiled = { kind: "WorkloadKind", workload: document };
  return { ...(errors.all.length === 0 ? { compiled } : {}), fieldErrors: errors.all, warnings: [], document };
}

/** An AdmissionPolicy: a field that there is not is no warning but a fault, and faults are told in plain words. */
function compileOwn(object: JsonObject): Compilation {
  const { value: document, error, unknownFields } = decode(object, ADMISSION_POLICY);
  if (error !== undefined) {
    return { decodeError: { ...error, message: error.plain }, fieldErrors: [], warnings: [], document };
  }
  const errors = new FieldErrors();
  for (const field of unknownFields) errors.forbidden(field, unknownField(field, ADMISSION_POLICY));
  const own = compileAdmissionPolicy(document, errors);
  const compiled: Compiled = { kind: "AdmissionPolicy", own };
  return { ...(errors.all.length === 0 ? { compiled } : {}), fieldErrors: errors.all, warnings: [], document };
}

function compileInTree(object: JsonObject, kind: InTreeKind, version: ApiVersion): Compilation {
  const shape = SHAPES[version].get(kind);
  if (shape === undefined) throw new TypeError(`no shape of ${kind}`);
  const decoded = decode(object, shape);
  const document = withVersionDefaults(decoded.value, version);
  if (decoded.error !== undefined) {
    return { decodeError: decoded.error, fieldErrors: [], warnings: [], document };
  }
  const errors = new FieldErrors();
  const compiled = compileKind(document, kind, errors);
  const unknown = decoded.unknownFields.map((field) => ({ field, message: `unknown field ${goQuote(field)}` }));
  return {
    ...(errors.all.length === 0 ? { compiled } : {}),
    fieldErrors: errors.all,
    warnings: [...unknown, ...nameWarnings(document)],
    document,
  };
}

function compileKind(document: JsonObject, kind: InTreeKind, errors: FieldErrors): Compiled {
  switch (kind) {
    case "ValidatingAdmissionPolicy":
      return { kind, policy: compileValidatingPolicy(document, errors) };
    case "MutatingAdmissionPolicy":
      return { kind, policy: compileMutatingPolicy(document, errors) };
    case "ValidatingAdmissionPolicyBinding":
      return { kind, binding: compileBinding(document, false, errors) };
    case "MutatingAdmissionPolicyBinding":
      return { kind, binding: compileBinding(document, true, errors) };
  }
}

/** Only v1alpha1 has a default that later versions do not have: `parameterNotFoundAction` is Deny. */
function withVersionDefaults(document: JsonObject, version: ApiVersion): JsonObject {
  const spec = objectOf(document, "spec");
  const paramRef = spec === undefined ? undefined : objectOf(spec, "paramRef");
  if (version !== "v1alpha1" || paramRef === undefined || Object.hasOwn(paramRef, "parameterNotFoundAction")) {
    return document;
  }
  return { ...document, spec: { ...spec, paramRef: { ...paramRef, parameterNotFoundAction: "Deny" } } };
}

const STATIC_SUFFIX = ".static.k8s.io";

function nameWarnings(document: JsonObject): FieldWarning[] {
  const name = textOf(objectOf(document, "metadata") ?? {}, "name");
  if (!name.endsWith(STATIC_SUFFIX)) return [];
  const message = `metadata.name: names ending with "${STATIC_SUFFIX}" will be reserved for static manifest-based configurations when the ManifestBasedAdmissionControlConfig feature gate is enabled`;
  return [{ field: "metadata.name", message }];
}
