import { describe, expect, it } from "vitest";
import { admissionTypes, mutationTypes, variablesTypes, variableType } from "./admission-types.ts";
import { combineProviders } from "./type-providers.ts";
import type { Type } from "./types.ts";
import { BOOL, DYN, INT, listOf, mapOf, objectType, optionalOf, STRING, TIMESTAMP, typeOfType } from "./types.ts";

describe("types of the admission variables", () => {
  it.each<[string, string, Type | undefined]>([
    ["kubernetes.AdmissionRequest", "operation", STRING],
    ["kubernetes.AdmissionRequest", "dryRun", BOOL],
    ["kubernetes.AdmissionRequest", "options", DYN],
    ["kubernetes.AdmissionRequest", "uid", undefined],
    ["kubernetes.AdmissionRequest", "object", undefined],
    ["kubernetes.AdmissionRequest", "constructor", undefined],
    ["kubernetes.UserInfo", "extra", mapOf(STRING, listOf(STRING))],
    ["kubernetes.Namespace", "metadata", objectType("kubernetes.NamespaceMetadata")],
    ["kubernetes.NamespaceMetadata", "creationTimestamp", TIMESTAMP],
    ["kubernetes.NamespaceMetadata", "ownerReferences", undefined],
    ["google.protobuf.Int64Value", "value", INT],
    ["string", "a", undefined],
    ["strange", "a", undefined],
  ])("%s.%s", (typeName, field, type) => {
    expect(admissionTypes.findField(typeName, field)).toEqual(type);
  });

  it.each<[string, Type | undefined]>([
    ["kubernetes.Namespace", objectType("kubernetes.Namespace")],
    ["kubernetes.NamespaceMetadata.labels", mapOf(STRING, STRING)],
    ["google.protobuf.Value", DYN],
    ["google.protobuf.Int64Value", { kind: "int", nullable: true }],
    ["timestamp", TIMESTAMP],
    ["Object", undefined],
    ["kubernetes", undefined],
  ])("%s as a name", (name, type) => {
    expect(admissionTypes.findType(name)).toEqual(type);
  });

  it("tells types without fields from unknown ones", () => {
    expect(admissionTypes.fieldNames("string")).toEqual([]);
    expect(admissionTypes.fieldNames("net.IP")).toBeUndefined();
  });
});

describe("types that mutations make", () => {
  it.each<[string, string, Type | undefined]>([
    ["Object", "anything", DYN],
    ["Object.spec.template", "__proto__", DYN],
    ["Objects", "a", undefined],
    ["JSONPatch", "op", STRING],
    ["JSONPatch", "value", DYN],
  ])("%s.%s", (typeName, field, type) => {
    expect(mutationTypes.findField(typeName, field)).toEqual(type);
  });
});

describe("variables", () => {
  it.each<[Type, Type]>([
    [INT, INT],
    [listOf(STRING), listOf(STRING)],
    [mapOf(STRING, listOf(optionalOf(INT))), mapOf(STRING, listOf(DYN))],
    [objectType("kubernetes.UserInfo"), DYN],
    [optionalOf(INT), DYN],
    [typeOfType(INT), DYN],
    [{ kind: "int", nullable: true }, DYN],
  ])("of type %j are %j to later expressions", (type, seen) => {
    expect(variableType(type)).toEqual(seen);
  });

  it("are the fields of their type", () => {
    const provider = combineProviders(variablesTypes(new Map([["n", INT]])), admissionTypes);
    expect(provider.findField("kubernetes.variables", "n")).toBe(INT);
    expect(provider.findField("kubernetes.variables", "m")).toBeUndefined();
    expect(provider.fieldNames("kubernetes.variables")).toEqual(["n"]);
    expect(provider.findField("kubernetes.UserInfo", "uid")).toBe(STRING);
  });
});
