/** Values as Go prints them with `%v`, for the few run-time errors that name the offending value. */
import type { Value } from "../values.ts";
import { Double, Duration, Timestamp, TypeValue, Uint } from "../values.ts";
import { showGoDuration } from "./duration.ts";
import { formatDouble } from "./go-format.ts";
import { isMap, mapEntries } from "./maps.ts";
import { showGoTime } from "./timestamp.ts";
import { runtimeTypeName, typeNameOf } from "./type-of.ts";

export function showValue(value: Value): string {
  if (typeof value !== "object") return String(value);
  // The Go value of CEL's null is an enum's first constant.
  if (value === null) return "0";
  if (Array.isArray(value)) return `[${value.map(showValue).join(", ")}]`;
  if (value instanceof Uint8Array) return `[${value.join(" ")}]`;
  if (isMap(value)) return `{${mapEntries(value).map(showEntry).join(", ")}}`;
  return showBoxed(value);
}

function showEntry([key, value]: readonly [Value, Value]): string {
  return `${showValue(key)}: ${showValue(value)}`;
}

function showBoxed(value: Value): string {
  if (value instanceof Double) return formatDouble(value.value);
  if (value instanceof Uint) return String(value.value);
  if (value instanceof Duration) return showGoDuration(value.nanos);
  if (value instanceof Timestamp) return showGoTime(value);
  if (value instanceof TypeValue) return runtimeTypeName(value.of);
  return typeNameOf(value);
}
