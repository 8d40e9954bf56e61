/** Parts of a pod that is put together: a value and its origin. */
import { type Mutable, setMember } from "../json/mutable.ts";
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { homeOf, innerOrigin, NOWHERE, type Origin } from "./origin.ts";

export interface Part {
  /** Undefined: absent, but its origin says where it would be. */
  readonly value: Json | undefined;
  readonly origin: Origin;
}

export const ABSENT: Part = { value: undefined, origin: NOWHERE };

/** How parts are put together. */
export interface Merging {
  /** What it may take yet: members and elements that are looked at. */
  readonly work: { left: number };
  /** Whether elements of the first list stand behind those of the second. */
  readonly isBehind: boolean;
}

/** Deeper parts of two objects are not merged: no pod is that deep. */
export const MAX_MERGE_DEPTH = 32;

/** Both parts as one: members of objects are merged, lists put one behind the other, of everything else the first wins. */
export function mergeParts(first: Part, second: Part, merging: Merging, depth = 0): Part {
  if (isUnset(second)) return first;
  if (isUnset(first)) return second;
  if (second.value === undefined && first.origin.at === undefined && !isObjectOrAbsent(first.value)) {
    return { value: first.value, origin: { ...first.origin, ...outer(first, second) } };
  }
  if (isListOrAbsent(first.value) && Array.isArray(second.value)) return mergeLists(first, second, merging, depth);
  if (isObjectOrAbsent(first.value) && isObjectOrAbsent(second.value) && depth < MAX_MERGE_DEPTH) {
    return mergeObjects(first, second, merging, depth);
  }
  return elseParts(first, second);
}

/** The second only where the first is absent: a change of it goes to where the first would be. */
export function elseParts(first: Part, second: Part): Part {
  if (first.value !== undefined || second.value === undefined) return isUnset(first) ? second : first;
  const home = homeOf(first.origin);
  return home === undefined ? second : { value: second.value, origin: { ...second.origin, home } };
}

/** Nothing is known of it, not even where it would be. */
export function isUnset({ value, origin }: Part): boolean {
  return value === undefined && origin.at === undefined && origin.members === undefined;
}

function isListOrAbsent(value: Json | undefined): boolean {
  return value === undefined || Array.isArray(value);
}

/** Of an absent object it may be known where its members would be. */
function isObjectOrAbsent(value: Json | undefined): boolean {
  return value === undefined || isObject(value);
}

function mergeObjects(first: Part, second: Part, merging: Merging, depth: number): Part {
  const value: Mutable = { ...(first.value as JsonObject | undefined) };
  const members = new Map(first.origin.members);
  const keys = [...Object.keys(second.value ?? {}), ...(second.origin.members?.keys() ?? []), ...members.keys()];
  merging.work.left -= keys.length + Object.keys(value).length;
  for (const key of new Set(keys)) {
    const merged = mergeMembers(memberPart(first, key), memberPart(second, key), merging, depth + 1);
    members.set(key, merged.origin);
    if (merged.value !== undefined) setMember(value, key, merged.value);
  }
  const isAbsent = first.value === undefined && second.value === undefined;
  return { value: isAbsent ? undefined : value, origin: { ...outer(first, second), members } };
}

/** What only the second has stands there; a change of it goes to the first. */
function mergeMembers(first: Part, second: Part, merging: Merging, depth: number): Part {
  return first.value === undefined && first.origin.members === undefined
    ? elseParts(first, second)
    : mergeParts(first, second, merging, depth);
}

function memberPart({ value, origin }: Part, key: string): Part {
  return { value: member(value, key), origin: innerOrigin(origin, key) };
}

/** What is new goes to the first. */
function outer(first: Part, second: Part): Origin {
  const { at, home } = first.origin.at === undefined ? second.origin : first.origin;
  return { ...(at !== undefined && { at }), ...(home !== undefined && { home }) };
}

/** Elements of the same name are merged. */
function mergeLists(first: Part, second: Part, merging: Merging, depth: number): Part {
  const own = elementsOf(first);
  const others = elementsOf(second);
  merging.work.left -= own.length + others.length;
  const byName = new Map(own.map((part, i): [string | undefined, number] => [nameOf(part), i]));
  const merged = [...own];
  const rest: Part[] = [];
  for (const part of others) {
    const name = nameOf(part);
    const same = name === undefined ? undefined : byName.get(name);
    if (same === undefined) rest.push(part);
    else merged[same] = mergeParts(merged[same] ?? ABSENT, part, merging, depth + 1);
  }
  return listPart(merging.isBehind ? [...rest, ...merged] : [...merged, ...rest], outer(first, second));
}

function nameOf({ value }: Part): string | undefined {
  const name = member(value, "name");
  return typeof name === "string" ? name : undefined;
}

function elementsOf({ value, origin }: Part): readonly Part[] {
  if (!Array.isArray(value)) return [];
  return value.map((element: Json, i) => ({ value: element, origin: innerOrigin(origin, i) }));
}

export function listPart(elements: readonly Part[], origin: Origin): Part {
  return {
    value: elements.map(({ value }) => value as Json),
    origin: { ...origin, items: elements.map((element) => element.origin) },
  };
}
