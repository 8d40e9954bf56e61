import { describe, expect, it } from "vitest";
import { configMap, loadMutating, type PolicyInShort, requestFor } from "../../test/support/mutating.ts";
import type { JsonObject } from "../json/value.ts";
import { type Captured, type Clock, mutate } from "./admit.ts";
import { type ClusterAuthorizer, NO_AUTHORIZER } from "./authorizer.ts";
import { memoryClusterView } from "./memory-cluster-view.ts";
import type { Verdict } from "./verdict.ts";

const CLOCK: Clock = { now: () => 0, deadline: 1 };

function capture(
  policies: readonly PolicyInShort[],
  objects: readonly JsonObject[] = [],
  authorizer = NO_AUTHORIZER,
): Captured {
  const { snapshot } = loadMutating(policies, objects);
  return { snapshot, view: memoryClusterView(objects, authorizer) };
}

const set = (name: string, key: string, value: string, more: Partial<PolicyInShort> = {}): PolicyInShort => ({
  name,
  mutations: [`Object{data: {'${key}': ${value}}}`],
  ...more,
});

async function apply(
  policies: readonly PolicyInShort[],
  data: { readonly [key: string]: string } = {},
): Promise<Verdict> {
  return mutate(requestFor(configMap(data)), capture(policies), CLOCK);
}

const dataOf = ({ object }: Verdict) => object?.["data"];

describe("mutate", () => {
  it("gives the object wanted, the patch to it, and who changed what", async () => {
    const verdict = await apply([set("b", "y~/z", "'2'"), set("a", "x", "'1'")], { k: "v" });
    expect(verdict).toMatchObject({
      allowed: true,
      patch: [
        { op: "add", path: "/data/x", value: "1" },
        { op: "add", path: "/data/y~0~1z", value: "2" },
      ],
      changes: [
        { policy: "a", binding: "a-bound", paths: ["/data/x"] },
        { policy: "b", binding: "b-bound", paths: ["/data/y~0~1z"] },
      ],
      policies: ["a", "b"],
      warnings: [],
      findings: [],
    });
    expect(dataOf(verdict)).toEqual({ k: "v", x: "1", "y~/z": "2" });
  });

  it("gives no patch where nothing changes", async () => {
    const verdict = await apply([set("a", "k", "'v'")], { k: "v" });
    expect(verdict).toMatchObject({ allowed: true, policies: ["a"], changes: [] });
    expect(verdict.patch).toBeUndefined();
  });

  it("shows each policy what those before it made", async () => {
    const trace = (name: string) => set(name, "trace", `object.?data.trace.orValue('') + '${name}'`);
    expect(dataOf(await apply([trace("c"), trace("a"), trace("b")]))).toEqual({ trace: "abc" });
  });

  it("warns on request of the policy", async () => {
    const annotations = { "sallyport.dev/warn": "true" };
    const { warnings } = await apply([set("a", "x", "'1'", { annotations }), set("b", "y", "'1'")]);
    expect(warnings).toEqual(["MutatingAdmissionPolicy 'a' changed /data/x"]);
  });

  it("leaves numbers that it does not touch as they are", async () => {
    const object = { ...configMap({}), apiVersion: "example.com/v1", kind: "Thing", n: 9007199254740993n };
    const kind = { group: "example.com", version: "v1", kind: "Thing" };
    const resource = { group: "example.com", version: "v1", resource: "things" };
    const patch = "J:[JSONPatch{op: 'add', path: '/m', value: object.n}, JSONPatch{op: 'add', path: '/d', value: 2.0}]";
    const captured = capture([{ name: "a", mutations: [patch], apiGroups: ["example.com"] }]);
    const { patch: made } = await mutate(requestFor(object, { kind, resource }), captured, CLOCK);
    expect(made).toEqual([
      { op: "add", path: "/m", value: "9007199254740993" },
      { op: "add", path: "/d", value: 2 },
    ]);
  });
});

describe("a second round", () => {
  const counting = (name: string, reinvocationPolicy: string) =>
    set(name, name, `string(int(object.?data.${name}.orValue('0')) + 1)`, { spec: { reinvocationPolicy } });

  it.each([
    ["comes for a policy that asks for it", [counting("a", "IfNeeded")], { a: "2" }],
    ["comes for no other", [counting("a", "IfNeeded"), counting("b", "Never")], { a: "2", b: "1" }],
    ["does not come where nobody asks", [counting("a", "Never")], { a: "1" }],
    [
      "comes only if a mutation was made",
      [
        set("a", "x", "string(object.data.missing)", {
          spec: { failurePolicy: "Ignore", reinvocationPolicy: "IfNeeded" },
        }),
      ],
      {},
    ],
    [
      "is matched anew",
      [
        set("a", "x", "'1'", {
          spec: {
            reinvocationPolicy: "IfNeeded",
            matchConditions: [{ name: "c", expression: "!has(object.data) || !('x' in object.data)" }],
          },
        }),
        counting("b", "IfNeeded"),
      ],
      { x: "1", b: "2" },
    ],
  ])("%s", async (_what, policies, data) => {
    expect(dataOf(await apply(policies))).toEqual(data);
  });
});

