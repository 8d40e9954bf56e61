/** `in`, indexing and `size`. */
import type { Library, Overload } from "../environment.ts";
import { equal } from "../runtime/equality.ts";
import { type CelMap, mapHas, unhashable } from "../runtime/maps.ts";
import { actualSize, sizeOf } from "../runtime/size.ts";
import type { Type } from "../types.ts";
import { A, B, BOOL, BYTES, INT, listOf, mapOf, STRING } from "../types.ts";
import type { Value } from "../values.ts";
import { MapValue } from "../values.ts";
import { evaluatedSpecially, functionOf, memberOverload, overload } from "./overload.ts";

const LIST = listOf(A);
const MAP = mapOf(A, B);

function listHas(value: Value, list: readonly Value[]): boolean {
  if (typeof value === "string" || typeof value === "boolean") return list.includes(value);
  return list.some((element) => equal(value, element));
}

function mapHasKey(key: Value, map: CelMap): boolean {
  if (key instanceof Uint8Array && map instanceof MapValue && map.entries.size > 0) throw unhashable();
  return mapHas(map, key);
}

const size = (value: Value) => sizeOf(value) ?? 0;
const sizeOfList = (args: readonly Value[]) => actualSize(args[1] as Value);

/** `size(x)` and `x.size()`. */
function sizes(functionId: string, memberId: string, type: Type): readonly Overload[] {
  return [overload(functionId, [type], INT, size), memberOverload(memberId, [type], INT, size)];
}

export const COLLECTIONS: Library = {
  name: "collections",
  functions: [
    functionOf(
      "_[_]",
      overload("index_list", [LIST, INT], A, evaluatedSpecially),
      overload("index_map", [MAP, A], B, evaluatedSpecially),
    ),
    functionOf(
      "@in",
      overload("in_list", [A, LIST], BOOL, listHas, sizeOfList),
      overload("in_map", [A, MAP], BOOL, mapHasKey),
    ),
    functionOf(
      "size",
      ...sizes("size_bytes", "bytes_size", BYTES),
      ...sizes("size_list", "list_size", LIST),
      ...sizes("size_map", "map_size", MAP),
      ...sizes("size_string", "string_size", STRING),
    ),
  ],
};
