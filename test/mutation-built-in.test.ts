/** Laws of mutations of built-in kinds, tried with random objects and configurations by their schemas. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mutate } from "../src/admission/admit.ts";
import { NO_AUTHORIZER } from "../src/admission/authorizer.ts";
import { memoryClusterView } from "../src/admission/memory-cluster-view.ts";
import type { Verdict } from "../src/admission/verdict.ts";
import { sameJson } from "../src/json/equal.ts";
import { applyPatch } from "../src/json/patch.ts";
import { formatPointer } from "../src/json/pointer.ts";
import { stringifyJson } from "../src/json/stringify.ts";
import { isObject, type Json, type JsonObject } from "../src/json/value.ts";
import { type GroupVersionKind, resourceOfKind } from "../src/kube/resources.ts";
import { resolve, schemaFor } from "../src/kube/schema/built-in.ts";
import { property, type Schema } from "../src/kube/schema/schema.ts";
import { sampleObjects } from "../src/mutation/samples.ts";
import { loadMutating, requestFor } from "./support/mutating.ts";

const KINDS: readonly GroupVersionKind[] = [
  { group: "", version: "v1", kind: "Pod" },
  { group: "apps", version: "v1", kind: "Deployment" },
  { group: "batch", version: "v1", kind: "CronJob" },
  { group: "", version: "v1", kind: "Service" },
  { group: "networking.k8s.io", version: "v1", kind: "NetworkPolicy" },
];

const kind = fc.constantFrom(...KINDS);
/** Another choice of words gives another object. */
const words = fc.uniqueArray(
  fc.constantFrom("constructor", "__proto__", "toString", "a/b~c", "é😀", "", "x", "1", "100m", "true"),
  { maxLength: 6 },
);
const density = fc.nat({ max: 5 });

const object = (of: GroupVersionKind) =>
  fc.tuple(words, density).map(([chosen, i]) => sampleObjects(of, schemaOf(of), chosen)[i] as JsonObject);

function schemaOf({ group, version, kind }: GroupVersionKind): Schema {
  return schemaFor(group, version, kind) as Schema;
}

/** The paths of all that is within a value, and itself. */
function pointers(value: Json, at: readonly (string | number)[] = []): string[] {
  const children: [string | number, Json][] = Array.isArray(value)
    ? value.map((item: Json, i): [number, Json] => [i, item])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [formatPointer(at), ...children.flatMap(([key, child]) => pointers(child, [...at, key]))];
}

/** Operations on what an object has, and on fields of its kind that it lacks. */
function patch(within: JsonObject, other: JsonObject): fc.Arbitrary<string> {
  const own = pointers(within).filter((path) => path !== "" && !/^\/(apiVersion|kind)$/.test(path));
  const foreign = pointers(other).filter((path) => path.startsWith("/spec/"));
  const path = fc.constantFrom(...own).map((text) => JSON.stringify(text));
  const target = fc.constantFrom(...own, ...(foreign.length > 0 ? foreign : own)).map((text) => JSON.stringify(text));
  const value = fc.constantFrom("'x'", "''", "1", "0", "false", "null", "[]", "{}", "{'a': 'b'}", "object.metadata");
  const operation = fc.oneof(
    path.map((text) => `JSONPatch{op: 'remove', path: ${text}}`),
    fc
      .tuple(fc.constantFrom("add", "replace"), target, value)
      .map(([op, text, given]) => `JSONPatch{op: '${op}', path: ${text}, value: ${given}}`),
    fc
      .tuple(fc.constantFrom("move", "copy"), path, target)
      .map(([op, from, text]) => `JSONPatch{op: '${op}', from: ${from}, path: ${text}}`),
  );
  return fc.array(operation, { minLength: 1, maxLength: 4 }).map((operations) => `J:[${operations.join(", ")}]`);
}

