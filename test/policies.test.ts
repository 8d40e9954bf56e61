/** The policies that are shipped, and the examples that stand beside them. */
import { describe, expect, it } from "vitest";
import { NO_AUTHORIZER } from "../src/admission/authorizer.ts";
import { memoryClusterView } from "../src/admission/memory-cluster-view.ts";
import { mutate } from "../src/admission/mutate.ts";
import { requestOf, runExample, withNamespace } from "../src/admission/run-example.ts";
import { loadFolder } from "../src/cli/folder.ts";
import { sameJson } from "../src/json/equal.ts";
import { applyPatch } from "../src/json/patch.ts";
import type { JsonObject } from "../src/json/value.ts";
import type { PolicyExample } from "../src/policy/examples.ts";

const { snapshot, objects, examples, faults, warnings } = await loadFolder("policies");
const captured = { snapshot, view: memoryClusterView(objects, NO_AUTHORIZER) };
const cases = examples.flatMap(({ policy, examples }) =>
  examples.map((example) => [policy, example.name, example] as const),
);

function kindsOf(policy: string): ReadonlySet<string> {
  const own = cases
    .filter(([name]) => name === policy)
    .map(([, , { expected, object }]) => {
      if (expected.kind !== "mutated") return expected.kind;
      return sameJson(expected.result, object) ? "unchanged" : "patched";
    });
  return new Set(own);
}

/** The object after all mutating policies. */
async function defaulted(example: PolicyExample, object: JsonObject | null): Promise<JsonObject | null> {
  const request = requestOf(example, object, snapshot);
  const view = withNamespace(captured.view, example.namespace);
  const { patch } = await mutate(request, { snapshot, view }, { now: () => 0, deadline: 1 });
  return applyPatch(request.object, patch ?? []) as JsonObject | null;
}

it("loads without a fault or a warning", () => {
  expect([...faults, ...warnings]).toEqual([]);
});

it.each(cases)("%s: %s", async (policy, _name, example) => {
  expect(await runExample(policy, example, captured)).toBeUndefined();
});

it.each(snapshot.validating.map(({ name }) => name))("%s has good and bad examples", (name) => {
  expect(kindsOf(name)).toEqual(new Set(["good", "bad"]));
});

it.each(snapshot.mutating.map(({ name }) => name))("%s has examples of pods patched and left alone", (name) => {
  expect(kindsOf(name)).toEqual(new Set(["patched", "unchanged"]));
});

describe("all defaults together", () => {
  it.each(cases)("leave what they made as it is: %s: %s", async (_policy, _name, example) => {
    const once = await defaulted(example, example.object);
    expect(await defaulted(example, once)).toEqual(once);
  });

  it.each(cases.filter(([, , { expected }]) => expected.kind === "good"))(
    "make no good pod a bad one: %s: %s",
    async (policy, _name, example) => {
      const object = await defaulted(example, example.object);
      expect(await runExample(policy, { ...example, object }, captured)).toBeUndefined();
    },
  );
});
