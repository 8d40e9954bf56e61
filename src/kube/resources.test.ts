import { expect, it } from "vitest";
import { allResources, findResource, resourceOfKind } from "./resources.ts";

it("finds a resource by its plural name", () => {
  expect(findResource("apps", "v1", "deployments")).toEqual({
    group: "apps",
    version: "v1",
    resource: "deployments",
    kind: { group: "apps", version: "v1", kind: "Deployment" },
    namespaced: true,
  });
});

it("knows that a subresource can be of a kind from another group", () => {
  expect(findResource("apps", "v1", "deployments/scale")?.kind).toEqual({
    group: "autoscaling",
    version: "v1",
    kind: "Scale",
  });
  expect(findResource("", "v1", "pods/eviction")?.kind).toEqual({ group: "policy", version: "v1", kind: "Eviction" });
});

it("finds the resource of a kind, never a subresource", () => {
  expect(resourceOfKind("", "v1", "Pod")?.resource).toBe("pods");
  expect(resourceOfKind("", "v1", "Namespace")).toMatchObject({ resource: "namespaces", namespaced: false });
});

it.each([
  ["", "v1", "constructor"],
  ["apps", "v1", "pods"],
  ["", "v2", "pods"],
])("knows no resource %s/%s/%s", (group, version, resource) => {
  expect(findResource(group, version, resource)).toBeUndefined();
});

it("lists every resource once", () => {
  const keys = allResources().map(({ group, version, resource }) => `${group}/${version}/${resource}`);
  expect(new Set(keys).size).toBe(keys.length);
});
