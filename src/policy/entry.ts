/** A policy or binding in force. */
import type { Issue } from "../cel/issue.ts";
import type { Compilation, Compiled, FieldWarning } from "./compile-document.ts";
import type { CustomResource } from "./custom-resources.ts";
import { issueText } from "./document-findings.ts";
import { typeCheck } from "./type-checking.ts";

export interface Entry {
  readonly compiled: Compiled;
  /** Where it was read from. */
  readonly source: string;
  /** Of the document and all that its checking depends on. */
  readonly hash: string;
  readonly warnings: readonly Warning[];
}

/** Its place is found in the text as it is when the warning is told. */
export interface Warning extends FieldWarning {
  readonly issue?: Issue;
}

/** What checking the document had to warn of: unknown fields, and types that do not fit. */
export function warningsOf(
  compilation: Compilation,
  compiled: Compiled,
  custom: readonly CustomResource[],
): readonly Warning[] {
  if (compiled.kind !== "ValidatingAdmissionPolicy") return compilation.warnings;
  const types = typeCheck(compilation.document, custom).flatMap(({ fieldRef, results }) =>
    results.flatMap(({ kind, issues }) =>
      issues.map((issue) => ({ field: fieldRef, message: `for ${kind}: ${issueText(issue)}`, issue })),
    ),
  );
  return [...compilation.warnings, ...types];
}
