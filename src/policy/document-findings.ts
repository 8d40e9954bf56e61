/** What is wrong, or doubtful, in a document, at the places in its text. */
import type { Issue } from "../cel/issue.ts";
import type { Compilation } from "./compile-document.ts";
import type { PolicyDocument } from "./documents.ts";
import type { FieldError } from "./field-errors.ts";
import type { Finding } from "./finding.ts";

/** The faults for which the document is refused. */
export function faultsOf(document: PolicyDocument, { decodeError, fieldErrors }: Compilation): Finding[] {
  if (decodeError !== undefined) {
    return [about(document, document.place.finding(decodeError.message, decodeError.field || undefined))];
  }
  return fieldErrors.flatMap((error) => fieldFaults(document, error));
}

/** A finding in the document, with the document named. */
export function about(document: PolicyDocument, finding: Finding): Finding {
  const { kind, name } = document;
  return { ...finding, kind, ...(name === "" ? {} : { name }) };
}

/** Of an expression that does not compile, each issue is a fault of its own, at its own place. */
function fieldFaults(document: PolicyDocument, { field, message, issues = [] }: FieldError): Finding[] {
  const { place } = document;
  if (issues.length === 0) return [about(document, place.finding(message, field))];
  return issues.map((issue) => about(document, place.finding(issueText(issue), field, issue.offset)));
}

/** With the name that was perhaps meant. */
export function issueText({ message, suggestion }: Issue): string {
  return suggestion === undefined ? message : `${message}, did you mean '${suggestion}'?`;
}
