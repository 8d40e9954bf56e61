import { describe, expect, it } from "vitest";
import { parsePodPath } from "./assemble.ts";
import { BUILT_IN_KINDS } from "./built-in-kinds.ts";
import { pathsIn } from "./count.ts";
import { isBoundBy, pattern } from "./pattern.ts";
import type { PodBlock, WorkloadKind } from "./workload-kind.ts";
import { podsOf, WorkloadTable } from "./workloads.ts";

const TABLE = WorkloadTable.BUILT_IN;

const kind = (versions: WorkloadKind["versions"], path: string): WorkloadKind => ({
  group: "example.com",
  versions,
  kind: "Widget",
  resource: "widgets",
  pods: [{ path, shape: "template" }],
});

describe("WorkloadTable", () => {
  it.each([
    ["v1", "spec.one"],
    ["v2", "spec.two"],
    ["v3", "spec.any"],
    ["v4beta1", "spec.any"],
  ])("finds example.com/%s", (version, path) => {
    const table = TABLE.with([kind(["v1"], "spec.one"), kind(["v2"], "spec.two"), kind("any", "spec.any")]);
    expect(table.find({ group: "example.com", version, kind: "Widget" })?.pods[0]?.path).toBe(path);
  });

  it("reads a version that nobody lists like one that is known", () => {
    expect(TABLE.find({ group: "ray.io", version: "v9", kind: "RayCluster" })?.resource).toBe("rayclusters");
  });

  it.each([
    ["constructor", "__proto__"],
    ["example.com", "Pod"],
    ["apps", "pod"],
  ])("knows no %s %s", (group, name) => {
    expect(TABLE.find({ group, version: "v1", kind: name })).toBeUndefined();
    expect(podsOf({ spec: {} }, { group, version: "v1", kind: name }, TABLE)).toEqual({ places: [], opaque: [] });
  });

  it("lets a kind that is added count instead of a known one", () => {
    const table = TABLE.with([{ ...kind(["v1"], "spec.pod"), group: "apps", kind: "Deployment" }]);
    const object = { spec: { template: { spec: {} }, pod: { spec: {} } } };
    const places = (version: string): string[] =>
      podsOf(object, { group: "apps", version, kind: "Deployment" }, table).places.map(({ podPath }) => podPath);
    expect(places("v1")).toEqual(["spec.pod"]);
    expect(places("v1beta1")).toEqual(["spec.template"]);
    expect(TABLE.find({ group: "apps", version: "v1", kind: "Deployment" })?.pods[0]?.path).toBe("spec.template");
  });

  it("has one rule for each group", () => {
    const { rules } = TABLE.with([kind("any", "spec")]);
    expect(rules.map(({ apiGroups }) => apiGroups[0])).toEqual([
      ...new Set(rules.flatMap(({ apiGroups }) => apiGroups)),
    ]);
    expect(rules[0]).toEqual({
      apiGroups: [""],
      apiVersions: ["*"],
      operations: ["CREATE", "UPDATE"],
      resources: ["pods", "pods/ephemeralcontainers", "pods/resize", "podtemplates", "replicationcontrollers"],
    });
    expect(rules.find(({ apiGroups }) => apiGroups[0] === "example.com")?.resources).toEqual(["widgets"]);
  });
});

describe("the built-in kinds", () => {
  const blocks = BUILT_IN_KINDS.flatMap(({ kind: name, pods }) =>
    pods.map((block): [string, PodBlock] => [`${name} ${block.path}`, block]),
  );

  it.each(blocks)("%s has paths whose wildcards are bound", (_, block) => {
    const { fields = [], patches = [], podSets, replicas = 1 } = block;
    const paths = [
      ...fields.map(({ object }) => object),
      ...patches,
      ...(podSets ? [podSets] : []),
      ...pathsIn(replicas),
    ];
    const free = paths.filter((path) => !isBoundBy(pattern(path), pattern(block.path)));
    expect(free).toEqual([]);
    expect(fields.filter(({ pod }) => parsePodPath(pod) === undefined)).toEqual([]);
  });
});
