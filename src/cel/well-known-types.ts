/** The messages that protobuf defines and every CEL environment can make: `google.protobuf.Int64Value{value: 1}`. */
import type { TypeProvider } from "./environment.ts";
import type { Type } from "./types.ts";
import { ANY, BYTES, DOUBLE, DURATION, DYN, INT, listOf, mapOf, objectType, STRING, TIMESTAMP } from "./types.ts";

interface WellKnown {
  /** What a literal of the message is. */
  readonly type: Type;
  readonly fields: ReadonlyMap<string, Type>;
}

const JSON_MAP = mapOf(STRING, DYN);
const JSON_LIST = listOf(DYN);

function wrapper(kind: "bool" | "int" | "uint" | "double" | "string" | "bytes"): WellKnown {
  return { type: { kind, nullable: true }, fields: new Map([["value", { kind }]]) };
}

function message(type: Type, fields: { readonly [field: string]: Type }): WellKnown {
  return { type, fields: new Map(Object.entries(fields)) };
}

const TYPES: ReadonlyMap<string, WellKnown> = new Map([
  ["google.protobuf.BoolValue", wrapper("bool")],
  ["google.protobuf.BytesValue", wrapper("bytes")],
  ["google.protobuf.DoubleValue", wrapper("double")],
  ["google.protobuf.FloatValue", wrapper("double")],
  ["google.protobuf.Int32Value", wrapper("int")],
  ["google.protobuf.Int64Value", wrapper("int")],
  ["google.protobuf.StringValue", wrapper("string")],
  ["google.protobuf.UInt32Value", wrapper("uint")],
  ["google.protobuf.UInt64Value", wrapper("uint")],
  ["google.protobuf.Any", message(ANY, { type_url: STRING, value: BYTES })],
  ["google.protobuf.Duration", message(DURATION, { seconds: INT, nanos: INT })],
  ["google.protobuf.Timestamp", message(TIMESTAMP, { seconds: INT, nanos: INT })],
  ["google.protobuf.Empty", message(objectType("google.protobuf.Empty"), {})],
  ["google.protobuf.ListValue", message(JSON_LIST, { values: JSON_LIST })],
  ["google.protobuf.Struct", message(JSON_MAP, { fields: JSON_MAP })],
  [
    "google.protobuf.Value",
    message(DYN, {
      null_value: INT,
      number_value: DOUBLE,
      string_value: STRING,
      bool_value: { kind: "bool" },
      struct_value: JSON_MAP,
      list_value: JSON_LIST,
    }),
  ],
]);

export const wellKnownTypes: TypeProvider = {
  findType: (name) => TYPES.get(name)?.type,
  findField: (typeName, field) => TYPES.get(typeName)?.fields.get(field),
  fieldNames(typeName) {
    const known = TYPES.get(typeName);
    return known === undefined ? undefined : [...known.fields.keys()];
  },
};
