/** Takes what was changed in a pod back to where it came from. */
import { sameJson } from "../json/equal.ts";
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { splitImage } from "./conversion.ts";
import { homeOf, innerOrigin, type Origin } from "./origin.ts";
import { type Path, valueAt, withoutValue, withValue } from "./path.ts";

interface Changes {
  readonly set: { readonly path: Path; readonly value: Json }[];
  readonly appended: { readonly list: Path; readonly value: Json }[];
  readonly removed: Path[];
}

/** The object with the pod changed from one to another; what has no place is left out. */
export function writeBack(object: JsonObject, before: JsonObject, after: JsonObject, origin: Origin): JsonObject {
  const changes: Changes = { set: [], appended: [], removed: [] };
  // Members of a pod are always looked at one by one: those that were made up stay so.
  compareObjects(before, after, { ...origin, member: (key) => innerOrigin(origin, key) }, changes);
  let root: Json = object;
  for (const { path, value } of changes.set) root = withValue(root, path, value);
  // From the back, so that the indexes of what is still to go do not shift.
  for (const path of changes.removed.toSorted(fromTheBack)) root = withoutValue(root, path);
  for (const { list, value } of changes.appended) root = withElement(root, list, value);
  return isObject(root) ? root : object;
}

function fromTheBack(a: Path, b: Path): number {
  return Number(b.at(-1)) - Number(a.at(-1)) || 0;
}

function withElement(root: Json, list: Path, value: Json): Json {
  const elements = valueAt(root, list);
  if (Array.isArray(elements)) return withValue(root, list, [...elements, value]);
  return elements === undefined || elements === null ? withValue(root, list, [value]) : root;
}

function compare(before: Json | undefined, after: Json | undefined, origin: Origin, changes: Changes): void {
  if (before === after) return;
  if (origin.member !== undefined && isObject(after) && isObjectOrAbsent(before)) {
    compareObjects(before ?? {}, after, origin, changes);
  } else if (origin.item !== undefined && Array.isArray(before) && Array.isArray(after)) {
    compareLists(before, after, origin, changes);
  } else if (after === undefined) {
    if (origin.at !== undefined && origin.home === undefined) changes.removed.push(origin.at);
  } else if (before === undefined || !sameJson(before, after)) {
    set(after, origin, changes);
  }
}

function isObjectOrAbsent(value: Json | undefined): value is JsonObject | undefined {
  return value === undefined || isObject(value);
}

function set(value: Json, origin: Origin, changes: Changes): void {
  const path = homeOf(origin);
  if (path === undefined) return;
  if (!origin.isImage) changes.set.push({ path, value });
  else if (typeof value === "string") {
    const { repository, tag } = splitImage(value);
    changes.set.push({ path: [...path, "repository"], value: repository }, { path: [...path, "tag"], value: tag });
  }
}

function compareObjects(before: JsonObject, after: JsonObject, origin: Origin, changes: Changes): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compare(member(before, key), member(after, key), innerOrigin(origin, key), changes);
  }
}

/** Elements are the same if they have the same name; without names, if they have the same index. */
function compareLists(before: readonly Json[], after: readonly Json[], origin: Origin, changes: Changes): void {
  const unmatched = new Map(identitiesOf(before).map((identity, i) => [identity, i]));
  for (const [i, identity] of identitiesOf(after).entries()) {
    const old = unmatched.get(identity);
    unmatched.delete(identity);
    if (old !== undefined) compare(before[old], after[i], innerOrigin(origin, old), changes);
    else append(after[i] as Json, origin, changes);
  }
  for (const old of unmatched.values()) remove(innerOrigin(origin, old), changes);
}

/** Names count, too, how often they were there before: nothing keeps users from using them twice. */
function identitiesOf(elements: readonly Json[]): readonly string[] {
  const seen = new Map<string, number>();
  return elements.map((element, i) => {
    const name = member(element, "name");
    if (typeof name !== "string") return `index ${i}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return `name ${count} ${name}`;
  });
}

function append(value: Json, origin: Origin, changes: Changes): void {
  const list = homeOf(origin);
  if (list !== undefined) changes.appended.push({ list, value });
}

/** A thing that stands alone, such as KServe's `model`, is not taken away. */
function remove({ at, home }: Origin, changes: Changes): void {
  if (at !== undefined && home === undefined && typeof at.at(-1) === "number") changes.removed.push(at);
}
