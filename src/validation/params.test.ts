import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import type { ParamRef } from "../policy/model.ts";
import { collectParams, type ParamStore, ParamsError, paramStore } from "./params.ts";

const param = (name: string, namespace?: string, tier?: string): JsonObject => ({
  metadata: {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(tier === undefined ? {} : { labels: { tier } }),
  },
});

function storeOf(namespaced: boolean, objects: readonly JsonObject[]): ParamStore {
  const metadata = (object: JsonObject) => object["metadata"] as JsonObject;
  const list = (namespace: string) => objects.filter((object) => (metadata(object)["namespace"] ?? "") === namespace);
  return {
    namespaced,
    list,
    all: () => objects,
    get: (namespace, name) => list(namespace).find((object) => metadata(object)["name"] === name),
  };
}

const LIMITS = storeOf(true, [param("a", "shop", "gold"), param("b", "shop", "silver"), param("a", "bank")]);
const CLUSTER_LIMITS = storeOf(false, [param("a"), param("b", undefined, "gold")]);

/** The params as `namespace/name`, or the error. */
function collect(store: ParamStore, ref: Partial<ParamRef>, namespace = "shop"): string | string[] {
  const found = collectParams(store, { parameterNotFoundAction: "Deny", ...ref }, namespace);
  if (found instanceof ParamsError) return found.message;
  return found.map((object) => {
    const metadata = object?.["metadata"] as JsonObject;
    return `${String(metadata["namespace"] ?? "")}/${String(metadata["name"])}`;
  });
}

const NOT_FOUND = "no params found for policy binding with `Deny` parameterNotFoundAction";
const gold = { selector: { matchLabels: { tier: "gold" }, matchExpressions: [] } };
const all = { selector: { matchLabels: {}, matchExpressions: [] } };

describe("collectParams", () => {
  it.each<[title: string, got: string | string[], expected: string | string[]]>([
    ["by name in the namespace of the request", collect(LIMITS, { name: "a" }), ["shop/a"]],
    ["by name in a fixed namespace", collect(LIMITS, { name: "a", namespace: "bank" }), ["bank/a"]],
    ["by selector", collect(LIMITS, gold), ["shop/a"]],
    ["all", collect(LIMITS, all), ["shop/a", "shop/b"]],
    ["none, denied", collect(LIMITS, { name: "c" }), NOT_FOUND],
    ["none selected, denied", collect(LIMITS, { ...gold, namespace: "bank" }), NOT_FOUND],
    ["none, allowed", collect(LIMITS, { name: "c", parameterNotFoundAction: "Allow" }), []],
    ["cluster-scoped", collect(CLUSTER_LIMITS, { name: "a" }), ["/a"]],
    ["cluster-scoped by selector", collect(CLUSTER_LIMITS, gold), ["/b"]],
    [
      "cluster-scoped in a namespace",
      collect(CLUSTER_LIMITS, { name: "a", namespace: "shop" }),
      "paramRef.namespace must not be provided for a cluster-scoped `paramKind`",
    ],
    [
      "namespaced for a cluster-scoped object",
      collect(LIMITS, { name: "a" }, ""),
      "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources",
    ],
    [
      "namespaced for a cluster-scoped object, fixed",
      collect(LIMITS, { name: "a", namespace: "bank" }, ""),
      ["bank/a"],
    ],
  ])("%s", (_title, got, expected) => {
    expect(got).toEqual(expected);
  });

  it("is null, once, where no params are asked for", () => {
    const ref: ParamRef = { name: "a", parameterNotFoundAction: "Deny" };
    expect([collectParams(undefined, ref, "shop"), collectParams(LIMITS, undefined, "shop")]).toEqual([[null], [null]]);
  });
});

describe("paramStore", () => {
  it.each([
    ["params.example.com/v1", "params.example.com/v1, Kind=Nothing"],
    ["v1", "/v1, Kind=Nothing"],
  ])("does not know a kind of %s", (apiVersion, shown) => {
    const got = paramStore({ apiVersion, kind: "Nothing" }, { params: () => undefined });
    expect(got).toEqual(new ParamsError(`failed to find resource referenced by paramKind: '${shown}'`));
  });

  it("is none for a policy without paramKind", () => {
    expect(paramStore(undefined, { params: () => LIMITS })).toBeUndefined();
  });
});
