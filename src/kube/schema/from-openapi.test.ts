import { expect, it } from "vitest";
import type { JsonObject } from "../../json/value.ts";
import { customResourceSchema } from "./custom-resource.ts";
import { fromOpenApi } from "./from-openapi.ts";
import type { Schema } from "./schema.ts";
import { property } from "./schema.ts";

it.each<[string, JsonObject, Schema]>([
  ["a bare ref", { $ref: "#/a" }, { ref: "#/a" }],
  ["a ref with siblings", { allOf: [{ $ref: "#/a" }], default: {} }, { ref: "#/a", default: {} }],
  ["int-or-string of built-in kinds", { format: "int-or-string", oneOf: [] }, { intOrString: true }],
  ["int-or-string of CRDs", { "x-kubernetes-int-or-string": true, anyOf: [] }, { intOrString: true }],
  [
    "a keyed list",
    { type: "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["a"] },
    { type: "array", listType: "map", listMapKeys: ["a"] },
  ],
  [
    "a map",
    { type: "object", additionalProperties: { type: "string" } },
    { type: "object", additionalProperties: { type: "string" } },
  ],
  ["any further properties", { type: "object", additionalProperties: true }, { type: "object" }],
  ["what it does not know", { type: "strange", "x-kubernetes-map-type": 1, properties: { a: 1 } }, { properties: {} }],
])("reads %s", (_, published, expected) => {
  expect(fromOpenApi(published)).toEqual(expected);
});

it("keeps properties of any name", () => {
  const schema = fromOpenApi(JSON.parse('{"properties": {"__proto__": {"type": "string"}}}'));
  expect(property(schema, "__proto__")).toEqual({ type: "string" });
  expect(property(schema, "constructor")).toBeUndefined();
});

const crd = {
  spec: {
    versions: [
      { name: "v1alpha1" },
      {
        name: "v1",
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              metadata: { type: "object" },
              template: { type: "object", "x-kubernetes-embedded-resource": true },
            },
          },
        },
      },
    ],
  },
};

it("gives custom resources and those embedded in them apiVersion, kind and metadata", () => {
  const schema = customResourceSchema(crd, "v1") ?? {};
  const template = property(schema, "template") ?? {};
  for (const whole of [schema, template]) {
    expect(property(whole, "kind")).toEqual({ type: "string" });
    expect(property(whole, "metadata")).toEqual({ ref: "meta.v1.ObjectMeta" });
  }
});

it.each(["v1alpha1", "v2"])("has no schema for version %s", (version) => {
  expect(customResourceSchema(crd, version)).toBeUndefined();
});
