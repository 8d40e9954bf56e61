/** CEL's static types. A type is immutable and compared with `sameType` or `isAssignable` (cel/check). */
export type Type =
  /** `nullable` for protobuf's wrappers (`google.protobuf.Int64Value`), which take null too. */
  | { readonly kind: "bool" | "int" | "uint" | "double" | "string" | "bytes"; readonly nullable?: true }
  | { readonly kind: "null" | "dyn" | "error" | "any" }
  | { readonly kind: "timestamp" | "duration" }
  | { readonly kind: "list"; readonly element: Type }
  | { readonly kind: "map"; readonly key: Type; readonly value: Type }
  /** A type whose values only functions look into: `optional_type(T)`, `kubernetes.Quantity`, `net.IP`. */
  | { readonly kind: "opaque"; readonly name: string; readonly params: readonly Type[] }
  /** A type with named fields, which a `TypeProvider` knows. */
  | { readonly kind: "object"; readonly name: string }
  /** The type of a type. */
  | { readonly kind: "type"; readonly of?: Type }
  | { readonly kind: "typeParam"; readonly name: string };

export type TypeKind = Type["kind"];

export const BOOL: Type = { kind: "bool" };
export const INT: Type = { kind: "int" };
export const UINT: Type = { kind: "uint" };
export const DOUBLE: Type = { kind: "double" };
export const STRING: Type = { kind: "string" };
export const BYTES: Type = { kind: "bytes" };
export const NULL: Type = { kind: "null" };
export const DYN: Type = { kind: "dyn" };
/** google.protobuf.Any: assignable to and from everything, shown as `any`. */
export const ANY: Type = { kind: "any" };
export const ERROR: Type = { kind: "error" };
export const TIMESTAMP: Type = { kind: "timestamp" };
export const DURATION: Type = { kind: "duration" };
export const TYPE: Type = { kind: "type" };

export const listOf = (element: Type): Type => ({ kind: "list", element });
export const mapOf = (key: Type, value: Type): Type => ({ kind: "map", key, value });
export const opaque = (name: string, ...params: readonly Type[]): Type => ({ kind: "opaque", name, params });
export const objectType = (name: string): Type => ({ kind: "object", name });
export const typeOfType = (of: Type): Type => ({ kind: "type", of });
export const typeParam = (name: string): Type => ({ kind: "typeParam", name });
export const optionalOf = (of: Type): Type => opaque("optional_type", of);

/** What has no type: a field that JSONPatch lets through though it has none of that name. Shown as nothing. */
export const NO_TYPE: Type = opaque("");

/** Whether the type, or what an optional of it holds, is none. */
export function lacksType(type: Type): boolean {
  return type.kind === "opaque" && (type.name === "" || type.params.some(lacksType));
}

/** The parameters that the standard library's signatures use. */
export const A: Type = typeParam("A");
export const B: Type = typeParam("B");
export const V: Type = typeParam("V");
export const K: Type = typeParam("K");
export const T: Type = typeParam("T");

const SPELLING: Partial<Record<TypeKind, string>> = {
  null: "null_type",
  timestamp: "google.protobuf.Timestamp",
  duration: "google.protobuf.Duration",
  error: "!error!",
  any: "google.protobuf.Any",
};

/** The type as error messages show it: `list(string)`, `map(string, dyn)`, `google.protobuf.Timestamp`. */
export function showType(type: Type): string {
  switch (type.kind) {
    case "list":
      return `list(${showType(type.element)})`;
    case "map":
      return `map(${showType(type.key)}, ${showType(type.value)})`;
    case "opaque":
      return type.params.length === 0 ? type.name : `${type.name}(${type.params.map(showType).join(", ")})`;
    case "object":
    case "typeParam":
      return type.name;
    case "type":
      return type.of === undefined ? "type" : `type(${showType(type.of)})`;
    default:
      return "nullable" in type ? `wrapper(${type.kind})` : (SPELLING[type.kind] ?? type.kind);
  }
}

export function isOptional(type: Type): type is Extract<Type, { kind: "opaque" }> {
  return type.kind === "opaque" && type.name === "optional_type";
}
