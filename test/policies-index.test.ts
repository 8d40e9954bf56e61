import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { INDEX_FILE, indexText, packPolicies } from "../policies/derive-index.ts";

const RISKS = [
  "accelerator-bypass",
  "availability",
  "code-execution",
  "data-exposure",
  "exposed-service",
  "lateral-movement",
  "privilege-escalation",
  "resource-abuse",
  "supply-chain",
];
const AI_GROUPS =
  /^(RayCluster|RayJob|RayService|PyTorchJob|TFJob|MPIJob|TrainJob|Notebook|JobSet|LeaderWorkerSet|InferenceService|ServingRuntime|LLMInferenceService|Workflow|WorkflowTemplate|SparkApplication|Sandbox|NIMService|Workspace|AppWrapper)$/;

const policies = packPolicies().map((policy) => [policy.name, policy] as const);

it("policies/README.md is made from the policies (node policies/derive-index.ts)", () => {
  expect(readFileSync(INDEX_FILE, "utf8")).toBe(indexText());
});

it.each(policies)("%s says what it is", (name, { file, about }) => {
  expect(file).toBe(`${name}.yaml`);
  expect(about["title"]).toMatch(/^[^\n|]{10,120}$/);
  expect(about["why"]?.length).toBeGreaterThan(80);
  expect(RISKS).toContain(about["risk"]);
  expect(["critical", "high", "medium", "low"]).toContain(about["severity"]);
  expect(["baseline", "restricted"]).toContain(about["profile"]);
});

it.each(policies.filter(([, { isOverPods }]) => isOverPods))(
  "%s has examples of a pod, of a template and of an AI kind",
  (_name, { exampleKinds }) => {
    expect(exampleKinds.some((kind) => kind === "Pod")).toBe(true);
    expect(exampleKinds.some((kind) => /^(Deployment|StatefulSet|DaemonSet|Job|CronJob)$/.test(kind))).toBe(true);
    expect(exampleKinds.some((kind) => AI_GROUPS.test(kind))).toBe(true);
  },
);
