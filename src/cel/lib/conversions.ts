/** Conversions between types, named after the type that they give. */
import type { FunctionDecl, Library, Overload } from "../environment.ts";
import { formatDuration, parseDuration } from "../runtime/duration.ts";
import { formatDouble } from "../runtime/go-format.ts";
import { checkedInt, INT64_MAX, INT64_MIN, INTEGER_OVERFLOW, type Int, UNSIGNED_OVERFLOW } from "../runtime/int64.ts";
import { parseBool, parseDouble, parseInt64, parseUint64 } from "../runtime/parse-number.ts";
import { checkedTimestamp, formatTimestamp, parseTimestamp, TIMESTAMP_OVERFLOW } from "../runtime/timestamp.ts";
import { runtimeTypeName, typeOf } from "../runtime/type-of.ts";
import { checkedUint } from "../runtime/uint64.ts";
import type { Type } from "../types.ts";
import {
  A,
  B,
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  STRING,
  TIMESTAMP,
  TYPE,
  typeOfType,
  UINT,
} from "../types.ts";
import type { Result, Timestamp, Value } from "../values.ts";
import { CelError, Double, Duration, Message, TypeValue, Uint } from "../values.ts";
import { functionOf, overload, traversalCost } from "./overload.ts";

const same = (value: Value): Value => value;

function conversionError(from: Type, to: Type): CelError {
  return new CelError(`type conversion error from '${runtimeTypeName(from)}' to '${runtimeTypeName(to)}'`);
}

/** A conversion from string: what the parser does not take is an error. */
function parsing(id: string, to: Type, parse: (text: string) => Result | undefined): Overload {
  const error = conversionError(STRING, to);
  return overload(id, [STRING], to, (text: string) => {
    const result = parse(text);
    return result === undefined ? error : result;
  });
}

/** cel-go excludes -2^63 itself too. */
function doubleToInt(double: Double): Int | CelError {
  const { value } = double;
  if (!(value > Number(INT64_MIN) && value < Number(INT64_MAX))) return INTEGER_OVERFLOW;
  return checkedInt(BigInt(Math.trunc(value)));
}

function doubleToUint(double: Double): Uint | CelError {
  const { value } = double;
  return value >= 0 && value < 2 ** 64 ? new Uint(BigInt(Math.trunc(value))) : UNSIGNED_OVERFLOW;
}

function intToTimestamp(seconds: Int): Timestamp | CelError {
  return typeof seconds === "number" ? checkedTimestamp(seconds, 0, 0) : TIMESTAMP_OVERFLOW;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const INVALID_UTF8 = new CelError("invalid UTF-8 in bytes, cannot convert to string");

function bytesToString(bytes: Uint8Array): string | CelError {
  try {
    return decoder.decode(bytes);
  } catch {
    return INVALID_UTF8;
  }
}

const NO_DURATION = conversionError(INT, DURATION);

const parseUint = (text: string): Uint | undefined => {
  const value = parseUint64(text);
  return value === undefined ? undefined : new Uint(value);
};

const doubleOf = (text: string): Double | undefined => {
  const value = parseDouble(text);
  return value === undefined ? undefined : new Double(value);
};

const durationOf = (text: string): Duration | undefined => {
  const nanos = parseDuration(text);
  return nanos === undefined ? undefined : new Duration(nanos);
};

/** Kubernetes' messages take themselves for types. */
function typeValueOf(value: Value): TypeValue {
  return new TypeValue(value instanceof Message ? TYPE : typeOf(value));
}

/** The functions in the order, and each with its overloads in the order, that cel-go declares them in. */
const FUNCTIONS: readonly FunctionDecl[] = [
  functionOf("type", overload("type", [A], typeOfType(A), typeValueOf)),
  functionOf("bool", overload("bool_to_bool", [BOOL], BOOL, same), parsing("string_to_bool", BOOL, parseBool)),
  functionOf(
    "bytes",
    overload("bytes_to_bytes", [BYTES], BYTES, same),
    overload("string_to_bytes", [STRING], BYTES, (text: string) => encoder.encode(text), traversalCost),
  ),
  functionOf(
    "double",
    overload("double_to_double", [DOUBLE], DOUBLE, same),
    overload("int64_to_double", [INT], DOUBLE, (value: Int) => new Double(Number(value))),
    parsing("string_to_double", DOUBLE, doubleOf),
    overload("uint64_to_double", [UINT], DOUBLE, (value: Uint) => new Double(Number(value.value))),
  ),
  functionOf(
    "duration",
    overload("duration_to_duration", [DURATION], DURATION, same),
    overload("int64_to_duration", [INT], DURATION, () => NO_DURATION),
    parsing("string_to_duration", DURATION, durationOf),
  ),
  functionOf("dyn", overload("to_dyn", [A], DYN, same)),
  functionOf(
    "int",
    overload("int64_to_int64", [INT], INT, same),
    overload("double_to_int64", [DOUBLE], INT, doubleToInt),
    overload("duration_to_int64", [DURATION], INT, (duration: Duration) => checkedInt(duration.nanos)),
    parsing("string_to_int64", INT, parseInt64),
    overload("timestamp_to_int64", [TIMESTAMP], INT, (timestamp: Timestamp) => timestamp.seconds),
    overload("uint64_to_int64", [UINT], INT, (value: Uint) => checkedInt(value.value)),
  ),
  functionOf(
    "string",
    overload("string_to_string", [STRING], STRING, same),
    overload("bool_to_string", [BOOL], STRING, String),
    overload("bytes_to_string", [BYTES], STRING, bytesToString, traversalCost),
    overload("double_to_string", [DOUBLE], STRING, (double: Double) => formatDouble(double.value)),
    overload("duration_to_string", [DURATION], STRING, (duration: Duration) => formatDuration(duration.nanos)),
    overload("int64_to_string", [INT], STRING, String),
    overload("timestamp_to_string", [TIMESTAMP], STRING, formatTimestamp),
    overload("uint64_to_string", [UINT], STRING, (value: Uint) => String(value.value)),
  ),
  functionOf(
    "timestamp",
    overload("timestamp_to_timestamp", [TIMESTAMP], TIMESTAMP, same),
    overload("int64_to_timestamp", [INT], TIMESTAMP, intToTimestamp),
    parsing("string_to_timestamp", TIMESTAMP, parseTimestamp),
  ),
  functionOf(
    "uint",
    overload("uint64_to_uint64", [UINT], UINT, same),
    overload("double_to_uint64", [DOUBLE], UINT, doubleToUint),
    overload("int64_to_uint64", [INT], UINT, (value: Int) => checkedUint(BigInt(value))),
    parsing("string_to_uint64", UINT, parseUint),
  ),
];

export const CONVERSIONS: Library = {
  name: "conversions",
  functions: FUNCTIONS,
  types: [BOOL, BYTES, DOUBLE, DURATION, INT, listOf(A), mapOf(A, B), NULL, STRING, TIMESTAMP, TYPE, UINT],
};
