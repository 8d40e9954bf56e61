import { type Mutable, setMember } from "../json/mutable.ts";
import { Double, isObject, type Json, type JsonObject } from "../json/value.ts";
import { apiVersionOf, parseApiVersion } from "../matching/request.ts";
import { MutationFault } from "./fault.ts";
import { jsonNumber } from "./json-number.ts";
import type { MutableKind } from "./mutable-kind.ts";
import { NIL_LIST } from "./nil-list.ts";

/**
 * What the API server makes of the object after the last policy: of a custom resource the kind cannot change, of a
 * built-in kind that is an error, and values that mutations made are written as JSON.
 * @param received the object before the first policy, of which nothing is touched
 */
export function settled(
  object: JsonObject,
  received: JsonObject,
  { kind, isBuiltIn }: MutableKind,
): JsonObject | MutationFault {
  const apiVersion = apiVersionOf(kind);
  const result = written(object, received) as JsonObject;
  if (result["kind"] === kind.kind && result["apiVersion"] === apiVersion) return result;
  if (!isBuiltIn) return { ...result, apiVersion, kind: kind.kind };
  const from = `${parseApiVersion(String(result["apiVersion"])).version}.${result["kind"]}`;
  const to = `${packageOf(kind.group)}.${kind.kind}`;
  return new MutationFault(`failed to convert object: converting (${from}) to (${to}): unknown conversion`, "internal");
}

/** The Go package of a group's own form: `core`, `apps`, `rbac`. */
function packageOf(group: string): string {
  return group === "" ? "core" : (group.split(".")[0] ?? group);
}

function written(value: Json, before: Json | undefined): Json {
  if (value === before) return value;
  if (value === NIL_LIST) return null;
  if (value instanceof Double) return jsonNumber(value.value);
  if (Array.isArray(value)) return writtenList(value, Array.isArray(before) ? before : []);
  return isObject(value) ? writtenObject(value, isObject(before) ? before : NOTHING) : value;
}

const NOTHING: JsonObject = {};

/** Elements may have moved. */
function writtenList(list: readonly Json[], before: readonly Json[]): readonly Json[] {
  let known: ReadonlySet<Json> | undefined;
  let changed: Json[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as Json;
    if (item === before[i]) continue;
    known ??= new Set(before);
    const result = known.has(item) ? item : written(item, before[i]);
    if (result === item) continue;
    changed ??= [...list];
    changed[i] = result;
  }
  return changed ?? list;
}

function writtenObject(object: JsonObject, before: JsonObject): JsonObject {
  let changed: Mutable | undefined;
  for (const key of Object.keys(object)) {
    const value = object[key] as Json;
    // No JSON is what an object inherits: what is identical is an own member of both.
    if (value === before[key]) continue;
    const result = written(value, Object.hasOwn(before, key) ? before[key] : undefined);
    if (result === value) continue;
    changed ??= { ...object };
    setMember(changed, key, result);
  }
  return changed ?? object;
}
