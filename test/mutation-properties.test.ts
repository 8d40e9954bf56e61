/** Laws of mutations, tried with random objects and policies from a grammar. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mutate } from "../src/admission/admit.ts";
import { NO_AUTHORIZER } from "../src/admission/authorizer.ts";
import { memoryClusterView } from "../src/admission/memory-cluster-view.ts";
import type { Verdict } from "../src/admission/verdict.ts";
import { sameJson } from "../src/json/equal.ts";
import { applyPatch } from "../src/json/patch.ts";
import { Double, isObject, type Json, type JsonObject } from "../src/json/value.ts";
import { loadMutating, type PolicyInShort, requestFor } from "./support/mutating.ts";

/** A custom resource that takes anything in `free`, a set in `set` and named parts in `parts`. */
const DEFINITION: JsonObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "things.example.com" },
  spec: {
    group: "example.com",
    scope: "Namespaced",
    names: { plural: "things", singular: "thing", kind: "Thing" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              free: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
              set: { type: "array", "x-kubernetes-list-type": "set", items: { type: "string" } },
              parts: {
                type: "array",
                "x-kubernetes-list-type": "map",
                "x-kubernetes-list-map-keys": ["name"],
                items: { type: "object", properties: { name: { type: "string" }, size: { type: "integer" } } },
              },
            },
          },
        },
      },
    ],
  },
};
const KIND = { group: "example.com", version: "v1", kind: "Thing" };
const RESOURCE = { group: "example.com", version: "v1", resource: "things" };

const key = fc.constantFrom("a", "b", "c", "~", "/", "a/b~c", "", "__proto__", "constructor", "0", "é😀");
const word = fc.constantFrom("a", "b", "c", "d");

const json = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom<Json>(null, true, false, 0, 1, -1, 9007199254740993n, new Double(1), new Double(0.5), "", "x"),
    fc.array(tie("value"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc
    .uniqueArray(fc.tuple(key, tie("value")), { maxLength: 4, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries)),
}));

const thing: fc.Arbitrary<JsonObject> = fc
  .record({
    free: json.object,
    set: fc.uniqueArray(word),
    parts: fc.uniqueArray(fc.record({ name: word, size: fc.nat(9) }), { selector: ({ name }) => name }),
  })
  .map((fields) => ({
    apiVersion: "example.com/v1",
    kind: "Thing",
    metadata: { name: "t", namespace: "shop" },
    ...fields,
  }));

const quoted = (text: string) => JSON.stringify(text);

/** Values without floating-point numbers, which a patch writes anew. */
const literal = fc.constantFrom(
  "'x'",
  "1",
  "true",
  "null",
  "[1, 2]",
  "{'k': 'v'}",
  "object.free",
  "object.?set.orValue([])",
);

const place = fc
  .array(fc.oneof(key, fc.constantFrom("-", "1", "-1", "01")), { maxLength: 3 })
  .map((tokens) => ["", "free", ...tokens].map((token) => token.replaceAll("~", "~0").replaceAll("/", "~1")).join("/"));

const operation = fc.oneof(
  fc
    .record({ op: fc.constantFrom("add", "replace", "test"), path: place, value: literal })
    .map(({ op, path, value }) => `JSONPatch{op: '${op}', path: ${quoted(path)}, value: ${value}}`),
  place.map((path) => `JSONPatch{op: 'remove', path: ${quoted(path)}}`),
  fc
    .record({ op: fc.constantFrom("move", "copy"), path: place, from: place })
    .map(({ op, path, from }) => `JSONPatch{op: '${op}', path: ${quoted(path)}, from: ${quoted(from)}}`),
);

const patch = fc.array(operation, { minLength: 1, maxLength: 4 }).map((operations) => `J:[${operations.join(", ")}]`);

const part = fc
  .record({ name: word, size: fc.option(fc.nat(9)) })
  .map(({ name, size }) => `Object.parts{name: '${name}'${size === null ? "" : `, size: ${size}`}}`);

const field = fc.oneof(
  fc.uniqueArray(word, { minLength: 1 }).map((words) => `set: [${words.map((text) => `'${text}'`).join(", ")}]`),
  fc
    .uniqueArray(part, { minLength: 1, selector: (text) => text.slice(0, 22) })
    .map((parts) => `parts: [${parts.join(", ")}]`),
  fc
    .tuple(word, fc.constantFrom("1", "'x'", "[1]", "object.free"))
    .map(([name, value]) => `free: Object.free{${name}: ${value}}`),
);

