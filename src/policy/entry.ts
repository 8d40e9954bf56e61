/** A policy or binding in force. */
import type { Issue } from "../cel/issue.ts";
import type { Compilation, Compiled, FieldWarning } from "./compile-document.ts";
import type { CustomResource } from "./custom-resources.ts";
import { issueText } from "./document-findings.ts";
import type { ExtensionScope } from "./environments.ts";
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
  if (compiled.kind !== "ValidatingAdmissionPolicy" && compiled.kind !== "AdmissionPolicy") return compilation.warnings;
  const types = typeCheck(compilation.document, custom, extensionScope(compiled)).flatMap(({ fieldRef, results }) =>
    results.flatMap(({ kind, issues }) =>
      issues.map((issue) => ({ field: fieldRef, message: `for ${kind}: ${issueText(issue)}`, issue })),
    ),
  );
  return [...compilation.warnings, ...types];
}

function extensionScope(compiled: Compiled): ExtensionScope | undefined {
  if (compiled.kind !== "AdmissionPolicy") return undefined;
  const { pods, context } = compiled.own.extension;
  return { pods, context: context.map(({ name }) => name) };
}

/** Exceptions that no longer count. */
export function endedExceptions({ compiled }: Entry, now: number): readonly FieldWarning[] {
  if (compiled.kind !== "AdmissionPolicy") return [];
  return compiled.own.extension.exceptions.flatMap(({ until, endsAt }, i) => {
    const field = `spec.exceptions[${i}].until`;
    return endsAt > now
      ? []
      : [{ field, message: `the exception has ended (${until}) and no longer counts: remove it` }];
  });
}
