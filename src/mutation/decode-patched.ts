/** What kube-apiserver makes of an object after a JSON Patch: it reads it anew, strictly for built-in kinds. */
import { stringifyJson } from "../json/stringify.ts";
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { type GoStruct, goStruct } from "../kube/go-types.ts";
import { definitionName } from "../kube/schema/built-in.ts";
import { apiVersionOf, parseApiVersion } from "../matching/request.ts";
import { kindOf } from "./custom-types.ts";
import { MutationFault } from "./fault.ts";
import type { MutableKind } from "./mutable-kind.ts";
import { FatalReadError, StrictReader } from "./strict-reader.ts";
import { typedObject } from "./typed-object.ts";
import { valuesIn } from "./values-in.ts";

/** Any fault fails the request, whatever the failure policy of the policy says. */
export function decodePatched(patched: Json, before: JsonObject, kind: MutableKind): JsonObject | MutationFault {
  const fault = typeFault(patched);
  if (fault !== undefined)
    return internal(`couldn't get version/kind; json parse error: json: cannot unmarshal ${fault}`);
  const object = isObject(patched) ? patched : undefined;
  if (!kind.isBuiltIn) return decodeCustom(object);
  return decodeBuiltIn(object ?? {}, before, kind);
}

function internal(message: string): MutationFault {
  return new MutationFault(message, "internal");
}

const TYPE_META =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** What is not of the type that the API server looks at first. */
function typeFault(patched: Json): string | undefined {
  if (patched !== null && !isObject(patched)) return `${kindOf(patched, false)} into Go value of type ${TYPE_META}`;
  if (typeof patched?.["apiVersion"] === "string" && typeof patched["kind"] === "string") return undefined;
  for (const field of Object.keys(patched ?? {})) {
    const value = member(patched, field) ?? null;
    if ((field !== "apiVersion" && field !== "kind") || value === null || typeof value === "string") continue;
    return `${kindOf(value, false)} into Go struct field .${field} of type string`;
  }
  return undefined;
}

function decodeCustom(object: JsonObject | undefined): JsonObject | MutationFault {
  if (object !== undefined && text(object, "kind") !== "") return object;
  return internal(`Object 'Kind' is missing in '${stringifyJson(object ?? null)}'`);
}

function text(object: JsonObject, field: string): string {
  const value = member(object, field);
  return typeof value === "string" ? value : "";
}

/** Without a kind of its own the object is taken to be what it was. */
function decodeBuiltIn(object: JsonObject, before: JsonObject, kind: MutableKind): JsonObject | MutationFault {
  const apiVersion = text(object, "apiVersion") || apiVersionOf(kind.kind);
  const kindName = text(object, "kind") || kind.kind.kind;
  const struct = structOf(apiVersion, kindName);
  if (struct === undefined) {
    const registered = `no kind ${goQuote(kindName)} is registered for version ${goQuote(apiVersion)}`;
    return internal(`${registered} in scheme "pkg/api/legacyscheme/scheme.go:30"`);
  }
  const isWhole = object["apiVersion"] === apiVersion && object["kind"] === kindName;
  const whole = isWhole ? object : { ...object, apiVersion, kind: kindName };
  const result = readStrictly(struct, whole, before, new StrictReader());
  if (typeof result !== "string") return result;
  // Now that there are faults, which of them is told depends on the order of keys.
  const again = readStrictly(struct, whole, before, new StrictReader(new Set(valuesIn([before]))));
  return internal(typeof again === "string" ? again : result);
}

/** @returns the text of a fault */
function readStrictly(
  struct: GoStruct,
  object: JsonObject,
  before: JsonObject,
  reader: StrictReader,
): JsonObject | string {
  try {
    const result = typedObject(struct, object, before, reader);
    return reader.fault ?? result;
  } catch (error) {
    if (error instanceof FatalReadError) return error.message;
    throw error;
  }
}

function structOf(apiVersion: string, kind: string): GoStruct | undefined {
  const { group, version } = parseApiVersion(apiVersion);
  const definition = definitionName(group, version, kind);
  return definition === undefined ? undefined : goStruct(definition);
}
