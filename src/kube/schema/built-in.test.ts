import { describe, expect, it } from "vitest";
import { allResources } from "../resources.ts";
import { resolve, schemaFor } from "./built-in.ts";
import type { Schema } from "./schema.ts";
import { property } from "./schema.ts";

function at(schema: Schema | undefined, ...path: readonly string[]): Schema {
  let current = resolve(schema ?? {});
  for (const step of path) {
    const next =
      step === "@idx" ? current.items : step === "@elem" ? current.additionalProperties : property(current, step);
    if (next === undefined) throw new Error(`no ${step}`);
    current = resolve(next);
  }
  return current;
}

const pod = schemaFor("", "v1", "Pod");

describe("what merging needs", () => {
  it.each<[string, readonly string[], Partial<Schema>]>([
    ["a keyed list", ["spec", "containers"], { type: "array", listType: "map", listMapKeys: ["name"] }],
    [
      "two keys",
      ["spec", "containers", "@idx", "ports"],
      { listType: "map", listMapKeys: ["containerPort", "protocol"] },
    ],
    ["the default of a key", ["spec", "containers", "@idx", "ports", "@idx", "protocol"], { default: "TCP" }],
    ["a set", ["metadata", "finalizers"], { listType: "set" }],
    ["an atomic list", ["spec", "containers", "@idx", "command"], { listType: "atomic" }],
    ["an atomic map", ["spec", "nodeSelector"], { mapType: "atomic" }],
    [
      "an atomic object behind a ref",
      ["spec", "containers", "@idx", "env", "@idx", "valueFrom", "fieldRef"],
      { mapType: "atomic" },
    ],
    ["int-or-string", ["spec", "containers", "@idx", "livenessProbe", "httpGet", "port"], { intOrString: true }],
    ["formats", ["spec", "activeDeadlineSeconds"], { type: "integer", format: "int64" }],
    ["times", ["metadata", "creationTimestamp"], { type: "string", format: "date-time" }],
  ])("keeps %s", (_, path, expected) => {
    expect(at(pod, ...path)).toMatchObject(expected);
  });

  it("lets the user of a ref override the definition", () => {
    const volume = schemaFor("", "v1", "PersistentVolume");
    expect(at(volume, "spec", "claimRef")).toMatchObject({ type: "object", mapType: "granular" });
    expect(at(schemaFor("", "v1", "Event"), "involvedObject").mapType).toBe("atomic");
  });

  it("gives quantities no type, as they are strings or numbers", () => {
    expect(at(pod, "spec", "containers", "@idx", "resources", "limits", "@elem")).toEqual({});
  });
});

it("has a schema for every kind of resource that has one published", () => {
  const without = allResources().filter(({ kind }) => schemaFor(kind.group, kind.version, kind.kind) === undefined);
  // Options of CONNECT requests are published nowhere.
  expect(without.map(({ kind }) => kind.kind).filter((kind) => !/^(Pod|Node|Service)\w*Options$/.test(kind))).toEqual(
    [],
  );
});

it.each([
  ["", "v1", "constructor"],
  ["apps", "v1", "Pod"],
  ["", "v1", "PodList"],
])("knows no kind %s/%s/%s", (group, version, kind) => {
  expect(schemaFor(group, version, kind)).toBeUndefined();
});

it("resolves a ref once", () => {
  const metadata = property(pod ?? {}, "metadata") ?? {};
  expect(resolve(metadata)).toBe(resolve(metadata));
});
