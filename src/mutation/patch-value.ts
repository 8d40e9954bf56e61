/** The values of JSON patches: CEL values as protobuf's JSON writes them (`google.protobuf.Value`). */
import { formatDuration } from "../cel/runtime/duration.ts";
import { mapEntries } from "../cel/runtime/maps.ts";
import { formatTimestamp } from "../cel/runtime/timestamp.ts";
import { typeNameOf } from "../cel/runtime/type-of.ts";
import {
  Double,
  Duration,
  isJsonObject,
  type MapKey,
  MapValue,
  Message,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
  type Value,
} from "../cel/values.ts";
import type { Json } from "../json/value.ts";
import { Foreign } from "./foreign.ts";
import { type GoValue, goMapOf, type IsInput, isGoMap } from "./go-value.ts";
import { jsonNumber } from "./json-number.ts";
import { typeNameFault } from "./type-names.ts";

/** A value that has no JSON. The message is that of the API server. */
export class PatchValueError extends Error {
  override readonly name = "PatchValueError";
}

const REFUSED = "JSONPath valueExpression evaluated to a type that could not marshal to JSON";

function refused(why: string): PatchValueError {
  return new PatchValueError(`${REFUSED}: ${why}`);
}

/** @throws PatchValueError */
export function patchValue(value: Value, isInput: IsInput): Json {
  if (value instanceof Message && value.type.name !== "JSONPatch") {
    const fault = typeNameFault(value);
    if (fault !== undefined) throw new PatchValueError(fault);
  }
  return toJson(value, isInput);
}

function toJson(value: Value, isInput: IsInput): Json {
  switch (typeof value) {
    case "number":
      return value;
    case "bigint":
      return String(value);
    case "string":
    case "boolean":
      return value;
    default:
      return value === null ? null : objectToJson(value, isInput);
  }
}

function objectToJson(value: Exclude<Value, null | boolean | number | bigint | string>, isInput: IsInput): Json {
  if (Array.isArray(value)) return value.map((element: Value) => toJson(element, isInput));
  if (value instanceof MapValue)
    return Object.fromEntries(mapEntries(value).map(([key, item]) => [keyText(key), toJson(item, isInput)]));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item, isInput)]));
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Double) return finite(value, "Value");
  if (value instanceof Uint)
    return value.value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value.value) : String(value.value);
  if (value instanceof Timestamp) return formatTimestamp(value);
  if (value instanceof Duration) return formatDuration(value.nanos);
  if (value instanceof Message && value.type.name !== "JSONPatch") return messageToJson(value, isInput);
  if (value instanceof Optional && value.value !== undefined) return toJson(value.value, isInput);
  throw refused(whyRefused(value));
}

function finite({ value }: Double, kind: string): Json {
  if (Number.isFinite(value)) return jsonNumber(value);
  const text = Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  const what = `json: error calling MarshalJSON for type *structpb.${kind}`;
  throw refused(`${what}: proto: google.protobuf.Value.number_value: invalid ${text} value`);
}

function keyText(key: MapKey): string {
  if (typeof key === "string") return key;
  if (typeof key === "boolean") throw refused("type conversion error from bool to 'string'");
  if (key instanceof Double) throw refused("type conversion error from Double to 'string'");
  throw refused(`unsupported type conversion from '${key instanceof Uint ? "uint" : "int"}' to string`);
}

function messageToJson(message: Message, isInput: IsInput): Json {
  const map = goMapOf(message, isInput);
  if (map instanceof Error) throw refused(map.message);
  return structToJson(map);
}

/** Within objects all numbers are 64-bit floating point, as `google.protobuf.Struct` has them. */
function structToJson(value: GoValue): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number")
    return value;
  if (typeof value === "bigint") return jsonNumber(Number(value));
  if (value instanceof Double) return finite(value, "Struct");
  if (value instanceof Foreign) return foreignToJson(value);
  if (Array.isArray(value)) return value.map((element: GoValue) => structToJson(element));
  if (!isGoMap(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, structToJson(item)]));
}

function foreignToJson(value: Foreign): Json {
  if (value.json !== undefined) return value.json;
  throw refused(`proto: invalid type: ${value.type}`);
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ["kubernetes.Quantity", "Quantity"],
  ["kubernetes.Semver", "Semver"],
  ["kubernetes.URL", "URL"],
  ["kubernetes.NamedFormat", "Format"],
  ["net.IP", "IP"],
  ["net.CIDR", "CIDR"],
]);

function whyRefused(value: Value): string {
  if (value instanceof Optional) return "optional.none() dereference";
  if (value instanceof TypeValue) return "type conversion not supported for 'type'";
  if (value instanceof Message) return "cannot convert to native type: *structpb.Value";
  const type = typeNameOf(value);
  if (type === "kubernetes.variables") return 'disallowed conversion from "kubernetes.variables" to ""';
  return `type conversion error from '${SHORT_NAMES.get(type) ?? type}' to '*structpb.Value'`;
}
