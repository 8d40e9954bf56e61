import { describe, expect, it } from "vitest";
import { schemaFor } from "../kube/schema/built-in.ts";
import type { Schema } from "../kube/schema/schema.ts";
import { schemaTypes } from "./schema-types.ts";
import type { Type } from "./types.ts";
import { BOOL, BYTES, DOUBLE, DURATION, DYN, INT, listOf, mapOf, objectType, STRING, TIMESTAMP } from "./types.ts";

const pod = schemaTypes("Pod", schemaFor("", "v1", "Pod") ?? {});

describe("a built-in kind", () => {
  it("has the kind as its type", () => {
    expect(pod.type).toEqual(objectType("Pod"));
  });

  it.each<[string, string, Type | undefined]>([
    ["Pod", "spec", objectType("Pod.spec")],
    ["Pod", "apiVersion", STRING],
    ["Pod", "foo", undefined],
    ["Pod.spec", "containers", listOf(objectType("Pod.spec.containers.@idx"))],
    ["Pod.spec", "nodeSelector", mapOf(STRING, STRING)],
    ["Pod.spec", "hostNetwork", BOOL],
    ["Pod.spec", "activeDeadlineSeconds", INT],
    ["Pod.metadata", "creationTimestamp", TIMESTAMP],
    // A reserved word is known by both names.
    ["Pod.metadata", "namespace", STRING],
    ["Pod.metadata", "__namespace__", STRING],
    ["Pod.metadata", "name", STRING],
    ["Pod.spec.containers.@idx", "resources", objectType("Pod.spec.containers.@idx.resources")],
    // Quantities have no type of their own, so the API server hides what is made of them.
    ["Pod.spec.containers.@idx.resources", "limits", undefined],
    ["Pod.spec.containers.@idx.livenessProbe.httpGet", "port", DYN],
    ["Strange", "spec", undefined],
  ])("%s.%s", (typeName, field, type) => {
    reach(pod, typeName);
    expect(pod.provider.findField(typeName, field)).toEqual(type);
  });

  it("cannot be named by authors", () => {
    expect(pod.provider.findType("Pod")).toBeUndefined();
  });

  it("cuts a definition within itself", () => {
    const crd = schemaTypes("CRD", schemaFor("apiextensions.k8s.io", "v1", "CustomResourceDefinition") ?? {});
    const within = "CRD.spec.versions.@idx.schema.openAPIV3Schema.properties.@elem";
    reach(crd, within);
    expect(crd.provider.fieldNames(within)).toEqual([]);
  });
});

/** Types come into being when their parents' fields are looked at. */
function reach({ provider }: ReturnType<typeof schemaTypes>, typeName: string): void {
  const path = typeName.split(".");
  for (let i = 1; i <= path.length; i++) provider.fieldNames(path.slice(0, i).join("."));
}

it.each<[string, Schema, Type | undefined]>([
  ["text", { type: "string" }, STRING],
  ["text in an unknown format", { type: "string", format: "uuid" }, STRING],
  ["bytes", { type: "string", format: "byte" }, BYTES],
  ["a duration", { type: "string", format: "duration" }, DURATION],
  ["a date", { type: "string", format: "date" }, TIMESTAMP],
  ["a number", { type: "number" }, DOUBLE],
  ["int-or-string", { type: "string", intOrString: true }, DYN],
  ["anything", {}, undefined],
  ["a list of anything", { type: "array", items: {} }, undefined],
  ["a list without items", { type: "array" }, undefined],
  ["a map of anything", { type: "object", additionalProperties: {} }, undefined],
  ["an open object", { type: "object", preserveUnknownFields: true }, objectType("T.field")],
  [
    "a nested list",
    { type: "array", items: { type: "array", items: { type: "object" } } },
    listOf(listOf(objectType("T.field.@idx.@idx"))),
  ],
  [
    "a map of objects",
    { type: "object", additionalProperties: { type: "object" } },
    mapOf(STRING, objectType("T.field.@elem")),
  ],
])("%s", (_, field, type) => {
  const { provider } = schemaTypes("T", { type: "object", properties: { field } });
  expect(provider.findField("T", "field")).toEqual(type);
});

it("gives whole objects their name and type where the schema does not", () => {
  const { provider } = schemaTypes("T", {
    type: "object",
    properties: { inner: { type: "object", embeddedResource: true } },
  });
  expect(provider.fieldNames("T")).toEqual(["inner", "kind", "apiVersion", "metadata"]);
  expect(provider.fieldNames("T.metadata")).toEqual(["name", "generateName"]);
  expect(provider.fieldNames("T.inner")).toEqual(["kind", "apiVersion", "metadata"]);
});

it("knows fields by their escaped names, and none that cannot be escaped", () => {
  const properties = { "a-b": { type: "integer" }, $ref: { type: "string" }, __proto__: { type: "string" } } as const;
  const { provider } = schemaTypes("T", { type: "object", properties });
  expect(provider.findField("T", "a__dash__b")).toBe(INT);
  expect(provider.findField("T", "$ref")).toBeUndefined();
  expect(provider.findField("T", "constructor")).toBeUndefined();
});

it("is of no type where the schema gives none", () => {
  expect(schemaTypes("T", {}).type).toBeUndefined();
});
