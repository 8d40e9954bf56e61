import { goJsonString } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { goQuote, trimSpace } from "../kube/go-text.ts";
import type { ExpressionCompiler } from "./compile-expressions.ts";
import type { FieldErrors } from "./field-errors.ts";
import { objectOf, textOf } from "./fields.ts";
import type { CompiledMutation } from "./model.ts";

/** The field that each patch type has its expression in. */
const FIELD_OF = { ApplyConfiguration: "applyConfiguration", JSONPatch: "jsonPatch" } as const;

type PatchType = keyof typeof FIELD_OF;

function isPatchType(text: string): text is PatchType {
  return Object.hasOwn(FIELD_OF, text);
}

export function compileMutation(
  mutation: JsonObject,
  at: string,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): CompiledMutation[] {
  const patchType = textOf(mutation, "patchType");
  if (patchType === "") errors.required(`${at}.patchType`);
  else if (isPatchType(patchType)) return compilePatch(mutation, patchType, at, compiler, errors);
  else errors.notSupported(`${at}.patchType`, goJsonString(patchType), Object.keys(FIELD_OF));
  return [];
}

function compilePatch(
  mutation: JsonObject,
  patchType: PatchType,
  at: string,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): CompiledMutation[] {
  const field = FIELD_OF[patchType];
  const other = FIELD_OF[patchType === "JSONPatch" ? "ApplyConfiguration" : "JSONPatch"];
  const patch = objectOf(mutation, field);
  const expression = trimSpace(textOf(patch ?? {}, "expression"));
  let compiled: CompiledMutation[] = [];
  if (patch === undefined) errors.required(`${at}.${field}`, `must be specified when patchType is ${patchType}`);
  else if (expression === "") errors.required(`${at}.${field}.expression`);
  else {
    const source = textOf(patch, "expression");
    const program = compiler[field](source, `${at}.${field}.expression`);
    if (program !== undefined) compiled = [{ patchType, expression: { expression: source, program } }];
  }
  if (objectOf(mutation, other) !== undefined) {
    errors.invalid(`${at}.${other}`, goQuote(`{${other}}`), `must not be specified when patchType is ${patchType}`);
  }
  return compiled;
}
