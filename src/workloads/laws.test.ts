import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "../../test/support/workload-samples.ts";
import { sameJson } from "../json/equal.ts";
import { Double, isObject, type Json, type JsonObject } from "../json/value.ts";
import { UNBOUNDED } from "./count.ts";
import { type Path, parsePath, valueAt, withoutValue, withValue } from "./path.ts";
import { kindOf } from "./scope.ts";
import { type PodPlace, podsOf, WorkloadTable } from "./workloads.ts";

const TABLE = WorkloadTable.BUILT_IN;
const ROWS = SAMPLES.map(({ object }) => [`${object["apiVersion"]} ${object["kind"]}`, object] as const);

function placesIn(object: JsonObject, like = object): readonly PodPlace[] {
  return podsOf(object, kindOf(like)!, TABLE).places;
}

function* leavesOf(value: Json, path: Path = []): Generator<Path> {
  if (Array.isArray(value)) for (const [i, element] of value.entries()) yield* leavesOf(element, [...path, i]);
  else if (isObject(value)) for (const key of Object.keys(value)) yield* leavesOf(value[key]!, [...path, key]);
  else yield path;
}

/** A copy that shares nothing. */
function copyOf(value: Json): Json {
  if (Array.isArray(value)) return value.map(copyOf);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]))
    : value;
}

const NAMED: readonly unknown[] = ["containers", "initContainers", "volumes"];
const isMadeUp = (path: Path): boolean => path.at(-1) === "name" && NAMED.includes(path.at(-3));
const isImage = (path: Path): boolean => path.at(-1) === "image";

describe.each(ROWS)("%s", (_, object) => {
  it("locates every value of a pod where it stands", () => {
    for (const place of placesIn(object)) {
      if (place.podPath.endsWith("manifest")) continue;
      for (const path of leavesOf(place.pod)) {
        const value = valueAt(place.pod, path)!;
        const found = valueAt(object, parsePath(place.locate(path))!);
        if (isMadeUp(path)) expect([undefined, value]).toContain(found);
        else if (isImage(path) && isObject(found)) expect(value).toBe(`${found["repository"]}:${found["tag"]}`);
        else expect(found).toEqual(value);
      }
    }
  });

  it("gives the very same object for an equal pod", () => {
    for (const place of placesIn(object)) {
      expect(place.write(object, place.pod)).toBe(object);
      expect(place.write(object, copyOf(place.pod) as JsonObject)).toBe(object);
    }
  });

  it("has nothing left to write once a pod is written", () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(change, { maxLength: 4 }), (which, changes) => {
        const places = placesIn(object);
        const index = which % places.length;
        const changed = changes.reduce((pod, apply) => apply(pod), places[index]!.pod);
        const written = places[index]!.write(object, changed);
        const again = placesIn(written)[index]!;
        expect(again.write(written, again.pod)).toBe(written);
        expect(again.write(written, changed)).toEqual(written);
        if (isTemplate(places[index]!, object)) expect(sameJson(again.pod, changed)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

/** Whether the pod is a template of the object as it is: then every change has a place. */
function isTemplate({ pod, podPath }: PodPlace, object: JsonObject): boolean {
  return podPath !== "" && valueAt(object, parsePath(podPath)!) === pod;
}

type Change = (pod: JsonObject) => JsonObject;
const at =
  (path: Path, value: Json): Change =>
  (pod) =>
    withValue(pod, path, value) as JsonObject;
const element =
  (list: string, value: Json): Change =>
  (pod) => {
    const before = valueAt(pod, ["spec", list]);
    return at(["spec", list], [...(Array.isArray(before) ? before : []), value])(pod);
  };

const change = fc.oneof(
  fc
    .tuple(fc.constantFrom("a", "app", "__proto__", "constructor"), fc.string({ maxLength: 3 }))
    .map(([key, value]) => at(["metadata", "labels", key], value)),
  fc
    .constantFrom("i:1", "r.io:5000/i@sha256:ab", "plain")
    .map((image) => at(["spec", "containers", 0, "image"], image)),
  fc.constant(at(["spec", "containers", 0, "securityContext", "privileged"], false)),
  fc.constant(at(["spec", "securityContext", "runAsNonRoot"], true)),
  fc.boolean().map((value) => at(["spec", "hostNetwork"], value)),
  fc.constant(at(["spec", "nodeSelector"], { gpu: "yes" })),
  fc.constantFrom("volumes", "tolerations", "initContainers").map((list) => element(list, { name: "new" })),
  fc.constant(element("containers", { name: "new", image: "n" })),
  fc.constantFrom(0, 1).map(
    (i): Change =>
      (pod) =>
        withoutValue(pod, ["spec", "containers", i]) as JsonObject,
  ),
);

describe("hostile objects", () => {
  const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Json>(
        null,
        true,
        "",
        "text",
        "{{x}}",
        -1,
        3,
        UNBOUNDED * 4,
        2n ** 62n,
        new Double(2.5),
        new Double(1e300),
      ),
      fc.array(tie("value"), { maxLength: 3 }),
      fc
        .array(
          fc.tuple(
            fc.constantFrom("name", "image", "replicas", "spec", "__proto__", "constructor", "a.b/c'd"),
            tie("value"),
          ),
          {
            maxLength: 3,
          },
        )
        .map((entries) => Object.fromEntries(entries) as Json),
    ),
  })).value;

  it.each(ROWS)("%s with parts of anything", (_, object) => {
    const paths = [...inner(object)];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), json), { minLength: 1, maxLength: 4 }), (parts) => {
        const hostile = parts.reduce<Json>(
          (root, [i, value]) => withValue(root, paths[i % paths.length]!, value),
          object,
        );
        for (const place of placesIn(hostile as JsonObject, object)) expectSound(place, hostile as JsonObject);
      }),
      { numRuns: 60 },
    );
  });

  function* inner(value: Json, path: Path = []): Generator<Path> {
    if (path.length > 0) yield path;
    const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
    for (const [key, child] of entries) yield* inner(child as Json, [...path, key]);
  }

  function expectSound(place: PodPlace, object: JsonObject): void {
    expect(isObject(place.pod["metadata"]) && isObject(place.pod["spec"])).toBe(true);
    expect(Number.isInteger(place.replicas) && place.replicas >= 0 && place.replicas <= UNBOUNDED).toBe(true);
    for (const path of leavesOf(place.pod)) expect(typeof place.locate(path)).toBe("string");
    expect(place.write(object, copyOf(place.pod) as JsonObject)).toBe(object);
    const changed = withValue(place.pod, ["spec", "containers"], [{ name: "x" }]) as JsonObject;
    expect(isObject(place.write(object, changed))).toBe(true);
  }
});
