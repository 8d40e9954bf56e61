import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import { NO_AUTHORIZER } from "./authorizer.ts";
import { memoryClusterView } from "./memory-cluster-view.ts";

function definition(over: JsonObject = {}): JsonObject {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "widgets.example.com" },
    spec: {
      group: "example.com",
      scope: "Namespaced",
      names: { plural: "widgets", kind: "Widget" },
      versions: [
        { name: "v1", served: true },
        { name: "v1beta1", served: true },
        { name: "v1alpha1", served: false },
      ],
      ...over,
    },
  };
}

const object = (apiVersion: string, kind: string, name: string, namespace?: string): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

const view = (...objects: JsonObject[]) => memoryClusterView(objects, NO_AUTHORIZER);
const WIDGETS = { group: "example.com", version: "v1", resource: "widgets" };

describe("namespaces", () => {
  it("are those described", () => {
    const shop = object("v1", "Namespace", "shop");
    expect(view(shop).namespace("shop")).toBe(shop);
  });

  it("that nobody described exist by name only, and stay the same", () => {
    const { namespace } = view();
    expect(namespace("bank")).toMatchObject({ metadata: { labels: { "kubernetes.io/metadata.name": "bank" } } });
    expect(namespace("bank")).toBe(namespace("bank"));
  });
});

describe("served resources", () => {
  const forms = (subResource: string, ...objects: JsonObject[]) => {
    const served = view(...objects).served(WIDGETS, subResource);
    return served?.forms.map(({ resource, kind }) => `${resource.version} ${kind.group}/${kind.version} ${kind.kind}`);
  };

  it.each<[title: string, got: unknown, expected: unknown]>([
    ["custom ones", forms("", definition()), ["v1 example.com/v1 Widget", "v1beta1 example.com/v1beta1 Widget"]],
    ["scales", forms("scale", definition()), ["v1 autoscaling/v1 Scale", "v1beta1 autoscaling/v1 Scale"]],
    ["unknown ones", forms(""), undefined],
    ["conversion by default", view(definition()).served(WIDGETS, "")?.conversion, "none"],
    [
      "conversion by webhook",
      view(definition({ conversion: { strategy: "Webhook" } })).served(WIDGETS, "")?.conversion,
      "webhook",
    ],
    [
      "built-in ones",
      view()
        .served({ group: "", version: "v1", resource: "events" }, "")
        ?.forms.map(({ resource }) => resource.group),
      ["", "events.k8s.io"],
    ],
  ])("%s", (_title, got, expected) => {
    expect(got).toEqual(expected);
  });
});

describe("params", () => {
  const names = (apiVersion: string, kind: string, namespace: string, ...objects: JsonObject[]) =>
    view(...objects)
      .params({ apiVersion, kind })
      ?.list(namespace)
      .map(({ metadata }) => (metadata as JsonObject)["name"]);

  it.each<[title: string, got: unknown, expected: unknown]>([
    [
      "of a built-in kind",
      names("v1", "ConfigMap", "shop", object("v1", "ConfigMap", "b", "shop"), object("v1", "ConfigMap", "a", "shop")),
      ["a", "b"],
    ],
    ["of another namespace", names("v1", "ConfigMap", "shop", object("v1", "ConfigMap", "a", "bank")), []],
    ["of a kind without objects", names("example.com/v1", "Widget", "shop", definition()), []],
    ["of a version not served", names("example.com/v1alpha1", "Widget", "shop", definition()), undefined],
    ["of a kind nobody knows", names("example.com/v1", "Widget", "shop"), undefined],
    ["of a kind known by example", names("x.com/v1", "Limit", "shop", object("x.com/v1", "Limit", "a", "shop")), ["a"]],
    [
      "of a cluster-scoped kind",
      names("example.com/v1", "Widget", "", definition({ scope: "Cluster" }), object("example.com/v1", "Widget", "w")),
      ["w"],
    ],
  ])("%s", (_title, got, expected) => {
    expect(got).toEqual(expected);
  });

  it("are found by name", () => {
    const store = view(object("v1", "Secret", "a", "shop")).params({ apiVersion: "v1", kind: "Secret" });
    expect([store?.get("shop", "a")?.["kind"], store?.get("shop", "b"), store?.get("bank", "a")]).toEqual([
      "Secret",
      undefined,
      undefined,
    ]);
  });
});
