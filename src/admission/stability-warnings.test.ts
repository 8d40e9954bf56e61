import { describe, expect, it } from "vitest";
import { loadMutating, type PolicyInShort } from "../../test/support/mutating.ts";
import { stabilityWarnings } from "./stability-warnings.ts";

const NO_PAUSE = () => Promise.resolve();
const again = "and the API server may ask more than once about one object";

const set = (name: string, value: string, more: Partial<PolicyInShort> = {}): PolicyInShort => ({
  name,
  mutations: [`Object{data: {'x': ${value}}}`],
  resources: ["configmaps"],
  ...more,
});

async function warningsOf(policies: readonly PolicyInShort[]): Promise<readonly (string | undefined)[][]> {
  const found = await stabilityWarnings(loadMutating(policies), NO_PAUSE);
  return found.map(({ name, field, message }) => [name, field, message]);
}

const inNamespace = (env: string) => ({
  bindingSpec: { matchResources: { namespaceSelector: { matchLabels: { env } } } },
});

describe("stabilityWarnings", () => {
  it.each<[string, PolicyInShort[]]>([
    ["one that sets a value", [set("a", "'1'")]],
    ["one that fails", [set("a", "string(object.data.never)")]],
    ["two that agree", [set("a", "'1'"), set("b", "'1'")]],
    ["two in different places", [set("a", "'1'"), { ...set("b", "'1'"), mutations: ["Object{data: {'y': '1'}}"] }]],
    ["two that never meet", [set("a", "'1'", inNamespace("dev")), set("b", "'2'", inNamespace("prod"))]],
    ["one without a kind that is known", [set("a", "object.data.x + '1'", { apiGroups: ["example.com"] })]],
  ])("has nothing to say of %s", async (_what, policies) => {
    expect(await warningsOf(policies)).toEqual([]);
  });

  it("warns of a policy that adds to its own result", async () => {
    expect(await warningsOf([set("a", "object.?data.x.orValue('') + '1'", inNamespace("dev"))])).toEqual([
      ["a", "spec.mutations", `changes /data/x of its own result (ConfigMap) again: it is not idempotent, ${again}`],
    ]);
  });

  it("warns of one that appends to a list, found by what it looks for", async () => {
    const policy: PolicyInShort = {
      name: "a",
      resources: ["pods"],
      mutations: [
        "J:object.metadata.?labels['example.com/spread'].orValue('') != '' ? [JSONPatch{op: 'add', path: '/spec/containers/0/args', value: object.spec.containers[0].?args.orValue([]) + ['--x']}] : []",
      ],
    };
    const [[name, , message = ""] = []] = await warningsOf([policy]);
    expect(name).toBe("a");
    expect(message).toMatch(/^changes \/spec\/containers\/0\/args\/\d of its own result \(Pod\) again/);
  });

  it("warns of two that undo each other, also where only some objects show it", async () => {
    const fight = `fights with b over /data/x (ConfigMap): each undoes what the other does, ${again}`;
    expect(await warningsOf([set("b", "'2'"), set("a", "'1'")])).toEqual([["a", "spec.mutations", fight]]);
  });
});
