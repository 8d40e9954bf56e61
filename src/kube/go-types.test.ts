import { describe, expect, it } from "vitest";
import { goStruct } from "./go-types.ts";
import { allResources } from "./resources.ts";
import { definitionName } from "./schema/built-in.ts";

const field = (definition: string, name: string) => goStruct(definition)?.field(name);

describe("goStruct", () => {
  it("is there for each built-in kind", () => {
    const definitions = allResources().flatMap(({ kind }) => definitionName(kind.group, kind.version, kind.kind) ?? []);
    expect(definitions.length).toBeGreaterThan(100);
    expect(definitions.filter((definition) => goStruct(definition) === undefined)).toEqual([]);
  });

  it.each([
    ["core.v1.Container", "tty", { kind: "bool", name: "bool" }, { isPointer: false, omitsZero: true }],
    ["core.v1.Container", "name", { kind: "string", name: "string" }, { isPointer: false, omitsZero: false }],
    ["core.v1.Container", "imagePullPolicy", { kind: "string", name: "v1.PullPolicy" }, { omitsZero: true }],
    ["core.v1.PodSpec", "activeDeadlineSeconds", { kind: "int64", name: "int64" }, { isPointer: true }],
    ["core.v1.PodSpec", "tolerations", { kind: "list", name: "[]v1.Toleration" }, { omitsZero: true }],
    ["core.v1.Secret", "data", { kind: "map", name: "map[string][]uint8" }, { path: "data" }],
    ["core.v1.ResourceRequirements", "limits", { kind: "map", name: "v1.ResourceList" }, { omitsZero: true }],
    ["core.v1.Capabilities", "drop", { kind: "list", name: "[]v1.Capability" }, { omitsZero: true }],
    [
      "core.v1.Volume",
      "emptyDir",
      { kind: "struct", name: "v1.EmptyDirVolumeSource" },
      { path: "VolumeSource.emptyDir" },
    ],
    ["core.v1.HTTPGetAction", "port", { kind: "custom", name: "intstr.IntOrString" }, { isPointer: false }],
  ] as const)("%s has %s", (definition, name, type, more) => {
    expect(field(definition, name)).toMatchObject({ type, ...more });
  });

  it.each(["", "nope", "constructor", "__proto__"])("has no field %j", (name) => {
    expect(field("core.v1.Pod", name)).toBeUndefined();
  });
});
