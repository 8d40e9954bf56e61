import { describe, expect, it } from "vitest";
import { stringifyJson } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { validate } from "./admit.ts";
import { NO_AUTHORIZER } from "./authorizer.ts";
import { loadPolicies } from "./load-policies.ts";
import { memoryClusterView } from "./memory-cluster-view.ts";

const POLICY: JsonObject = {
  apiVersion: "sallyport.dev/v1",
  kind: "AdmissionPolicy",
  metadata: { name: "p" },
  spec: { pods: true, validations: [{ expression: "!has(pod.spec.hostPID)", message: "no" }] },
};
const workloadKind = (path: string): JsonObject => ({
  apiVersion: "sallyport.dev/v1",
  kind: "WorkloadKind",
  metadata: { name: "trainings" },
  spec: {
    group: "example.com",
    versions: ["v1"],
    kind: "Training",
    resource: "trainings",
    pods: [{ path, shape: "template" }],
  },
});
const load = (documents: readonly JsonObject[], previous?: ReturnType<typeof loadPolicies>) =>
  loadPolicies(
    documents.map((document, i) => ({ source: `${i}`, text: stringifyJson(document) })),
    previous,
    {},
  );

const type = { group: "example.com", version: "v1" };
const object = {
  apiVersion: "example.com/v1",
  kind: "Training",
  metadata: { name: "t" },
  spec: { workers: [{ template: { spec: { hostPID: true, containers: [] } } }] },
};
const request = {
  uid: "u",
  kind: { ...type, kind: "Training" },
  resource: { ...type, resource: "trainings" },
  subResource: "",
  requestKind: { ...type, kind: "Training" },
  requestResource: { ...type, resource: "trainings" },
  requestSubResource: "",
  name: "t",
  namespace: "shop",
  operation: "CREATE",
  userInfo: { username: "alice", uid: "", groups: [], extra: {} },
  object,
  oldObject: null,
  dryRun: false,
  options: null,
} as const;

async function messagesOf({ snapshot }: ReturnType<typeof loadPolicies>): Promise<string[]> {
  const captured = { snapshot, view: memoryClusterView([], NO_AUTHORIZER) };
  const { findings } = await validate(request, captured, { now: () => 0, deadline: 1 });
  return findings.map(({ message }) => message);
}

describe("a WorkloadKind", () => {
  it("brings the pods of its kind to all policies over pods", async () => {
    expect(await messagesOf(load([POLICY]))).toEqual([]);
    const loaded = load([POLICY, workloadKind("spec.workers[].template")]);
    expect(loaded.faults).toEqual([]);
    expect(await messagesOf(loaded)).toEqual(["spec.workers[0].template: no"]);
  });

  it("that is broken is told, and its last good version stays in force", async () => {
    const good = load([POLICY, workloadKind("spec.workers[].template")]);
    const broken = load([POLICY, workloadKind("spec..template")], good);
    expect(broken.faults).toMatchObject([{ kind: "WorkloadKind", name: "trainings" }]);
    expect(await messagesOf(broken)).toEqual(["spec.workers[0].template: no"]);
  });
});
