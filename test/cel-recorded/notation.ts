/** How recorded lines write values down: scalars as JSON has them, the rest as an object with one field. */
import { formatDouble } from "../../src/cel/runtime/go-format.ts";
import { type CelMap, mapEntries } from "../../src/cel/runtime/maps.ts";
import { formatTimestamp } from "../../src/cel/runtime/timestamp.ts";
import { runtimeTypeName, typeNameOf } from "../../src/cel/runtime/type-of.ts";
import type { Result, Value } from "../../src/cel/values.ts";
import {
  CelError,
  Double,
  Duration,
  isJsonObject,
  MapValue,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
} from "../../src/cel/values.ts";

export type Noted = { readonly error: string } | { readonly value: unknown };

/** What a recorded line has as `value` or `error`. */
export function noteResult(result: Result): Noted {
  if (result instanceof CelError) return { error: result.message };
  return { value: result === null ? { null: true } : note(result) };
}

function note(value: Value): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return { int: String(value) };
  if (Array.isArray(value)) return value.map(note);
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (value instanceof MapValue || isJsonObject(value)) return noteMap(value);
  if (value instanceof Double) return { double: formatDouble(value.value) };
  if (value instanceof Uint) return { uint: String(value.value) };
  if (value instanceof Duration) return { duration: String(value.nanos) };
  if (value instanceof Timestamp) return { timestamp: formatTimestamp(new Timestamp(value.seconds, value.nanos)) };
  if (value instanceof Optional) return { optional: value.value === undefined ? [] : [note(value.value)] };
  if (value instanceof TypeValue) return { type: runtimeTypeName(value.of) };
  return { other: typeNameOf(value) };
}

/** Entries in the order of their keys' notation. */
function noteMap(map: CelMap): unknown {
  const entries = mapEntries(map).map(([key, value]) => [note(key), note(value)] as const);
  const order = ([key]: readonly [unknown, unknown]) => Buffer.from(JSON.stringify(key));
  return { map: entries.toSorted((a, b) => Buffer.compare(order(a), order(b))) };
}
