/** No policy of the pack fails on objects as their schemas allow them: under failurePolicy Fail that would be a denial. */
import { expect, it } from "vitest";
import { mutate, validate } from "../src/admission/admit.ts";
import { NO_AUTHORIZER } from "../src/admission/authorizer.ts";
import { memoryClusterView } from "../src/admission/memory-cluster-view.ts";
import { requestOf } from "../src/admission/run-example.ts";
import { loadFolder } from "../src/cli/folder.ts";
import type { JsonObject } from "../src/json/value.ts";
import { schemaFor } from "../src/kube/schema/built-in.ts";
import { sampleObjects } from "../src/mutation/samples.ts";
import { creationOf, inTeamNamespace } from "./support/livability.ts";

const { snapshot, objects } = await loadFolder("policies");
const captured = { snapshot, view: memoryClusterView(objects, NO_AUTHORIZER) };
const CLOCK = { now: () => 0, deadline: 1 };

const KINDS = [
  ["", "v1", "Pod"],
  ["", "v1", "Service"],
  ["", "v1", "ConfigMap"],
  ["", "v1", "PersistentVolumeClaim"],
  ["apps", "v1", "Deployment"],
  ["apps", "v1", "StatefulSet"],
  ["batch", "v1", "Job"],
  ["batch", "v1", "CronJob"],
  ["networking.k8s.io", "v1", "Ingress"],
  ["networking.k8s.io", "v1", "NetworkPolicy"],
  ["rbac.authorization.k8s.io", "v1", "ClusterRole"],
  ["rbac.authorization.k8s.io", "v1", "ClusterRoleBinding"],
  ["resource.k8s.io", "v1", "ResourceClaim"],
  ["resource.k8s.io", "v1", "ResourceClaimTemplate"],
] as const;

const WORDS = [
  "app",
  "nvidia.com/gpu",
  "runtime/default",
  "sallyport.dev/read-only-root",
  "true",
  "8000",
  "Exists",
  "*",
];
const ROUNDS = 20;

/** Made-up objects; other words make other ones. */
function samplesOf(group: string, version: string, kind: string): readonly JsonObject[] {
  const schema = schemaFor(group, version, kind);
  if (schema === undefined) throw new Error(`no schema of ${kind}`);
  return Array.from({ length: ROUNDS }, (_, i) => {
    const words = WORDS.map((word, j) => WORDS[(i + j) % WORDS.length] ?? word).slice(0, 1 + (i % WORDS.length));
    return sampleObjects({ group, version, kind }, schema, words);
  }).flat();
}

it.each(KINDS)("%s %s %s", async (group, version, kind) => {
  for (const sample of samplesOf(group, version, kind)) {
    const object = inTeamNamespace(sample);
    const request = requestOf(creationOf(object), object, snapshot);
    const verdicts = [await validate(request, captured, CLOCK), await mutate(request, captured, CLOCK)];
    const errors = verdicts.flatMap(({ findings }) => findings.filter(({ evaluation }) => evaluation === "error"));
    expect(errors.map(({ policy, message }) => [policy, message])).toEqual([]);
  }
});
