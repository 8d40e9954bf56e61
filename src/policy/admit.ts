import { type Json, type JsonObject, member } from "../json/value.ts";
import { compileDocument } from "./compile-document.ts";
import { customResources } from "./custom-resources.ts";
import { classify, isInTreeKind } from "./kinds.ts";
import { refusalOf, type Status } from "./refusal.ts";
import { typeCheck } from "./type-checking.ts";

/** What kube-apiserver answers to a policy or binding that is created. */
export interface Admission {
  readonly accepted: boolean;
  /** Of a refusal. */
  readonly status?: Status;
  /** Texts of Warning headers. */
  readonly warnings: readonly string[];
  /** Of an accepted ValidatingAdmissionPolicy: what goes into its status. */
  readonly typeChecking?: readonly ExpressionWarning[];
}

export interface ExpressionWarning {
  readonly fieldRef: string;
  readonly warning: string;
}

/** The definitions of the custom resources that there are. */
export interface Surroundings {
  readonly crds: readonly Json[];
}

/** @throws TypeError for an object of another kind */
export function admitDocument(object: JsonObject, { crds }: Surroundings): Admission {
  const classified = classify(text(member(object, "apiVersion")), text(member(object, "kind")));
  if (classified.is !== "policy" || !isInTreeKind(classified.kind)) {
    throw new TypeError("neither a policy nor a binding");
  }
  const { kind, version } = classified;
  const compilation = compileDocument(object, kind, version);
  const status = refusalOf(compilation, text(member(member(object, "metadata"), "name")), kind, version);
  const warnings = compilation.warnings.map(({ message }) => message);
  if (status !== undefined) return { accepted: false, status, warnings };
  if (kind !== "ValidatingAdmissionPolicy") return { accepted: true, warnings };
  const typeChecking = typeCheck(compilation.document, customResources(crds));
  return {
    accepted: true,
    warnings,
    typeChecking: typeChecking.map(({ fieldRef, warning }) => ({ fieldRef, warning })),
  };
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
