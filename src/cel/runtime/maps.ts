/** Maps, whether they came as JSON or were made by an expression. */
import type { JsonObject, MapKey, Value } from "../values.ts";
import { Double, isJsonObject, MapValue, normalInt, Uint } from "../values.ts";

/** A map, in either representation. */
export type CelMap = JsonObject | MapValue;

export type LookupKey = string | boolean | number | bigint;

type Entries = Map<LookupKey, readonly [MapKey, Value]>;

export function isMap(value: Value): value is CelMap {
  return value instanceof MapValue || isJsonObject(value);
}

/** What entries are found by: 1, 1u and 1.0 have the same. Undefined for a value that no key can equal. */
export function lookupKey(key: Value): LookupKey | undefined {
  switch (typeof key) {
    case "string":
    case "boolean":
    case "number":
    case "bigint":
      return key;
    default:
      if (key instanceof Uint) return unsignedKey(key.value);
      if (key instanceof Double && Number.isInteger(key.value)) return unsignedKey(BigInt(key.value));
      return undefined;
  }
}

function unsignedKey(value: bigint): LookupKey {
  return normalInt(value);
}

/** The value at a key; undefined when there is none. */
export function mapGet(map: CelMap, key: Value): Value | undefined {
  if (map instanceof MapValue) {
    const lookup = lookupKey(key);
    return lookup === undefined ? undefined : map.entries.get(lookup)?.[1];
  }
  return typeof key === "string" && Object.hasOwn(map, key) ? map[key] : undefined;
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

export function isMapKey(value: Value): value is MapKey {
  return typeof value !== "object" || value instanceof Uint;
}

/** Collects entries for a new map. A later entry replaces an earlier one of the same key, as in cel-go. */
export class MapBuilder {
  readonly #entries: Entries = new Map();

  has(key: MapKey): boolean {
    return this.#entries.has(lookupOf(key));
  }

  set(key: MapKey, value: Value): void {
    this.#entries.set(lookupOf(key), [key, value]);
  }

  delete(key: MapKey): void {
    this.#entries.delete(lookupOf(key));
  }

  /** The map. The builder must not be used afterwards. */
  build(): MapValue {
    return new MapValue(this.#entries);
  }
}

function lookupOf(key: MapKey): LookupKey {
  return key instanceof Uint ? unsignedKey(key.value) : key;
}

/** A map of the entries given. */
export function mapOfEntries(entries: Iterable<readonly [MapKey, Value]>): MapValue {
  const builder = new MapBuilder();
  for (const [key, value] of entries) builder.set(key, value);
  return builder.build();
}
