/**
 * Reading objects that users have made: what is not there, or is of another type than it should be, is absent.
 * Maps may come as JSON or be made by an expression; only own keys count.
 */
import { isMap, mapEntries, mapGet } from "../../runtime/maps.ts";
import type { Value } from "../../values.ts";

type Read = Value | undefined;

/** The value at the end of a path of keys. */
export function at(value: Read, ...keys: readonly string[]): Read {
  let found = value;
  for (const key of keys) found = found !== undefined && isMap(found) ? mapGet(found, key) : undefined;
  return found;
}

export function textAt(value: Read, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : undefined;
}

const EMPTY: readonly Value[] = [];

export function listAt(value: Read, ...keys: readonly string[]): readonly Value[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : EMPTY;
}

/** The texts of a list. */
export function textsAt(value: Read, ...keys: readonly string[]): readonly string[] {
  return listAt(value, ...keys).filter((element) => typeof element === "string");
}

const NO_ENTRIES: readonly (readonly [string, Value])[] = [];

/** The entries of a map whose keys are texts. */
export function entriesAt(value: Read, ...keys: readonly string[]): readonly (readonly [string, Value])[] {
  const found = at(value, ...keys);
  if (found === undefined || !isMap(found)) return NO_ENTRIES;
  return mapEntries(found).filter((entry): entry is readonly [string, Value] => typeof entry[0] === "string");
}

export function isTrue(value: Read): boolean {
  return value === true;
}