const configuration = fc
  .uniqueArray(field, { maxLength: 3, selector: (text) => text.slice(0, 3) })
  .map((fields) => `Object{${fields.join(", ")}}`);

/** Configurations that do not look at the object. */
const constantConfiguration = configuration.filter((text) => !text.includes("object."));

const policies = (mutation: fc.Arbitrary<string>) =>
  fc.array(fc.record({ mutations: fc.array(mutation, { minLength: 1, maxLength: 2 }), again: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  });

async function run(
  object: JsonObject,
  made: readonly { readonly mutations: readonly string[]; readonly again: boolean }[],
): Promise<Verdict> {
  const inShort = made.map(
    ({ mutations, again }, i): PolicyInShort => ({
      name: `p${i}`,
      mutations,
      apiGroups: ["example.com"],
      spec: { failurePolicy: "Ignore", reinvocationPolicy: again ? "IfNeeded" : "Never" },
    }),
  );
  const { snapshot } = loadMutating(inShort);
  const view = memoryClusterView([DEFINITION], NO_AUTHORIZER);
  return mutate(
    requestFor(object, { kind: KIND, resource: RESOURCE }),
    { snapshot, view },
    { now: () => 0, deadline: 1 },
  );
}

/** Numbers of the object itself, which no policy may write in another way. */
function doubles(value: Json): number {
  if (value instanceof Double) return 1;
  if (Array.isArray(value)) return value.reduce((sum: number, item: Json) => sum + doubles(item), 0);
  return isObject(value) ? doubles(Object.values(value)) : 0;
}

describe("any policies and any object", () => {
  it("give a patch that makes the object wanted of the one received, and leave that as it is", async () => {
    await fc.assert(
      fc.asyncProperty(thing, policies(fc.oneof(patch, configuration)), async (object, made) => {
        const before = JSON.stringify(object, (_name, item: unknown) => (typeof item === "bigint" ? `${item}n` : item));
        const { status, patch: operations = [], object: wanted } = await run(object, made);
        expect(JSON.stringify(object, (_name, item: unknown) => (typeof item === "bigint" ? `${item}n` : item))).toBe(
          before,
        );
        if (status !== undefined) return expect(status.code).toBe(500);
        expect(sameJson(applyPatch(object, operations), wanted as Json)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("explain every change", async () => {
    await fc.assert(
      fc.asyncProperty(thing, policies(fc.oneof(patch, configuration)), async (object, made) => {
        const { patch: operations = [], changes = [] } = await run(object, made);
        if (operations.length > 0) expect(changes.flatMap(({ paths }) => paths)).not.toHaveLength(0);
      }),
      { numRuns: 100 },
    );
  });
});

describe("configurations that do not look at the object", () => {
  it("change nothing of their own result", async () => {
    await fc.assert(
      fc.asyncProperty(thing, constantConfiguration, async (object, mutation) => {
        const once = await run(object, [{ mutations: [mutation], again: false }]);
        expect(once.findings).toEqual([]);
        const twice = await run(once.object as JsonObject, [{ mutations: [mutation], again: false }]);
        expect(twice.patch).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it("remove nothing, and touch no number", async () => {
    await fc.assert(
      fc.asyncProperty(thing, constantConfiguration, async (object, mutation) => {
        const { patch: operations = [], object: wanted } = await run(object, [{ mutations: [mutation], again: false }]);
        const replaced = /free: Object\.free\{(\w)/.exec(mutation)?.[1] ?? "";
        // A list that is replaced as a whole loses what the new one does not have.
        const lists = new RegExp(`^/(set|parts|free/${replaced})/`);
        expect(operations.filter(({ op, path }) => op === "remove" && !lists.test(path))).toEqual([]);
        const { [replaced]: _gone, ...others } = object["free"] as JsonObject;
        const { [replaced]: _new, ...kept } = (wanted as JsonObject)["free"] as JsonObject;
        expect(doubles(kept)).toBe(doubles(others));
      }),
      { numRuns: 200 },
    );
  });
});
