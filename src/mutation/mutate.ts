import { CelError, Message, type Value } from "../cel/values.ts";
import { PatchError } from "../json/patch.ts";
import type { JsonObject } from "../json/value.ts";
import type { CompiledMutatingPolicy, CompiledMutation } from "../policy/model.ts";
import { OutOfBudget, POLICY_BUDGET } from "../validation/budget.ts";
import { Evaluator } from "../validation/evaluator.ts";
import type { Inputs } from "../validation/inputs.ts";
import { ApplyError, applyConfiguration } from "./apply-configuration.ts";
import { decodePatched } from "./decode-patched.ts";
import { MutationFault } from "./fault.ts";
import { inputLists } from "./input-lists.ts";
import { ConversionError, MERGE_READER } from "./merge-reader.ts";
import { type MutableKind, showKind } from "./mutable-kind.ts";
import { applyOperations, patchOperations } from "./patch-operations.ts";
import { PatchValueError } from "./patch-value.ts";
import { typedObject } from "./typed-object.ts";

/**
 * One mutation of a policy with one binding and one param: the object after it, the very same if nothing changes.
 * Variables are evaluated anew for each mutation, and each has a budget of its own.
 * @param target what is changed, of that kind: the object itself, or a pod in it
 * @throws Pending when an authorization answer is missing
 */
export function mutate(
  { variables }: CompiledMutatingPolicy,
  { patchType, expression }: CompiledMutation,
  inputs: Inputs,
  target: JsonObject,
  kind: MutableKind,
): JsonObject | MutationFault {
  // Patches of objects whose schema nobody knows need none. The API server knows all, but for a moment.
  if (kind.atom === undefined && (kind.isBuiltIn || patchType === "ApplyConfiguration")) return unknownKind(kind);
  try {
    const result = new Evaluator(variables, inputs, POLICY_BUDGET).evaluate(expression);
    if (result instanceof CelError) return new MutationFault(result.message);
    return patchType === "JSONPatch" ? patched(result, inputs, target, kind) : merged(result, inputs, target, kind);
  } catch (error) {
    if (isPolicyError(error)) return new MutationFault(error.message);
    throw error;
  }
}

function isPolicyError(error: unknown): error is Error {
  return error instanceof OutOfBudget || error instanceof ApplyError || error instanceof PatchValueError;
}

function unknownKind({ kind }: MutableKind): MutationFault {
  const hint = "There can be a delay between when CustomResourceDefinitions are created and when they are available.";
  return new MutationFault(`Resource kind ${showKind(kind)} not found. ${hint}`, "unavailable");
}

function merged(
  result: Value,
  inputs: Inputs,
  target: JsonObject,
  { kind, atom, struct, isTrusted }: MutableKind,
): JsonObject | MutationFault {
  if (!(result instanceof Message) || atom === undefined) throw new TypeError("no configuration");
  const after = applyConfiguration(result, target, atom, isTrusted, inputLists(inputs));
  if (struct === undefined || after === target) return after;
  try {
    return typedObject(struct, after, target, MERGE_READER);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return new MutationFault(`unable to convert unstructured object to ${showKind(kind)}: ${error.message}`);
  }
}

function patched(result: Value, inputs: Inputs, target: JsonObject, kind: MutableKind): JsonObject | MutationFault {
  const operations = patchOperations(result, inputLists(inputs));
  try {
    const after = applyOperations(target, operations);
    return after === target ? target : decodePatched(after, target, kind);
  } catch (error) {
    if (error instanceof PatchError) return new MutationFault(`JSON Patch: ${error.message}`);
    throw error;
  }
}
