/** What the two-variable macros of cel-go call to build a map. */
import type { Library } from "../environment.ts";
import { type CelMap, isMapKey, MapBuilder, mapEntries } from "../runtime/maps.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { showValue } from "../runtime/show.ts";
import { K, mapOf, V } from "../types.ts";
import type { Result, Value } from "../values.ts";
import { CelError } from "../values.ts";
import { functionOf, overload } from "./overload.ts";

const MAP = mapOf(K, V);

/** The map with more entries; an error if it has one of the keys already. */
function insert(map: CelMap, entries: readonly (readonly [Value, Value])[]): Result {
  const builder = new MapBuilder();
  for (const [key, value] of mapEntries(map)) builder.set(key, value);
  for (const [key, value] of entries) {
    if (!isMapKey(key)) return NO_SUCH_OVERLOAD;
    if (builder.has(key)) return new CelError(`insert failed: key ${showValue(key)} already exists`);
    builder.set(key, value);
  }
  return builder.build();
}

export const COMPREHENSIONS: Library = {
  name: "cel.lib.ext.comprev2",
  functions: [
    functionOf(
      "cel.@mapInsert",
      overload("@mapInsert_map_key_value", [MAP, K, V], MAP, (map: CelMap, key: Value, value: Value) =>
        insert(map, [[key, value]]),
      ),
      overload("@mapInsert_map_map", [MAP, MAP], MAP, (map: CelMap, added: CelMap) => insert(map, mapEntries(added))),
    ),
  ],
};
