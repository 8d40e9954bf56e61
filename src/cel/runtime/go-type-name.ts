import type { Value } from "../values.ts";
import { Double, Duration, isJsonObject, MapValue, Optional, Timestamp, TypeValue, Uint } from "../values.ts";
import { typeNameOf } from "./type-of.ts";

/**
 * The name of the Go type that cel-go holds a value in, which some of its errors show. A `native` value is one that
 * comes straight from a variable, not yet converted for CEL.
 */
export function goTypeName(value: Value, native: boolean): string {
  return native ? (nativeName(value) ?? celName(value)) : celName(value);
}

function nativeName(value: Value): string | undefined {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return "[]interface {}";
  if (isJsonObject(value)) return "map[string]interface {}";
  return undefined;
}

/** The name of the type of Go's own that a value converts to. */
export function nativeTypeName(value: Value): string {
  if (typeof value !== "object") return NATIVE_BY_TYPEOF[typeof value] ?? "";
  if (value instanceof Double) return "float64";
  if (value instanceof Uint) return "uint64";
  if (value instanceof Uint8Array) return "[]uint8";
  return value === null ? "structpb.NullValue" : (nativeName(value) ?? celName(value));
}

const NATIVE_BY_TYPEOF: Record<string, string> = {
  string: "string",
  boolean: "bool",
  number: "int64",
  bigint: "int64",
};

const BY_TYPEOF: Record<string, string> = {
  string: "types.String",
  boolean: "types.Bool",
  number: "types.Int",
  bigint: "types.Int",
};

function celName(value: Value): string {
  if (typeof value !== "object") return BY_TYPEOF[typeof value] ?? "";
  if (value === null) return "types.Null";
  if (Array.isArray(value)) return "*types.baseList";
  if (value instanceof Uint8Array) return "types.Bytes";
  if (value instanceof MapValue || isJsonObject(value)) return "*types.baseMap";
  return boxedName(value);
}

function boxedName(value: Value): string {
  if (value instanceof Double) return "types.Double";
  if (value instanceof Uint) return "types.Uint";
  if (value instanceof Timestamp) return "types.Timestamp";
  if (value instanceof Duration) return "types.Duration";
  if (value instanceof Optional) return "*types.Optional";
  if (value instanceof TypeValue) return "*types.Type";
  const name = typeNameOf(value);
  return OPAQUE[name] ?? name;
}

const OPAQUE: Readonly<Record<string, string>> = {
  "net.IP": "cel.IP",
  "net.CIDR": "cel.CIDR",
  "kubernetes.Quantity": "cel.Quantity",
  "kubernetes.URL": "cel.URL",
  "kubernetes.Semver": "cel.Semver",
  "kubernetes.NamedFormat": "cel.Format",
  "kubernetes.authorization.Authorizer": "library.authorizerVal",
  "kubernetes.authorization.PathCheck": "library.pathCheckVal",
  "kubernetes.authorization.GroupCheck": "library.groupCheckVal",
  "kubernetes.authorization.ResourceCheck": "library.resourceCheckVal",
  "kubernetes.authorization.Decision": "library.decisionVal",
};