describe("errors", () => {
  const failing = (name: string, failurePolicy: string) =>
    set(name, "x", "string(object.data.missing)", { spec: { failurePolicy } });

  it("refuses by the first error, and lists all", async () => {
    const text = (name: string) =>
      `policy '${name}' with binding '${name}-bound' denied request: expression 'Object{data: {'x': string(object.data.missing)}}' resulted in error: no such key: missing`;
    const verdict = await apply([failing("a", "Fail"), failing("b", "Ignore"), failing("c", "Fail")]);
    expect(verdict).toMatchObject({
      allowed: false,
      status: {
        code: 403,
        reason: "Invalid",
        message: text("a"),
        details: { name: "settings", kind: "configmaps", causes: [{ message: text("a") }, { message: text("c") }] },
      },
    });
    expect(verdict.findings.map(({ policy, actions }) => [policy, actions])).toEqual([
      ["a", ["Deny"]],
      ["b", []],
      ["c", ["Deny"]],
    ]);
    expect(verdict.patch).toBeUndefined();
  });

  it("tells of bindings and policies before all else", async () => {
    const paramKind = { apiVersion: "v1", kind: "ConfigMap" };
    const bindingSpec = { paramRef: { name: "nowhere", parameterNotFoundAction: "Deny" } };
    const { status } = await apply([failing("a", "Fail"), set("b", "x", "'1'", { spec: { paramKind }, bindingSpec })]);
    expect(status).toMatchObject({
      code: 403,
      reason: "Forbidden",
      message:
        "policy 'b' with binding 'b-bound' denied request: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction",
    });
    expect(status?.details?.causes).toHaveLength(2);
  });

  it("fails the request where an object cannot be read any more, whatever the failure policy says", async () => {
    const mutations = ["J:[JSONPatch{op: 'add', path: '/data', value: 'text'}]"];
    const verdict = await apply([{ name: "a", mutations, spec: { failurePolicy: "Ignore" } }]);
    const message = "json: cannot unmarshal string into Go struct field ConfigMap.data of type map[string]string";
    expect(verdict.status).toEqual({
      code: 500,
      reason: "InternalError",
      message: `Internal error occurred: ${message}`,
      details: { causes: [{ message }] },
    });
  });

  it("goes by the failure policy once the time is over", async () => {
    const captured = capture([set("a", "x", "'1'"), set("b", "y", "'1'", { spec: { failurePolicy: "Ignore" } })]);
    const { status } = await mutate(requestFor(configMap({})), captured, { now: () => 2, deadline: 1 });
    const message =
      "policy 'a' with binding 'a-bound' denied request: the request timed out before the policy was evaluated";
    expect(status).toMatchObject({ code: 403, message, details: { causes: [{ message }] } });
  });
});

describe("kinds whose schema nobody knows", () => {
  const kind = { group: "example.com", version: "v1", kind: "Thing" };
  const resource = { group: "example.com", version: "v1", resource: "things" };
  const request = requestFor(
    { apiVersion: "example.com/v1", kind: "Thing", metadata: { name: "t" } },
    { kind, resource },
  );
  const patch = "J:[JSONPatch{op: 'add', path: '/metadata/labels', value: {'a': 'b'}}]";
  const policy = (mutation: string): PolicyInShort => ({
    name: "a",
    mutations: [mutation],
    apiGroups: ["example.com"],
  });

  it("cannot be merged", async () => {
    const captured = capture([policy("Object{metadata: Object.metadata{labels: {'a': 'b'}}}")]);
    expect((await mutate(request, captured, CLOCK)).status).toEqual({
      code: 503,
      reason: "ServiceUnavailable",
      message:
        "Resource kind example.com/v1, Kind=Thing not found. There can be a delay between when CustomResourceDefinitions are created and when they are available.",
    });
  });

  it("can be patched", async () => {
    expect((await mutate(request, capture([policy(patch)]), CLOCK)).patch).toEqual([
      { op: "add", path: "/metadata/labels", value: { a: "b" } },
    ]);
  });

  it("cannot be patched either if they are Kubernetes' own", async () => {
    const options = { group: "", version: "v1", kind: "PodExecOptions" };
    const pods = { group: "", version: "v1", resource: "pods" };
    const exec = requestFor(
      { apiVersion: "v1", kind: "PodExecOptions", stdin: true },
      { kind: options, resource: pods, operation: "CONNECT", subResource: "exec", requestSubResource: "exec" },
    );
    const captured = capture([
      { name: "a", mutations: ["J:[JSONPatch{op: 'add', path: '/tty', value: true}]"], resources: ["*/*"] },
    ]);
    expect((await mutate(exec, captured, CLOCK)).status?.code).toBe(503);
  });
});

describe("requests that are left alone", () => {
  it.each([
    ["a deletion", requestFor(null, { operation: "DELETE", oldObject: configMap({}) })],
    ["a deletion with an object", requestFor(configMap({}), { operation: "DELETE" })],
  ])("%s", async (_what, request) => {
    const verdict = await mutate(request, capture([set("a", "x", "'1'")]), CLOCK);
    expect(verdict).toMatchObject({ allowed: true, policies: [], changes: [] });
    expect(verdict.patch).toBeUndefined();
  });
});

describe("permissions", () => {
  it("are asked for, and the policy starts again", async () => {
    let known = false;
    const authorizer: ClusterAuthorizer = {
      authorize: () => (known ? { allowed: true } : undefined),
      ask: async () => {
        known = true;
      },
    };
    const allowed = "string(authorizer.group('').resource('pods').check('get').allowed())";
    const policy = { name: "a", mutations: ["Object{data: {'x': '1'}}", `Object{data: {'y': ${allowed}}}`] };
    const verdict = await mutate(requestFor(configMap({})), capture([policy], [], authorizer), CLOCK);
    expect(dataOf(verdict)).toEqual({ x: "1", y: "true" });
    expect(verdict.changes).toHaveLength(1);
  });
});
