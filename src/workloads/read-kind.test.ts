import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject, type Json, type JsonObject } from "../json/value.ts";
import { YamlText } from "../policy/yaml.ts";
import { podsOf, readWorkloadKind, WorkloadTable } from "./workloads.ts";

const KIND = `
apiVersion: sallyport.dev/v1
kind: WorkloadKind
metadata: {name: widgets.example.com}
spec:
  group: example.com
  versions: [v1, v1beta1]
  kind: Widget
  resource: widgets
  subresources: [status]
  pods:
  - path: spec.groups[].template
    shape: template
    replicas: {product: [{first: [{nonZero: "spec.groups[].max"}, unbounded]}, spec.factor]}
  - path: spec.server
    shape: fields
    needs: [image]
    fields:
    - {pod: "spec.containers[server].image", object: spec.server.image}
    - {pod: spec, object: spec.server.pod, omit: [extra]}
    - {pod: spec.nodeSelector, object: spec.nodeSelector, isFallback: true}
    patches: [spec.server.patch]
    replicas: {if: spec.mode, is: [big, true], use: {max: [2, {text: spec.size}]}, else: {min: [{sum: [spec.a, -1]}, 4]}}
  - path: spec.plugin
    shape: opaque
    reason: nobody knows
`;

function documentOf(text: string): JsonObject {
  return new YamlText(text).documents[0]!.value as JsonObject;
}

describe("readWorkloadKind", () => {
  it("makes a kind whose pods are found", () => {
    const { kind, faults } = readWorkloadKind(documentOf(KIND));
    expect(faults).toEqual([]);
    const table = WorkloadTable.BUILT_IN.with([kind!]);
    const object: JsonObject = {
      spec: {
        groups: [
          { max: 0, template: { spec: {} } },
          { max: 3, template: { spec: {} } },
        ],
        factor: 2,
        mode: "big",
        size: "5",
        nodeSelector: { a: "b" },
        server: { image: "s", pod: { hostPID: true, extra: 1 }, patch: "hostIPC: true" },
        plugin: {},
      },
    };
    const { places, opaque } = podsOf(object, { group: "example.com", version: "v1", kind: "Widget" }, table);
    expect(places.map(({ podPath, replicas }) => [podPath, replicas])).toEqual([
      ["spec.groups[0].template", 2_147_483_647],
      ["spec.groups[1].template", 6],
      ["spec.server", 5],
    ]);
    expect(places[2]!.pod["spec"]).toEqual({
      containers: [{ name: "server", image: "s" }],
      nodeSelector: { a: "b" },
      hostPID: true,
      hostIPC: true,
    });
    expect(opaque).toEqual([{ path: "spec.plugin", reason: "nobody knows" }]);
  });

  it.each<[name: string, from: string, to: string, field: string, message: string]>([
    ["an unknown field", "  kind: Widget", "  kind: Widget\n  kinds: [a]", "spec.kinds", "unknown field"],
    ["no kind", "  kind: Widget\n", "", "spec.kind", "required"],
    ["a kind in lower case", "kind: Widget\n", "kind: widget\n", "spec.kind", "must be a kind, such as Widget"],
    [
      "a group of another form",
      "group: example.com",
      "group: Example",
      "spec.group",
      "must be a group of APIs, such as example.com",
    ],
    [
      "a version of another form",
      "[v1, v1beta1]",
      "[v1, latest]",
      "spec.versions[1]",
      "must be a version, such as v1beta1",
    ],
    [
      "a resource with a slash",
      "resource: widgets",
      "resource: a/b",
      "spec.resource",
      "must be a resource in the plural, such as widgets",
    ],
    ["no pods", KIND.slice(KIND.indexOf("  pods:")), "  pods: []\n", "spec.pods", "must not be empty"],
    [
      "an unknown shape",
      "shape: opaque",
      "shape: cube",
      "spec.pods[2].shape",
      "must be one of template, spec, fields, object, manifest, opaque",
    ],
    [
      "a path that is none",
      "path: spec.plugin",
      "path: spec..plugin",
      "spec.pods[2].path",
      "no path, such as spec.groups[].template",
    ],
    [
      "a free wildcard",
      "patches: [spec.server.patch]",
      "patches: ['spec.x[].patch']",
      "spec.pods[1].patches[0]",
      "has a wildcard that the path of the block has not",
    ],
    [
      "a free wildcard in a count",
      "spec.factor",
      "spec.*.factor",
      "spec.pods[0].replicas.product[1]",
      "has a wildcard that the path of the block has not",
    ],
    [
      "a count of nothing",
      "text: spec.size",
      "test: spec.size",
      "spec.pods[1].replicas.use.max[1].test",
      "unknown field",
    ],
    ["no fields", "fields:\n", "needed:\n", "spec.pods[1].fields", "required with shape fields"],
    [
      "a place outside of a pod",
      "pod: spec.nodeSelector",
      "pod: status.x",
      "spec.pods[1].fields[2].pod",
      "must start with metadata or spec",
    ],
    [
      "a flag that is text",
      "isFallback: true",
      "isFallback: x",
      "spec.pods[1].fields[2].isFallback",
      "must be true or false",
    ],
    [
      "an unknown conversion",
      "omit: [extra]",
      "as: magic",
      "spec.pods[1].fields[1].as",
      "must be one of image, imagedContainers, env, names, gpu, gpuCount, volume, hostPath",
    ],
  ])("refuses %s", (_, from, to, field, message) => {
    expect(KIND).toContain(from);
    const { kind, faults } = readWorkloadKind(documentOf(KIND.replace(from, to)));
    expect(kind).toBeUndefined();
    expect(faults).toContainEqual({ field, message });
  });

  it("reads all versions where none is named", () => {
    expect(readWorkloadKind(documentOf(KIND.replace("  versions: [v1, v1beta1]\n", ""))).kind?.versions).toBe("any");
  });

  it("refuses counts that nest too deeply", () => {
    const deep = `${"{nonZero: ".repeat(20)}spec.a${"}".repeat(20)}`;
    const { faults } = readWorkloadKind(documentOf(KIND.replace(/replicas: \{if.*/, `replicas: ${deep}`)));
    expect(faults.map(({ message }) => message)).toEqual(["nested too deeply"]);
  });

  it("never throws", () => {
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
    const spec = documentOf(KIND)["spec"] as JsonObject;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(spec)), value, value, (key, part, whole) => {
        readWorkloadKind({ spec: { ...spec, [key]: part } });
        readWorkloadKind({
          spec: { ...spec, pods: [{ ...(spec["pods"] as JsonObject[])[1], replicas: part, fields: whole }] },
        });
        if (isObject(whole)) expect(readWorkloadKind(whole).kind).toBeUndefined();
      }),
    );
  });

  it("takes the example of the documentation", () => {
    const text = readFileSync("docs/workloads.md", "utf8");
    const example = /```yaml\n(apiVersion: sallyport\.dev\/v1\nkind: WorkloadKind\n[\s\S]*?)```/.exec(text)?.[1] ?? "";
    expect(readWorkloadKind(documentOf(example)).faults).toEqual([]);
  });
});
