/** The JSON Schema of an AdmissionPolicy, for editors: made of the shape that documents are decoded by. */
import type { Shape, Struct } from "./shape.ts";

export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: { readonly [field: string]: JsonSchema };
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly format?: string;
}

/** What a shape does not say. Keys are `Struct.field`, the struct's name without its package. */
export interface SchemaNotes {
  readonly descriptions: { readonly [field: string]: string };
  readonly values: { readonly [field: string]: readonly string[] };
  /** By struct. */
  readonly required: { readonly [struct: string]: readonly string[] };
  /** Fields that are reserved: they are not in the schema. */
  readonly hidden: readonly string[];
}

/** @throws TypeError for a field without a description */
export function schemaOfStruct(struct: Struct, notes: SchemaNotes): JsonSchema {
  const fields = [...struct.fields].filter(([name]) => !notes.hidden.includes(`${struct.name}.${name}`));
  const required = notes.required[struct.name];
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(fields.map(([name, { shape }]) => [name, fieldSchema(struct, name, shape, notes)])),
    ...(required === undefined ? {} : { required }),
  };
}

function fieldSchema(struct: Struct, name: string, shape: Shape, notes: SchemaNotes): JsonSchema {
  const key = `${struct.name}.${name}`;
  const description = notes.descriptions[key];
  if (description === undefined) throw new TypeError(`${key} has no description`);
  const values = notes.values[key];
  const schema = schemaOfShape(shape, notes);
  if (values === undefined) return { description, ...schema };
  return shape.kind === "list"
    ? { description, ...schema, items: { ...schema.items, enum: values } }
    : { description, ...schema, enum: values };
}

function schemaOfShape(shape: Shape, notes: SchemaNotes): JsonSchema {
  switch (shape.kind) {
    case "any":
      return {};
    case "time":
      return { type: "string", format: "date-time" };
    case "list":
      return { type: "array", items: schemaOfShape(shape.element, notes) };
    case "map":
      return { type: "object", additionalProperties: schemaOfShape(shape.value, notes) };
    case "struct":
      return schemaOfStruct(shape, notes);
    default:
      return { type: shape.kind };
  }
}
