/** From the specification's notation of values and types to Sallyport's. */

import { parseDuration } from "../../src/cel/runtime/duration.ts";
import { mapOfEntries } from "../../src/cel/runtime/maps.ts";
import { parseTimestamp } from "../../src/cel/runtime/timestamp.ts";
import type { Type } from "../../src/cel/types.ts";
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  opaque,
  STRING,
  TIMESTAMP,
  typeParam,
  UINT,
} from "../../src/cel/types.ts";
import type { MapKey, Value } from "../../src/cel/values.ts";
import { Double, Duration, normalInt, TypeValue, Uint } from "../../src/cel/values.ts";
import type { SpecType, SpecValue } from "./suite.ts";

const PRIMITIVES = { BOOL, INT64: INT, UINT64: UINT, DOUBLE, STRING, BYTES };

export function typeOfSpec(type: SpecType): Type {
  if (type.primitive !== undefined) return PRIMITIVES[type.primitive];
  if (type.listType !== undefined) return listOf(typeOfSpec(type.listType.elemType));
  if (type.mapType !== undefined) return mapOf(typeOfSpec(type.mapType.keyType), typeOfSpec(type.mapType.valueType));
  if (type.wellKnown === "TIMESTAMP" || type.messageType === "google.protobuf.Timestamp") return TIMESTAMP;
  if (type.wellKnown === "DURATION" || type.messageType === "google.protobuf.Duration") return DURATION;
  if (type.typeParam !== undefined) return typeParam(type.typeParam);
  if (type.abstractType !== undefined) {
    return opaque(type.abstractType.name, ...(type.abstractType.parameterTypes ?? []).map(typeOfSpec));
  }
  if ("null" in type) return NULL;
  if ("dyn" in type) return DYN;
  throw new Error(`unknown type ${JSON.stringify(type)}`);
}

const TYPES_BY_NAME: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["bool", BOOL],
  ["int", INT],
  ["uint", UINT],
  ["double", DOUBLE],
  ["string", STRING],
  ["bytes", BYTES],
  ["null_type", NULL],
  ["list", listOf(DYN)],
  ["map", mapOf(DYN, DYN)],
  ["type", { kind: "type" }],
  ["optional_type", opaque("optional_type", DYN)],
  ["google.protobuf.Timestamp", TIMESTAMP],
  ["google.protobuf.Duration", DURATION],
]);

export function valueOfSpec(value: SpecValue): Value {
  if (value.boolValue !== undefined) return value.boolValue;
  if (value.int64Value !== undefined) return normalInt(BigInt(value.int64Value));
  if (value.uint64Value !== undefined) return new Uint(BigInt(value.uint64Value));
  if (value.doubleValue !== undefined) return new Double(Number(value.doubleValue));
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.bytesValue !== undefined) return Uint8Array.from(Buffer.from(value.bytesValue, "base64"));
  if (value.listValue !== undefined) return (value.listValue.values ?? []).map(valueOfSpec);
  if (value.mapValue !== undefined) {
    const entries = value.mapValue.entries ?? [];
    return mapOfEntries(entries.map((entry) => [valueOfSpec(entry.key) as MapKey, valueOfSpec(entry.value)]));
  }
  if (value.typeValue !== undefined) return new TypeValue(typeByName(value.typeValue));
  if (value.objectValue !== undefined) return timeOfSpec(value.objectValue["@type"], String(value.objectValue.value));
  if ("nullValue" in value) return null;
  throw new Error(`unknown value ${JSON.stringify(value)}`);
}

function typeByName(name: string): Type {
  const type = TYPES_BY_NAME.get(name);
  if (type === undefined) throw new Error(`unknown type ${name}`);
  return type;
}

function timeOfSpec(url: string, text: string): Value {
  const nanos = url.endsWith("google.protobuf.Duration") ? parseDuration(text) : undefined;
  const time = nanos === undefined ? parseTimestamp(text) : new Duration(nanos);
  if (time === undefined || "message" in time) throw new Error(`unknown value ${url} ${text}`);
  return time;
}
