import type { Json, JsonObject } from "../../json/value.ts";
import { isObject, member } from "../../json/value.ts";
import type { Schema, SchemaType } from "./schema.ts";

const TYPES: ReadonlySet<string> = new Set(["object", "array", "string", "integer", "number", "boolean"]);
const LIST_TYPES: ReadonlySet<string> = new Set(["atomic", "set", "map"]);
const MAP_TYPES: ReadonlySet<string> = new Set(["atomic", "granular"]);

/**
 * Reads an OpenAPI v3 schema: a CRD's `openAPIV3Schema` or a definition as the API server publishes it.
 * What is misspelt or unknown is left out, as the API server has accepted it.
 *
 * @param nameOf the name that `resolve` knows the target of a `$ref` by
 */
export function fromOpenApi(schema: JsonObject, nameOf: (ref: string) => string = (ref) => ref): Schema {
  const read = (value: Json | undefined) => (isObject(value) ? fromOpenApi(value, nameOf) : undefined);
  const ref = refOf(schema);
  const properties = member(schema, "properties");
  const intOrString = isIntOrString(schema);
  return {
    ...optional("ref", ref === undefined ? undefined : nameOf(ref)),
    ...optional("type", oneOf<SchemaType>(member(schema, "type"), TYPES)),
    ...optional("format", intOrString === undefined ? string(member(schema, "format")) : undefined),
    ...optional("intOrString", intOrString),
    ...optional("preserveUnknownFields", isTrue(schema, "x-kubernetes-preserve-unknown-fields")),
    ...optional("embeddedResource", isTrue(schema, "x-kubernetes-embedded-resource")),
    ...optional("required", strings(member(schema, "required"))),
    ...optional("properties", isObject(properties) ? mapValues(properties, read) : undefined),
    ...optional("additionalProperties", read(member(schema, "additionalProperties"))),
    ...optional("items", read(member(schema, "items"))),
    ...optional("listType", oneOf<"atomic" | "set" | "map">(member(schema, "x-kubernetes-list-type"), LIST_TYPES)),
    ...optional("listMapKeys", strings(member(schema, "x-kubernetes-list-map-keys"))),
    ...optional("mapType", oneOf<"atomic" | "granular">(member(schema, "x-kubernetes-map-type"), MAP_TYPES)),
    ...optional("default", member(schema, "default")),
  };
}

/** A ref may stand alone, or within `allOf` so that it can have siblings. */
function refOf(schema: JsonObject): string | undefined {
  const ref = string(member(schema, "$ref"));
  if (ref !== undefined) return ref;
  const allOf = member(schema, "allOf");
  if (!Array.isArray(allOf)) return undefined;
  return allOf.map((part: Json) => string(member(part, "$ref"))).find((found) => found !== undefined);
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}

function isTrue(schema: JsonObject, key: string): true | undefined {
  return member(schema, key) === true ? true : undefined;
}

/** Built-in kinds have a format for it, CRDs an extension. */
function isIntOrString(schema: JsonObject): true | undefined {
  return member(schema, "format") === "int-or-string" ? true : isTrue(schema, "x-kubernetes-int-or-string");
}

function string(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function strings(value: Json | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((item: Json): item is string => typeof item === "string");
}

function oneOf<T extends string>(value: Json | undefined, allowed: ReadonlySet<string>): T | undefined {
  return typeof value === "string" && allowed.has(value) ? (value as T) : undefined;
}

function mapValues(
  object: JsonObject,
  read: (value: Json | undefined) => Schema | undefined,
): { readonly [name: string]: Schema } {
  const entries = Object.entries(object).flatMap(([name, value]) => {
    const schema = read(value);
    return schema === undefined ? [] : [[name, schema] as const];
  });
  return Object.fromEntries(entries);
}