/** What may be merged of an object, as an expression that makes it; undefined where nothing may. */
function configuration(value: Json, given: Schema, type: string): string | undefined {
  const schema = resolve(given);
  if (isObject(value) && schema.properties !== undefined) {
    if (schema.mapType === "atomic") return undefined;
    const fields = Object.entries(value).flatMap(([name, item]) => {
      const text = configuration(item, property(schema, name) ?? {}, `${type}.${name}`);
      return text === undefined || !/^[a-zA-Z]\w*$/.test(name) ? [] : [`${name}: ${text}`];
    });
    return `${type}{${fields.join(", ")}}`;
  }
  if (isObject(value)) {
    if (schema.mapType === "atomic" || schema.additionalProperties === undefined) return undefined;
    return `{${Object.entries(value)
      .map(([key, item]) => `${literal(key)}: ${literal(item)}`)
      .join(", ")}}`;
  }
  // An empty key of a list's element is not there any more after it was written: the API server, too, adds such again.
  if (!Array.isArray(value)) return value === "" ? "'x'" : literal(value);
  if (schema.listType !== "map" && schema.listType !== "set") return undefined;
  const items = value.map((item: Json) => configuration(item, schema.items ?? {}, type));
  return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
}

function literal(value: Json): string {
  return stringifyJson(value);
}

async function run(before: JsonObject, of: GroupVersionKind, mutations: readonly string[]): Promise<Verdict> {
  const { snapshot } = loadMutating([{ name: "p", mutations, apiGroups: ["*"] }]);
  const resource = resourceOfKind(of.group, of.version, of.kind)?.resource ?? "";
  const request = requestFor(before, { kind: of, resource: { group: of.group, version: of.version, resource } });
  return mutate(request, { snapshot, view: memoryClusterView([], NO_AUTHORIZER) }, { now: () => 0, deadline: 1 });
}

function checkPatch(before: JsonObject, text: string, { status, patch: operations = [], object: wanted }: Verdict) {
  expect(stringifyJson(before)).toBe(text);
  if (status !== undefined) return expect(status.message).not.toMatch(/^the patch does not|: internal error: /);
  expect(sameJson(applyPatch(before, operations), wanted as Json)).toBe(true);
}

describe("any patch of any object of a built-in kind", () => {
  const tried = kind.chain((of) =>
    fc
      .tuple(object(of), object(of))
      .chain(([before, other]) =>
        fc.record({ of: fc.constant(of), before: fc.constant(before), mutation: patch(before, other) }),
      ),
  );

  it("gives a patch that makes the object wanted of the one received, and leaves that as it is", async () => {
    let patched = 0;
    await fc.assert(
      fc.asyncProperty(tried, async ({ of, before, mutation }) => {
        const text = stringifyJson(before);
        const verdict = await run(before, of, [mutation]);
        checkPatch(before, text, verdict);
        if (verdict.patch !== undefined) patched++;
      }),
      { numRuns: 250 },
    );
    expect(patched).toBeGreaterThan(15);
  });
});

describe("any configuration of a built-in kind", () => {
  const tried = kind.chain((of) =>
    fc.record({ of: fc.constant(of), before: object(of), wanted: object(of) }).map(({ before, wanted }) => {
      const { metadata, spec = {} } = wanted as { metadata: JsonObject; spec?: JsonObject };
      const { labels = {}, annotations = {} } = metadata;
      return {
        of,
        before,
        mutation: configuration({ metadata: { labels, annotations }, spec }, schemaOf(of), "Object") ?? "Object{}",
      };
    }),
  );

  it("is merged once and for all", async () => {
    let merged = 0;
    await fc.assert(
      fc.asyncProperty(tried, async ({ of, before, mutation }) => {
        const text = stringifyJson(before);
        const once = await run(before, of, [mutation]);
        checkPatch(before, text, once);
        if (once.status !== undefined) return;
        merged++;
        const twice = await run(once.object as JsonObject, of, [mutation]);
        expect([twice.status, twice.patch]).toEqual([undefined, undefined]);
      }),
      { numRuns: 150 },
    );
    expect(merged).toBeGreaterThan(50);
  });
});
