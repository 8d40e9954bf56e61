import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import { BUILT_IN_KINDS } from "./built-in-kinds.ts";
import { SAMPLES } from "./samples.ts";
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
});
