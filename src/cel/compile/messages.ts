/** What a message literal makes. */

import { nativeTypeName } from "../runtime/go-type-name.ts";
import type { Result, Value } from "../values.ts";
import { CelError, Double, Duration, Message, Timestamp, Uint } from "../values.ts";

type Fields = ReadonlyMap<string, Value>;

export function makeMessage(typeName: string, fields: Fields): Result {
  if (typeName === "JSONPatch") return faultOfPatch(fields) ?? new Message(typeName, fields);
  if (typeName === "Object" || typeName.startsWith("Object.")) return new Message(typeName, fields);
  const value = wellKnownValue(typeName, fields);
  return value === undefined ? new CelError(`unknown type '${typeName}'`) : value;
}

/** The texts of a JSON patch. */
const TEXTS: ReadonlySet<string> = new Set(["op", "path", "from"]);

function isPatchField(name: string): boolean {
  return name === "value" || TEXTS.has(name);
}

/** The checker lets dyn through, and any name with it. */
function faultOfPatch(fields: Fields): CelError | undefined {
  for (const name of fields.keys()) {
    if (!isPatchField(name)) return new CelError(`unexpected JSONPatchType field: ${name}`);
  }
  for (const name of TEXTS) {
    const value = fields.get(name);
    if (value === undefined || typeof value === "string") continue;
    return new CelError(`unexpected type ${nativeTypeName(value)} for JSONPatchType '${name}' field`);
  }
  return undefined;
}

/** Protobuf's messages that stand for a plain value: their one field, or this without it. */
const EMPTY: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["google.protobuf.BoolValue", false],
  ["google.protobuf.BytesValue", new Uint8Array()],
  ["google.protobuf.DoubleValue", new Double(0)],
  ["google.protobuf.FloatValue", new Double(0)],
  ["google.protobuf.Int32Value", 0],
  ["google.protobuf.Int64Value", 0],
  ["google.protobuf.ListValue", []],
  ["google.protobuf.StringValue", ""],
  ["google.protobuf.Struct", {}],
  ["google.protobuf.UInt32Value", new Uint(0n)],
  ["google.protobuf.UInt64Value", new Uint(0n)],
  ["google.protobuf.Value", null],
]);

function wellKnownValue(typeName: string, fields: Fields): Value | undefined {
  if (typeName === "google.protobuf.Timestamp")
    return new Timestamp(intField(fields, "seconds"), intField(fields, "nanos"));
  if (typeName === "google.protobuf.Duration") {
    return new Duration(BigInt(intField(fields, "seconds")) * 1_000_000_000n + BigInt(intField(fields, "nanos")));
  }
  const [content = EMPTY.get(typeName)] = fields.values();
  return EMPTY.has(typeName) ? content : undefined;
}

function intField(fields: Fields, name: string): number {
  const value = fields.get(name);
  return typeof value === "number" ? value : 0;
}

/**
 * A field of a message; undefined where it has none.
 * @param declared whether the checker knew the message: then an `Object` has every field, an unset one being null
 */
export function fieldOf({ type, fields }: Message, name: string, declared: boolean): Result | undefined {
  if (type.name === "JSONPatch") {
    if (!isPatchField(name)) return new CelError(`unsupported indexer: ${name}`);
    return fields.get(name) ?? (TEXTS.has(name) ? "" : null);
  }
  if (!declared) return undefined;
  const value = fields.get(name);
  return value === undefined ? null : plainContent(value);
}

/** Whether a field of a message is set; an error where there is no such field. */
export function hasField({ type, fields }: Message, name: string, declared: boolean): boolean | CelError {
  if (type.name === "JSONPatch") {
    if (!isPatchField(name)) return new CelError(`unsupported field: ${name}`);
    return fields.has(name) && !(TEXTS.has(name) && fields.get(name) === "");
  }
  return declared && fields.has(name);
}

/** What a message is apart from its type. */
export function mapOfMessage({ fields }: Message): Value {
  return Object.fromEntries(Array.from(fields, ([name, value]): [string, Value] => [name, plainContent(value)]));
}

function plainContent(value: Value): Value {
  if (Array.isArray(value)) return value.map(plainContent);
  return value instanceof Message ? mapOfMessage(value) : value;
}
