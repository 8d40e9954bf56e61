/** Maps, whether they came as JSON or were made by an expression. */
import type { JsonObject, LookupKey, MapKey, Value } from "../values.ts";
import { Double, EvaluationAborted, isJsonObject, MapValue, normalInt, Uint } from "../values.ts";
import { INT64_MAX, isInt64, UINT64_MAX } from "./int64.ts";

/** A map, in either representation. */
export type CelMap = JsonObject | MapValue;

type Entries = Map<LookupKey, readonly [MapKey, Value]>;

export function isMap(value: Value): value is CelMap {
  return value instanceof MapValue || isJsonObject(value);
}

/** cel-go keeps the entries of a map in one of Go's, which panics over a key that it cannot hash. */
export function unhashable(): EvaluationAborted {
  return new EvaluationAborted("internal error: runtime error: hash of unhashable type types.Bytes");
}

/** Before the text of a lookup key that stands for something else than a string. */
const ESCAPE = "\0";

/**
 * What an entry with this key is found by: equal for keys that Go's maps hold to be the same, which are of the same
 * type. Values that have no representation of their own in JavaScript are written as a string that no string has.
 */
export function lookupKey(key: MapKey): LookupKey {
  if (typeof key === "string") return key.startsWith(ESCAPE) ? `${ESCAPE}s${key}` : key;
  if (key instanceof Uint) return `${ESCAPE}u${key.value}`;
  if (key instanceof Double && !Number.isNaN(key.value)) return `${ESCAPE}d${key.value}`;
  return key;
}

/** The value at a key; undefined when there is none. A number also finds an equal one of another type. */
export function mapGet(map: CelMap, key: Value): Value | undefined {
  if (map instanceof MapValue) return isMapKey(key) ? entryOf(map.entries, key)?.[1] : undefined;
  return typeof key === "string" && Object.hasOwn(map, key) ? map[key] : undefined;
}

function entryOf(entries: MapValue["entries"], key: MapKey): readonly [MapKey, Value] | undefined {
  const entry = entries.get(lookupKey(key));
  if (entry !== undefined || typeof key === "string" || typeof key === "boolean") return entry;
  for (const other of equalNumbers(key)) {
    const found = entries.get(lookupKey(other));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The keys of other types that are equal. A double is never looked for, as cel-go has none among a map's keys. */
function equalNumbers(key: MapKey): readonly MapKey[] {
  if (typeof key === "number" || typeof key === "bigint") return key >= 0 ? [new Uint(BigInt(key))] : [];
  if (key instanceof Uint) return key.value <= INT64_MAX ? [normalInt(key.value)] : [];
  if (!(key instanceof Double && Number.isInteger(key.value))) return [];
  const whole = BigInt(key.value);
  const int = isInt64(whole) ? [normalInt(whole)] : [];
  return whole >= 0 && whole <= UINT64_MAX ? [...int, new Uint(whole)] : int;
}

export function mapHas(map: CelMap, key: Value): boolean {
  return mapGet(map, key) !== undefined;
}

/** The keys, as they were made. */
export function mapKeys(map: CelMap): readonly MapKey[] {
  return map instanceof MapValue ? Array.from(map.entries.values(), ([key]) => key) : Object.keys(map);
}

/** The keys, as they were made, with their values. */
export function mapEntries(map: CelMap): readonly (readonly [MapKey, Value])[] {
  return map instanceof MapValue ? Array.from(map.entries.values()) : Object.entries(map);
}

/** Whether a map can have such a key. */
export function isMapKey(value: Value): value is MapKey {
  return !(value instanceof Uint8Array);
}

/** Collects entries for a new map. A later entry replaces an earlier one of the same key and type, as in cel-go. */
export class MapBuilder {
  readonly #entries: Entries = new Map();

  /** Whether the key would find an entry. */
  has(key: MapKey): boolean {
    return entryOf(this.#entries, key) !== undefined;
  }

  set(key: MapKey, value: Value): void {
    this.#entries.set(lookupKey(key), [key, value]);
  }

  delete(key: MapKey): void {
    this.#entries.delete(lookupKey(key));
  }

  /** The map. The builder must not be used afterwards. */
  build(): MapValue {
    return new MapValue(this.#entries);
  }
}

/** A map of the entries given. */
export function mapOfEntries(entries: Iterable<readonly [MapKey, Value]>): MapValue {
  const builder = new MapBuilder();
  for (const [key, value] of entries) builder.set(key, value);
  return builder.build();
}
