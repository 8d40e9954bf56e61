/** Go types of Kubernetes that read JSON in their own way. */
import { formatTimestamp, parseTimestamp } from "../cel/runtime/timestamp.ts";
import { CelError, Timestamp } from "../cel/values.ts";
import { stringifyJson } from "../json/stringify.ts";
import { Double, type Json } from "../json/value.ts";
import { goQuote, trimSpace } from "../kube/go-text.ts";
import { parseQuantity } from "../kube/quantity.ts";
import { canonicalQuantity } from "../kube/quantity-text.ts";

/** A value does not fit: `json: cannot unmarshal <value> into ... of type <type>`, the words in between differ. */
export interface Misfit {
  /** `string`, `number 1.5`, `object`. */
  readonly value: string;
  readonly type: string;
}

/** The value as the type writes it; what does not fit, or the text of another error. */
export function readCustom(value: Json, type: string): { readonly value: Json } | { readonly misfit: Misfit } | string {
  switch (type) {
    case "resource.Quantity":
      return readQuantity(value);
    case "intstr.IntOrString":
      return readIntOrString(value);
    case "v1.Time":
      return readTime(value, 0);
    case "v1.MicroTime":
      return readTime(value, MICRO_DIGITS);
    default:
      return { value };
  }
}

const MICRO_DIGITS = 6;

function readQuantity(value: Json): { readonly value: Json } | string {
  const quantity = parseQuantity(trimSpace(typeof value === "string" ? value : stringifyJson(value)));
  return typeof quantity === "string" ? quantity : { value: canonicalQuantity(quantity) };
}

function readIntOrString(value: Json): { readonly value: Json } | { readonly misfit: Misfit } {
  if (typeof value === "string" || isInt32(value)) return { value };
  return { misfit: { value: kindOf(value, true), type: "int32" } };
}

export function isInt32(value: Json): value is number {
  return typeof value === "number" && (value | 0) === value;
}

function readTime(value: Json, digits: number): { readonly value: Json } | { readonly misfit: Misfit } | string {
  if (typeof value !== "string") return { misfit: { value: kindOf(value, false), type: "string" } };
  const time = parseTimestamp(value);
  if (time === undefined || time instanceof CelError) return timeFault(value);
  const whole = formatTimestamp(new Timestamp(time.seconds, 0));
  if (digits === 0) return { value: whole };
  const fraction = String(Math.floor(time.nanos / 1000)).padStart(digits, "0");
  return { value: `${whole.slice(0, -1)}.${fraction}Z` };
}

/** The kind of a JSON value in the words of Go's decoder; a number with its digits where these are what does not fit. */
export function kindOf(value: Json, withDigits: boolean): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number" || typeof value === "bigint" || value instanceof Double) {
    return withDigits ? `number ${digitsOf(value)}` : "number";
  }
  return Array.isArray(value) ? "array" : "object";
}

/** As Kubernetes writes a number: without the fraction that is none. */
function digitsOf(value: number | bigint | Double): string {
  return String(value instanceof Double ? value.value : value);
}

const PARTS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^\d{4}/, "2006"],
  [/^-/, "-"],
  [/^\d\d/, "01"],
  [/^-/, "-"],
  [/^\d\d/, "02"],
  [/^T/, "T"],
  [/^\d\d?/, "15"],
  [/^:/, ":"],
  [/^\d\d/, "04"],
  [/^:/, ":"],
  [/^\d\d/, "05"],
  [/^([.,]\d+)?(Z|[+-]\d\d:\d\d)/, "Z07:00"],
];

/** Why a text is no RFC 3339, in the words of Go's `time.Parse`. */
function timeFault(text: string): string {
  let rest = text;
  for (const [pattern, name] of PARTS) {
    const found = pattern.exec(rest);
    if (found === null) {
      return `parsing time ${goQuote(text)} as "2006-01-02T15:04:05Z07:00": cannot parse ${goQuote(rest)} as "${name}"`;
    }
    rest = rest.slice(found[0].length);
  }
  if (rest !== "") return `parsing time ${goQuote(text)}: extra text: ${goQuote(rest)}`;
  return `parsing time ${goQuote(text)}: ${rangeFault(text)} out of range`;
}

function rangeFault(text: string): string {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = [5, 8, 11, 14, 17].map((at) =>
    Number(text.slice(at, at + 2)),
  );
  if (month < 1 || month > 12) return "month";
  if (hour > 23) return "hour";
  if (minute > 59) return "minute";
  if (second > 59) return "second";
  return day < 1 ? "day" : "day";
}
