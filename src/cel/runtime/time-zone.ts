/** Time zones: offsets such as `-08:00`, and names of the IANA database. */

import { goQuote } from "../../kube/go-text.ts";
import type { Timestamp } from "../values.ts";
import { CelError } from "../values.ts";
import { INT64_MAX, INT64_MIN } from "./int64.ts";
import { isTimeZoneName, isTimeZoneRegion } from "./time-zone-names.ts";

/** Seconds east of UTC at a moment, or the error that Go gives for the zone. */
export function utcOffset(timestamp: Timestamp, zone: string): number | CelError {
  if (zone === "" || zone === "UTC" || zone === "Local") return 0;
  const colon = zone.indexOf(":");
  return colon === -1 ? offsetOfName(timestamp, zone) : offsetOfNumbers(zone, colon);
}

/** As in cel-go, any two integers will do, and only a leading `-` makes the minutes count backwards. */
function offsetOfNumbers(zone: string, colon: number): number | CelError {
  const hours = parseInteger(zone.slice(0, colon));
  if (hours instanceof CelError) return hours;
  const minutes = parseInteger(zone.slice(colon + 1));
  if (minutes instanceof CelError) return minutes;
  const total = hours * 60n + (zone.startsWith("-") ? -minutes : minutes);
  const nanos = BigInt.asIntN(64, BigInt.asIntN(64, total) * 60_000_000_000n);
  return Number(nanos / 1_000_000_000n);
}

const INTEGER = /^[+-]?\d+$/;

function parseInteger(text: string): bigint | CelError {
  if (!INTEGER.test(text)) return new CelError(`strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`);
  const value = text.length > 400 ? undefined : BigInt(text.startsWith("+") ? text.slice(1) : text);
  if (value === undefined || value > INT64_MAX || value < INT64_MIN) {
    return new CelError(`strconv.Atoi: parsing ${goQuote(text)}: value out of range`);
  }
  return value;
}

/** One formatter for each zone asked for. There are only as many as `isTimeZoneName` knows. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function offsetOfName(timestamp: Timestamp, name: string): number | CelError {
  if (!isTimeZoneName(name)) return unknownZone(name);
  let formatter = formatters.get(name);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
    formatters.set(name, formatter);
  }
  return offsetIn(formatter.format(timestamp.seconds * 1000));
}

function unknownZone(name: string): CelError {
  if (name.includes("..") || name.startsWith("/") || name.startsWith("\\")) {
    return new CelError("time: invalid location name");
  }
  // Go reads zones as files.
  if (isTimeZoneRegion(name)) return new CelError("is a directory");
  if (name.includes("\0")) return new CelError("invalid argument");
  return new CelError(`unknown time zone ${name}`);
}

const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** The offset that ends a formatted date: `GMT`, `GMT-08:00`, `GMT-04:56:02`. */
function offsetIn(formatted: string): number {
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = OFFSET.exec(formatted) ?? [];
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === "-" ? -size : size;
}
