import type { Json } from "../../json/value.ts";

/** What type checking and structured merge need of an OpenAPI schema. Plain data; refs are resolved by `resolve`. */
export interface Schema {
  /** The name of a built-in definition. The other members then are what its user says differently. */
  readonly ref?: string;
  /** Absent for values of several types: quantities (string or number), arbitrary JSON, int-or-string. */
  readonly type?: SchemaType;
  /** `int32`, `int64`, `double`, `byte`, `date-time`, `date`, `duration` and whatever a CRD says. */
  readonly format?: string;
  readonly intOrString?: true;
  readonly preserveUnknownFields?: true;
  /** The value is a whole object with apiVersion, kind and metadata. */
  readonly embeddedResource?: true;
  /** Names are arbitrary: `__proto__` can be one. Look up own keys only: `property`. */
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  /** The values of a map with arbitrary keys. */
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly listType?: "atomic" | "set" | "map";
  readonly listMapKeys?: readonly string[];
  readonly mapType?: "atomic" | "granular";
  /** In built-in definitions kept only where the property may be the key of a list. */
  readonly default?: Json;
}

export type SchemaType = "object" | "array" | "string" | "integer" | "number" | "boolean";

/** The schema of a property as written, possibly a ref. */
export function property(schema: Schema, name: string): Schema | undefined {
  const { properties } = schema;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}
