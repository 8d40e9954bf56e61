/** Strategic merge of a patch onto the spec of a pod, as `kubectl patch` does, without its directives. */
import { type Mutable, setMember } from "../json/mutable.ts";
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { innerOrigin, NOWHERE, type Origin } from "./origin.ts";
import { listPart, MAX_MERGE_DEPTH, type Merging, type Part } from "./part.ts";

/** By which key elements of a list are the same (`patchMergeKey` in k8s.io/api/core/v1); other lists are replaced. */
const MERGE_KEYS: ReadonlyMap<string, string> = new Map([
  ["containers", "name"],
  ["initContainers", "name"],
  ["ephemeralContainers", "name"],
  ["volumes", "name"],
  ["env", "name"],
  ["imagePullSecrets", "name"],
  ["resourceClaims", "name"],
  ["schedulingGates", "name"],
  ["volumeMounts", "mountPath"],
  ["volumeDevices", "devicePath"],
  ["ports", "containerPort"],
  ["hostAliases", "ip"],
  ["topologySpreadConstraints", "topologyKey"],
]);

/** @param field the name of the field that both are of */
export function patchPart(base: Part, patch: Part, field: string, work: Merging["work"], depth = 0): Part {
  if (patch.value === undefined) return base;
  if (patch.value === null) return { value: undefined, origin: NOWHERE };
  if (depth === MAX_MERGE_DEPTH) return patch;
  if (isObject(base.value) && isObject(patch.value))
    return patchObject(base, base.value, patch, patch.value, work, depth);
  const key = MERGE_KEYS.get(field);
  if (key !== undefined && Array.isArray(base.value) && Array.isArray(patch.value)) {
    return patchList(base.value, base.origin, patch, key, work, depth);
  }
  return patch;
}

function patchObject(
  base: Part,
  object: JsonObject,
  patch: Part,
  changes: JsonObject,
  work: Merging["work"],
  depth: number,
): Part {
  const value: Mutable = { ...object };
  const changed = new Map<string, Origin>();
  const keys = Object.keys(changes);
  work.left -= keys.length + Object.keys(object).length;
  for (const key of keys) {
    const merged = patchPart(memberOf(base, key), memberOf(patch, key), key, work, depth + 1);
    changed.set(key, merged.origin);
    if (merged.value === undefined) delete value[key];
    else setMember(value, key, merged.value);
  }
  const member = (key: string): Origin | undefined => changed.get(key) ?? base.origin.member?.(key);
  return { value, origin: { ...base.origin, member } };
}

function memberOf({ value, origin }: Part, key: string): Part {
  return { value: member(value, key), origin: innerOrigin(origin, key) };
}

function patchList(
  list: readonly Json[],
  origin: Origin,
  patch: Part,
  key: string,
  work: Merging["work"],
  depth: number,
): Part {
  const merged = list.map((element, i): Part => ({ value: element, origin: innerOrigin(origin, i) }));
  const places = new Map(list.map((element, i) => [member(element, key), i]));
  const changes = patch.value as readonly Json[];
  work.left -= list.length + changes.length;
  for (const [i, change] of changes.entries()) {
    const part: Part = { value: change, origin: innerOrigin(patch.origin, i) };
    const identity = member(change, key);
    const place = identity === undefined ? undefined : places.get(identity);
    const base = place === undefined ? undefined : merged[place];
    if (place === undefined || base === undefined) merged.push(part);
    else merged[place] = patchPart(base, part, "", work, depth + 1);
  }
  const { item: _, ...outer } = origin;
  return listPart(merged, outer);
}
