import type { Json } from "../../json/value.ts";
import { isObject, member } from "../../json/value.ts";
import { fromOpenApi } from "./from-openapi.ts";
import type { Schema } from "./schema.ts";

const TEXT: Schema = { type: "string" };
/** What the API server adds to each custom resource and embedded resource when it publishes their schema. */
const TYPE_AND_META = { apiVersion: TEXT, kind: TEXT, metadata: { ref: "meta.v1.ObjectMeta" } } satisfies Record<
  string,
  Schema
>;

/** The schema of one version of a CustomResourceDefinition; undefined where the CRD has none for it. */
export function customResourceSchema(crd: Json, version: string): Schema | undefined {
  const versions = member(member(crd, "spec"), "versions");
  if (!Array.isArray(versions)) return undefined;
  const found = versions.find((candidate: Json) => member(candidate, "name") === version);
  const schema = member(member(found, "schema"), "openAPIV3Schema");
  return isObject(schema) ? withMeta(embedMeta(fromOpenApi(schema))) : undefined;
}

function withMeta(schema: Schema): Schema {
  return { ...schema, properties: { ...schema.properties, ...TYPE_AND_META } };
}

function embedMeta(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  const whole: Schema = {
    ...schema,
    ...(items && { items: embedMeta(items) }),
    ...(additionalProperties && { additionalProperties: embedMeta(additionalProperties) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, embedMeta(part)])),
    }),
  };
  return schema.embeddedResource === true ? withMeta(whole) : whole;
}
