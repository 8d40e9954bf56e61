import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import { allResources } from "../kube/resources.ts";
import { customResources } from "./custom-resources.ts";
import { kindsForRules } from "./kinds-for-rules.ts";

const definition = (group: string, kind: string, versions: readonly JsonObject[]): JsonObject => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  spec: { group, names: { kind, plural: `${kind.toLowerCase()}s` }, versions },
});
const CUSTOM = customResources([
  definition("example.com", "Widget", [
    { name: "v1", served: true },
    { name: "v2", served: false },
  ]),
  { apiVersion: "v1", kind: "ConfigMap" },
]);

const rule = (apiGroups: string[], apiVersions: string[], resources: string[]) => ({
  apiGroups,
  apiVersions,
  resources,
});

function kinds(...rules: JsonObject[]): string[] {
  return kindsForRules(rules, CUSTOM).map(({ group, version, kind }) => `${group}/${version} ${kind}`);
}

describe("kindsForRules", () => {
  it.each([
    [rule(["apps", "batch"], ["v1"], ["jobs", "deployments"]), ["apps/v1 Deployment", "batch/v1 Job"]],
    [rule(["apps"], ["v1"], ["deployments/status", "*", "Deployments"]), ["apps/v1 Deployment"]],
    [rule(["apps"], ["v1"], ["deployment"]), ["apps/v1 Deployment"]],
    // The empty group finds resources of every group.
    [rule([""], ["v1"], ["events", "widgets"]), ["/v1 Event", "events.k8s.io/v1 Event", "example.com/v1 Widget"]],
    [rule(["example.com"], ["v1", "v2"], ["widgets"]), ["example.com/v1 Widget"]],
    [rule(["*"], ["v1"], ["pods"]), []],
    [rule([""], ["*"], ["pods"]), []],
    [rule([""], ["v1"], ["nothing"]), []],
  ])("%j", (rules, expected) => {
    expect(kinds(rules)).toEqual(expected);
  });

  it("brings the rules together, each kind once", () => {
    const pods = rule([""], ["v1"], ["pods"]);
    expect(kinds(rule(["*"], ["*"], ["*"]), pods, rule(["apps"], ["v1"], ["daemonsets"]), pods)).toEqual([
      "/v1 Pod",
      "apps/v1 DaemonSet",
    ]);
  });

  it("ends at ten finds in one rule", () => {
    const names = allResources().flatMap(({ group, version, resource }) =>
      group + version === "v1" ? [resource] : [],
    );
    expect(kinds(rule([""], ["v1"], names), rule(["apps"], ["v1"], ["deployments"]))).toHaveLength(10);
  });
});
