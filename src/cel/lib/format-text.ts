/** The clause `%s` of `string.format`. */

import { goQuote } from "../../kube/go-text.ts";
import { formatDuration } from "../runtime/duration.ts";
import { fixedDigits } from "../runtime/exact-decimal.ts";
import { formatDouble } from "../runtime/go-format.ts";
import { type CelMap, isMap, mapEntries } from "../runtime/maps.ts";
import { compareStrings } from "../runtime/order.ts";
import { formatTimestamp } from "../runtime/timestamp.ts";
import { runtimeTypeName, typeNameOf } from "../runtime/type-of.ts";
import type { Value } from "../values.ts";
import { CelError, Double, Duration, Timestamp, TypeValue, Uint } from "../values.ts";
import { requireUsableLength } from "./affordable.ts";

type Text = string | CelError;

/** A value as `string(value)` has it; lists and maps as CEL would write them. */
export function formatText(value: Value): Text {
  if (Array.isArray(value) || isMap(value)) return formatCollection(value);
  if (value === null) return "null";
  if (value instanceof Double) return formatDouble(value.value);
  return formatScalar(value) ?? new CelError(`${COMPLAINT}, was given ${typeNameOf(value)}`);
}

const COMPLAINT =
  "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps";

/** Undefined for a value that has no text. */
function formatScalar(value: Value): Text | undefined {
  if (typeof value !== "object") return String(value);
  if (value instanceof Uint) return String(value.value);
  if (value instanceof Uint8Array) return decode(value);
  if (value instanceof Timestamp) return formatTimestamp(value);
  if (value instanceof Duration) return formatDuration(value.nanos);
  return value instanceof TypeValue ? runtimeTypeName(value.of) : undefined;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const NOT_UTF8 = new CelError(
  'could not convert argument "invalid UTF-8 in bytes, cannot convert to string" to string',
);

function decode(bytes: Uint8Array): Text {
  try {
    return decoder.decode(bytes);
  } catch {
    return NOT_UTF8;
  }
}

/** Text between the elements of a collection, unlike a string that is one. */
class Punctuation {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const COMMA = new Punctuation(", ");

/** Without recursion: lists may be nested deeper than the stack allows. */
function formatCollection(collection: Value): Text {
  let text = "";
  const pending: (Value | Punctuation)[] = [collection];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const shown = next instanceof Punctuation ? next.text : open(next, pending);
    if (shown instanceof CelError) return shown;
    text += shown;
    requireUsableLength(text.length);
  }
  return text;
}

/** The text of an element, or the beginning of a collection, of which the rest is added to `pending`. */
function open(value: Value, pending: (Value | Punctuation)[]): Text {
  if (Array.isArray(value)) return openList(value, pending);
  return isMap(value) ? openMap(value, pending) : formatElement(value);
}

function openList(list: readonly Value[], pending: (Value | Punctuation)[]): string {
  pending.push(new Punctuation("]"));
  for (let i = list.length - 1; i >= 0; i--) {
    pending.push(list[i] as Value);
    if (i > 0) pending.push(COMMA);
  }
  return "[";
}

function openMap(map: CelMap, pending: (Value | Punctuation)[]): Text {
  const entries: [key: string, value: Value][] = [];
  for (const [key, value] of mapEntries(map)) {
    const text = formatElement(key);
    if (text instanceof CelError) return text;
    entries.push([text, value]);
  }
  entries.sort(([a], [b]) => compareStrings(a, b));
  pending.push(new Punctuation("}"));
  for (const [key, value] of entries.reverse()) {
    pending.push(value, new Punctuation(`${key}:`), COMMA);
  }
  if (entries.length > 0) pending.pop();
  return "{";
}

function formatElement(value: Value): Text {
  if (value === null) return "null";
  if (value instanceof Double) return formatElementDouble(value.value);
  const text = formatScalar(value);
  if (text === undefined) return new CelError(`no formatting function for ${typeNameOf(value)}`);
  return text instanceof CelError ? text : asLiteral(value, text);
}

function asLiteral(value: Value, text: string): string {
  if (typeof value === "string") return goQuote(text);
  if (value instanceof Uint8Array) return `b${goQuote(text)}`;
  if (value instanceof Timestamp) return `timestamp(${goQuote(text)})`;
  return value instanceof Duration ? `duration(${goQuote(text)})` : text;
}

function formatElementDouble(value: number): string {
  if (!Number.isFinite(value)) return goQuote(formatDouble(value));
  const [whole, fraction] = fixedDigits(value, 6);
  return `${value < 0 || Object.is(value, -0) ? "-" : ""}${whole}.${fraction}`;
}
