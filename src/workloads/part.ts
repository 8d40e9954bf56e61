/** Parts of a pod that is put together: a value and its origin. */
import { type Mutable, setMember } from "../json/mutable.ts";
import { isObject, type Json, member } from "../json/value.ts";
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
  return value === undefined && origin.at === undefined && origin.member === undefined;
}

function isListOrAbsent(value: Json | undefined): boolean {
  return value === undefined || Array.isArray(value);
}

/** Of an absent object it may be known where its members would be. */
function isObjectOrAbsent(value: Json | undefined): boolean {
  return value === undefined || isObject(value);
}

/** Origins are found when they are asked for: most never are. */
function mergeObjects(first: Part, second: Part, merging: Merging, depth: number): Part {
  const nested = nestedParts(first, second, merging, depth);
  const member = (key: string): Origin => {
    return (nested.get(key) ?? mergeMembers(memberPart(first, key), memberPart(second, key), merging, depth + 1))
      .origin;
  };
  return {
    value: mergedValue(first.value, second.value, nested, merging),
    origin: { ...outer(first, second), member },
  };
}

/** The members that are objects or lists in both. */
function nestedParts(first: Part, second: Part, merging: Merging, depth: number): ReadonlyMap<string, Part> {
  const nested = new Map<string, Part>();
  if (!isObject(first.value) || !isObject(second.value)) return nested;
  for (const [key, value] of Object.entries(first.value)) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(second.value, key)) continue;
    nested.set(key, mergeParts(memberPart(first, key), memberPart(second, key), merging, depth + 1));
  }
  return nested;
}

function mergedValue(
  first: Json | undefined,
  second: Json | undefined,
  nested: ReadonlyMap<string, Part>,
  { work }: Merging,
): Json | undefined {
  if (!isObject(first) || !isObject(second)) return first ?? second;
  const value: Mutable = { ...second, ...first };
  work.left -= Object.keys(value).length;
  for (const [key, part] of nested) if (part.value !== undefined) setMember(value, key, part.value);
  return value;
}

/** What only the second has stands there; a change of it goes to the first. */
function mergeMembers(first: Part, second: Part, merging: Merging, depth: number): Part {
  return first.value === undefined && first.origin.member === undefined
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

/** Elements of the same name are merged, unless one would hide something of the other. */
function mergeLists(first: Part, second: Part, merging: Merging, depth: number): Part {
  const own = lengthOf(first);
  if (own === 0) {
    const origin = { ...outer(first, second), item: (i: number) => innerOrigin(second.origin, i) };
    return { value: second.value, origin };
  }
  merging.work.left -= own + lengthOf(second);
  const [front, back] = merging.isBehind ? [second, first] : [first, second];
  const merged = elementsOf(front);
  const byName = new Map(merged.map((part, i): [string | undefined, number] => [nameOf(part), i]));
  for (const part of elementsOf(back)) {
    const name = nameOf(part);
    const same = name === undefined ? undefined : byName.get(name);
    const other = same === undefined ? undefined : merged[same];
    if (same === undefined || other === undefined || isInConflict(part.value, other.value, merging.work))
      merged.push(part);
    else if (merging.isBehind) merged[same] = mergeParts(part, other, merging, depth + 1);
    else merged[same] = mergeParts(other, part, merging, depth + 1);
  }
  return listPart(merged, outer(first, second));
}

/** Whether something differs that is no list: of that only one could stand in an object. */
function isInConflict(a: Json | undefined, b: Json | undefined, work: Merging["work"], depth = 0): boolean {
  if (a === undefined || b === undefined || a === b) return false;
  if (Array.isArray(a) && Array.isArray(b)) return false;
  if (!isObject(a) || !isObject(b) || depth === MAX_MERGE_DEPTH) return true;
  const entries = Object.entries(a);
  work.left -= entries.length;
  return entries.some(([key, value]) => isInConflict(value, member(b, key), work, depth + 1));
}

function lengthOf({ value }: Part): number {
  return Array.isArray(value) ? value.length : 0;
}

function nameOf({ value }: Part): string | undefined {
  const name = member(value, "name");
  return typeof name === "string" ? name : undefined;
}

function elementsOf({ value, origin }: Part): Part[] {
  if (!Array.isArray(value)) return [];
  return value.map((element: Json, i) => ({ value: element, origin: innerOrigin(origin, i) }));
}

export function listPart(elements: readonly Part[], origin: Origin): Part {
  return {
    value: elements.map(({ value }) => value as Json),
    origin: { ...origin, item: (i) => elements[i]?.origin },
  };
}
