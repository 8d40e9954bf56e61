/** JSON patches as expressions make them: `list(JSONPatch)`. */
import { Message, type Value } from "../cel/values.ts";
import { applyPatch, PatchError, type PatchOperation } from "../json/patch.ts";
import type { Json } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import type { IsInput } from "./go-value.ts";
import { patchValue } from "./patch-value.ts";

/** @throws PatchValueError */
export function patchOperations(value: Value, isInput: IsInput): readonly PatchOperation[] {
  if (!Array.isArray(value)) throw new TypeError("no list of patches");
  return value.map((element: Value) => {
    if (!(element instanceof Message)) throw new TypeError("no patch");
    return patchOperation(element, isInput);
  });
}

function patchOperation({ fields }: Message, isInput: IsInput): PatchOperation {
  const from = text(fields.get("from"));
  const value = fields.get("value");
  return {
    op: text(fields.get("op")),
    path: text(fields.get("path")),
    ...(from === "" ? {} : { from }),
    ...(value === undefined ? {} : { value: patchValue(value, isInput) }),
  };
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

/**
 * The document after the patch; the very same if a `test` fails, for that only says that there is nothing to do.
 * @throws PatchError
 */
export function applyOperations(document: Json, operations: readonly PatchOperation[]): Json {
  try {
    return applyPatch(document, operations, checkReadable);
  } catch (error) {
    if (error instanceof PatchError && error.test) return document;
    throw error;
  }
}

/**
 * Kubernetes hands texts to its JSON Patch library with Go's escapes, of which JSON does not know all: what has some is
 * refused.
 */
function checkReadable({ op, path, from }: PatchOperation): void {
  if (foreignEscape(op) !== undefined) throw new PatchError("Unexpected kind: unknown");
  const inFrom = from === undefined || (op !== "move" && op !== "copy") ? undefined : foreignEscape(from);
  if (inFrom !== undefined) throw new PatchError(`${op} operation failed to decode from: ${unreadable(inFrom)}`);
  const inPath = foreignEscape(path);
  if (inPath === undefined) return;
  const isTold = op === "replace" || op === "move" || op === "test";
  throw new PatchError(`${op} operation failed to decode path: ${isTold ? unreadable(inPath) : "missing value"}`);
}

function unreadable(letter: string): string {
  return `invalid character '${letter}' in string escape code`;
}

/** Printable ASCII but for quotes and backslashes. */
const NEVER_ESCAPED = /^[ !#-[\]-~]*$/;

/** The letter of the first of Go's escapes in a text that JSON does not have. */
function foreignEscape(text: string): string | undefined {
  if (NEVER_ESCAPED.test(text)) return undefined;
  return /^(?:[^\\]|\\["\\bfnrtu])*\\([^"\\bfnrtu])/.exec(goQuote(text))?.[1];
}
