/** Go values that no schema takes, and how Go shows values. */

import { originOf } from "../cel/lib/list-origin.ts";
import { showGoDuration } from "../cel/runtime/duration.ts";
import { formatDouble } from "../cel/runtime/go-format.ts";
import { nativeTypeName } from "../cel/runtime/go-type-name.ts";
import { mapEntries } from "../cel/runtime/maps.ts";
import { civilDate, secondOfDay, showGoTime } from "../cel/runtime/timestamp.ts";
import { typeNameOf } from "../cel/runtime/type-of.ts";
import { Duration, MapValue, Timestamp, Uint, type Value } from "../cel/values.ts";
import { Boxed, Double, type Json } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import type { GoValue } from "./go-value.ts";
import { jsonNumber } from "./json-number.ts";
import { NIL_LIST } from "./nil-list.ts";

/** A Go value that is no JSON, as Go's `%T`, `%v` and `%#v` show it. */
export class Foreign extends Boxed {
  readonly type: string;
  readonly text: string;
  readonly syntax: string;
  /** What it is in a JSON patch, where it has something to be. */
  readonly json: Json | undefined;
  constructor(type: string, text: string, syntax: string, json?: Json) {
    super();
    this.type = type;
    this.text = text;
    this.syntax = syntax;
    this.json = json;
  }
}

/** The Go value of a CEL value that has no JSON: null stands for CEL's own, which is a number to Go. */
export function foreignOf(value: Value): Foreign {
  if (value === null) return new Foreign("structpb.NullValue", "NULL_VALUE", "0");
  if (value instanceof Uint) return foreignUint(value.value);
  if (value instanceof Duration) return new Foreign("time.Duration", showGoDuration(value.nanos), String(value.nanos));
  if (value instanceof Timestamp) return new Foreign("time.Time", showGoTime(value), timeSyntax(value));
  if (value instanceof Uint8Array) return foreignBytes(value);
  if (Array.isArray(value)) return foreignList(value);
  if (value instanceof MapValue) return new Foreign("map[ref.Val]ref.Val", shownValue(value), mapSyntax(value));
  const type = GO_TYPES.get(typeNameOf(value)) ?? nativeTypeName(value);
  return new Foreign(type, type, type);
}

const GO_TYPES: ReadonlyMap<string, string> = new Map([
  ["kubernetes.Quantity", "*resource.Quantity"],
  ["kubernetes.Semver", "semver.Version"],
  ["kubernetes.URL", "*url.URL"],
  ["net.IP", "netip.Addr"],
  ["net.CIDR", "netip.Prefix"],
]);

function foreignList(list: readonly Value[]): Foreign {
  const type = originOf(list) === "strings" ? "[]string" : "[]ref.Val";
  return new Foreign(type, shownValue(list), `${type}{${syntaxes(list)}}`);
}

function foreignUint(value: bigint): Foreign {
  return new Foreign("uint64", String(value), `0x${value.toString(16)}`, jsonNumber(Number(value)));
}

function foreignBytes(bytes: Uint8Array): Foreign {
  const syntax = `[]uint8{${Array.from(bytes, (byte) => `0x${byte.toString(16)}`).join(", ")}}`;
  return new Foreign("[]uint8", `[${bytes.join(" ")}]`, syntax, Buffer.from(bytes).toString("base64"));
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function timeSyntax({ seconds, nanos }: Timestamp): string {
  const { year, month, day } = civilDate(seconds);
  const inDay = secondOfDay(seconds);
  const time = [Math.floor(inDay / 3600), Math.floor(inDay / 60) % 60, inDay % 60, nanos];
  return `time.Date(${year}, time.${MONTHS[month - 1]}, ${day}, ${time.join(", ")}, time.UTC)`;
}

/** Lists and maps of CEL values, whose elements Go shows as what they hold. */
function shownValue(value: Value): string {
  if (typeof value === "object" && value !== null) {
    if (Array.isArray(value)) return `[${value.map(shownValue).join(" ")}]`;
    if (value instanceof MapValue) return shownMap(mapEntries(value).map(([k, v]) => [shownValue(k), shownValue(v)]));
    if (value instanceof Boxed && !(value instanceof Double)) return foreignOf(value).text;
  }
  return goText(value as GoValue);
}

function shownMap(entries: readonly (readonly string[])[]): string {
  const sorted = entries.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
  return `map[${sorted.map((entry) => entry.join(":")).join(" ")}]`;
}

function syntaxes(values: readonly Value[]): string {
  return values.map(celSyntax).join(", ");
}

function mapSyntax(map: MapValue): string {
  const entries = mapEntries(map).map(([key, value]) => `${celSyntax(key)}:${celSyntax(value)}`);
  return `map[ref.Val]ref.Val{${entries.toSorted().join(", ")}}`;
}

function celSyntax(value: Value): string {
  return value === null || typeof value === "object" ? foreignOf(value).syntax : goSyntax(value);
}

/** As Go's `%v` shows a value. */
export function goText(value: GoValue): string {
  if (value === null) return "<nil>";
  if (typeof value !== "object") return String(value);
  if (value instanceof Foreign) return value.text;
  if (value instanceof Double) return formatDouble(value.value);
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  return shownMap(Object.entries(value).map(([key, item]) => [key, goText(item)]));
}

/** As Go's `%#v` shows a value. */
export function goSyntax(value: GoValue): string {
  if (value === null) return "interface {}(nil)";
  if (typeof value === "string") return goQuote(value);
  if (typeof value !== "object") return String(value);
  if (value instanceof Foreign) return value.syntax;
  if (value instanceof Double) return formatDouble(value.value);
  if (value === NIL_LIST) return "[]interface {}(nil)";
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(", ")}}`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `map[string]interface {}{${entries.map(([key, item]) => `${goQuote(key)}:${goSyntax(item)}`).join(", ")}}`;
}

/** As Go's `%T` shows the type of a value. */
export function goType(value: GoValue): string {
  return value instanceof Foreign ? value.type : value === null ? "<nil>" : nativeTypeName(value as Value);
}
