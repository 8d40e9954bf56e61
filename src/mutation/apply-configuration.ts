/** `patchType: ApplyConfiguration`: an `Object{...}` merged into the object by its schema. */
import type { Message } from "../cel/values.ts";
import type { Json, JsonObject } from "../json/value.ts";
import type { Atom } from "./atom.ts";
import { atomicPaths } from "./atomics.ts";
import { showFaults } from "./faults.ts";
import { type GoMap, goMapOf, type IsInput } from "./go-value.ts";
import { mergeTyped } from "./merge.ts";
import { typeNameFault } from "./type-names.ts";
import { validateTyped } from "./typed-validation.ts";

/** The configuration does not fit the object. The message is that of the API server. */
export class ApplyError extends Error {
  override readonly name = "ApplyError";
}

/**
 * The object with the configuration merged into it; the very same if nothing changes.
 * @param isChecked whether the object is known to fit its schema, as those of built-in kinds are
 * @throws ApplyError
 */
export function applyConfiguration(
  message: Message,
  object: JsonObject,
  atom: Atom,
  isChecked: boolean,
  isInput: IsInput,
): JsonObject {
  const configuration = configurationOf(message, object, isInput);
  check(atom, configuration, false, "failed to convert patch object to typed object");
  const atomics = atomicPaths(atom, configuration);
  if (atomics.length > 0) {
    const fault = `may not mutate atomic arrays, maps or structs: ${atomics.join(", ")}`;
    throw new ApplyError(`error applying patch: invalid ApplyConfiguration: ${fault}`);
  }
  if (!isChecked) check(atom, object, true, "failed to convert original object to typed object");
  return mergeTyped(atom, object, configuration as Json) as JsonObject;
}

/** A configuration is always about an object of the same kind, whatever it says itself. */
function configurationOf(message: Message, object: JsonObject, isInput: IsInput): GoMap {
  const fault = typeNameFault(message);
  if (fault !== undefined) throw new ApplyError(fault);
  const configuration = goMapOf(message, isInput);
  if (configuration instanceof Error) throw new ApplyError("invalid return type: *dynamic.ObjectVal");
  const { apiVersion = "", kind = "" } = object;
  return { ...configuration, apiVersion, kind };
}

function check(atom: Atom, value: GoMap, allowsDuplicates: boolean, what: string): void {
  const faults = validateTyped(atom, value, allowsDuplicates);
  if (faults !== undefined) throw new ApplyError(`error applying patch: ${what}: ${showFaults(faults)}`);
}
