import { describe, expect, it } from "vitest";
import { SAMPLES } from "../../test/support/workload-samples.ts";
import type { JsonObject } from "../json/value.ts";
import { BUILT_IN_KINDS } from "./built-in-kinds.ts";
import { kindOf } from "./scope.ts";
import { type Pods, podsOf, WorkloadTable } from "./workloads.ts";

const TABLE = WorkloadTable.BUILT_IN;

function podsIn(object: JsonObject): Pods {
  return podsOf(object, kindOf(object)!, TABLE);
}

function imagesOf(pod: JsonObject): string {
  const { containers = [] } = pod["spec"] as { containers?: { image?: string }[] };
  return containers.map(({ image }) => ` ${image}`).join("");
}

function show({ places }: Pods): string[] {
  return places.map(({ podPath, replicas, pod }) => `${podPath} x${replicas}${imagesOf(pod)}`);
}

describe("podsOf", () => {
  it.each(SAMPLES.map(({ object, pods }) => [`${object["apiVersion"]} ${object["kind"]}`, object, pods] as const))(
    "%s",
    (_, object, pods) => {
      const found = podsIn(object);
      expect(show(found)).toEqual(pods);
      expect(found.opaque).toEqual([]);
    },
  );

  it("has a sample of every kind", () => {
    const sampled = new Set(SAMPLES.map(({ object }) => TABLE.find(kindOf(object)!)));
    expect(BUILT_IN_KINDS.filter((kind) => !sampled.has(kind)).map(({ kind }) => kind)).toEqual([]);
  });

  it.each([
    [{ apiVersion: "v1", kind: "Pod", metadata: {}, spec: {} }, (object: JsonObject) => object],
    [
      {
        apiVersion: "ray.io/v1",
        kind: "RayCluster",
        spec: { headGroupSpec: { template: { metadata: {}, spec: {} } } },
      },
      ({ spec }: JsonObject) => ((spec as JsonObject)["headGroupSpec"] as JsonObject)["template"],
    ],
  ])("gives the very template of %j", (object, template) => {
    expect(podsIn(object).places[0]!.pod).toBe(template(object));
  });

  it("gives a template metadata and spec, whatever it has", () => {
    const template = { metadata: "text", spec: null, extra: 1 };
    const object = { apiVersion: "apps/v1", kind: "Deployment", spec: { template } };
    const [place] = podsIn(object).places;
    expect(place!.pod).toEqual({ metadata: {}, spec: {}, extra: 1 });
    expect(place!.write(object, { ...place!.pod, metadata: {} })).toBe(object);
    const written = place!.write(object, { ...place!.pod, metadata: { labels: { a: "b" } } });
    expect(written).toEqual({ ...object, spec: { template: { ...template, metadata: { labels: { a: "b" } } } } });
  });

  it.each(["text", null, [], 7])("has no pod in a template that is %j", (template) => {
    expect(podsIn({ apiVersion: "apps/v1", kind: "Deployment", spec: { template } })).toEqual({
      places: [],
      opaque: [],
    });
  });
});
