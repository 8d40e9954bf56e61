/**
 * Object types made from schemas, for checking expressions before any object is there: the rules of
 * `SchemaDeclType` and `MaybeAssignTypeName` in k8s.io/apiserver/pkg/cel.
 */
import { escapeFieldName, isReservedWord } from "../kube/cel-field-name.ts";
import { resolve } from "../kube/schema/built-in.ts";
import type { Schema } from "../kube/schema/schema.ts";
import { property } from "../kube/schema/schema.ts";
import type { TypeProvider } from "./environment.ts";
import type { Type } from "./types.ts";
import { BOOL, BYTES, DOUBLE, DURATION, DYN, INT, listOf, mapOf, objectType, STRING, TIMESTAMP } from "./types.ts";

export interface SchemaTypes {
  /** The type of the object as a whole; undefined where the schema gives no type, so that it is dyn. */
  readonly type: Type | undefined;
  /** Knows the fields. No author can name these types. */
  readonly provider: TypeProvider;
}

/** A schema in its place. `refs` are those around it: a definition within itself is an object without fields. */
interface Place {
  readonly schema: Schema;
  readonly refs: readonly string[];
}

/**
 * The types for the objects of a kind. They are made when they are asked for.
 * @param kind the name of the type; types of fields are named by their paths: `Deployment.spec.template`
 */
export function schemaTypes(kind: string, schema: Schema): SchemaTypes {
  const objects = new Map<string, Place>();
  const fieldsOf = new Map<string, ReadonlyMap<string, Type>>();
  const fields = (typeName: string): ReadonlyMap<string, Type> | undefined => {
    const place = objects.get(typeName);
    if (place === undefined) return undefined;
    const known = fieldsOf.get(typeName) ?? declareFields(typeName, place, objects);
    fieldsOf.set(typeName, known);
    return known;
  };
  return {
    type: typeOf(kind, { schema: withObjectMeta(resolve(schema)), refs: [] }, objects),
    provider: {
      findType: () => undefined,
      findField(typeName, field) {
        const known = fields(typeName);
        return known?.get(field) ?? (isReservedWord(field) ? known?.get(`__${field}__`) : undefined);
      },
      fieldNames: (typeName) => {
        const known = fields(typeName);
        return known === undefined ? undefined : [...known.keys()];
      },
    },
  };
}

function declareFields(typeName: string, place: Place, objects: Map<string, Place>): ReadonlyMap<string, Type> {
  const fields = new Map<string, Type>();
  for (const [name, schema] of Object.entries(place.schema.properties ?? {})) {
    const escaped = escapeFieldName(name);
    if (escaped === undefined) continue;
    const type = typeOf(`${typeName}.${escaped}`, enter(schema, place), objects);
    if (type !== undefined) fields.set(escaped, type);
  }
  return fields;
}

/** The part of a schema, resolved. */
function enter(schema: Schema, { refs }: Place): Place {
  const { ref } = schema;
  if (ref !== undefined && refs.includes(ref)) return { schema: { type: "object" }, refs };
  const resolved = resolve(schema);
  return {
    schema: resolved.embeddedResource === true ? withObjectMeta(resolved) : resolved,
    refs: ref === undefined ? refs : [...refs, ref],
  };
}

/** The type of a value; undefined where the schema does not say, which hides the field. Notes objects by name. */
function typeOf(name: string, place: Place, objects: Map<string, Place>): Type | undefined {
  const { schema } = place;
  if (schema.intOrString === true) return DYN;
  switch (schema.type) {
    case "array": {
      if (schema.items === undefined) return undefined;
      const element = typeOf(`${name}.@idx`, enter(schema.items, place), objects);
      return element === undefined ? undefined : listOf(element);
    }
    case "object": {
      if (schema.additionalProperties === undefined) {
        objects.set(name, place);
        return objectType(name);
      }
      const value = typeOf(`${name}.@elem`, enter(schema.additionalProperties, place), objects);
      return value === undefined ? undefined : mapOf(STRING, value);
    }
    case "string":
      return stringType(schema.format);
    case "boolean":
      return BOOL;
    case "number":
      return DOUBLE;
    case "integer":
      return INT;
    default:
      return undefined;
  }
}

function stringType(format: string | undefined): Type {
  switch (format) {
    case "byte":
      return BYTES;
    case "duration":
      return DURATION;
    case "date":
    case "date-time":
      return TIMESTAMP;
    default:
      return STRING;
  }
}

const TEXT: Schema = { type: "string" };

/** Whole objects have these fields even where the schema does not say so. */
function withObjectMeta(schema: Schema): Schema {
  if (schema.intOrString === true || hasObjectMeta(schema)) return schema;
  const metadata: Schema = { type: "object", properties: { name: TEXT, generateName: TEXT } };
  return { ...schema, properties: { ...schema.properties, kind: TEXT, apiVersion: TEXT, metadata } };
}

function hasObjectMeta(schema: Schema): boolean {
  const metadata = property(schema, "metadata");
  const resolved = metadata === undefined ? {} : resolve(metadata);
  return (
    isText(property(schema, "kind")) &&
    isText(property(schema, "apiVersion")) &&
    resolved.type === "object" &&
    isText(property(resolved, "name")) &&
    isText(property(resolved, "generateName"))
  );
}

function isText(schema: Schema | undefined): boolean {
  return schema?.type === "string";
}
