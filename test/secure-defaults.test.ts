/** What all secure defaults must keep to, over pods of any make. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { NO_AUTHORIZER } from "../src/admission/authorizer.ts";
import { memoryClusterView } from "../src/admission/memory-cluster-view.ts";
import { mutate } from "../src/admission/mutate.ts";
import { loadFolder } from "../src/cli/folder.ts";
import { isObject, type Json, type JsonObject } from "../src/json/value.ts";
import type { AdmissionRequest } from "../src/matching/request.ts";
import { REQUEST } from "./support/policies.ts";

const { snapshot } = await loadFolder("policies/secure-defaults");

/** One that opts in to everything. */
const NAMESPACE = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    name: "shop",
    labels: { "sallyport.dev/read-only-root": "true", "sallyport.dev/run-as-non-root": "true" },
  },
};
const captured = { snapshot, view: memoryClusterView([NAMESPACE], NO_AUTHORIZER) };

async function defaulted(object: JsonObject): Promise<JsonObject> {
  const request: AdmissionRequest = { ...REQUEST, object };
  const verdict = await mutate(request, captured, { now: () => 0, deadline: 1 });
  expect(verdict.findings).toEqual([]);
  return verdict.object ?? object;
}

it("never fail, leave their own result as it is, and change nothing that a pod says", async () => {
  await fc.assert(
    fc.asyncProperty(pods(), async (pod) => {
      const once = await defaulted(pod);
      expect(await defaulted(once)).toEqual(once);
      expect(lost(pod, once, "")).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it("take the API token out that the API server has mounted, and all that it leaves is whole", async () => {
  await fc.assert(
    fc.asyncProperty(pods(), async (pod) => {
      const once = await defaulted(withToken(pod));
      const volumes = listOf(specOf(once)["volumes"]).map(({ name }) => name);
      const mounts = containersOf(once).flatMap(({ volumeMounts }) => listOf(volumeMounts).map(({ name }) => name));
      expect(mounts.filter((name) => !volumes.includes(name))).toEqual([]);
      expect(volumes.includes(TOKEN)).toBe(specOf(once)["automountServiceAccountToken"] !== false);
    }),
    { numRuns: 100 },
  );
});

it("see what policies with later names fill in", async () => {
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec: { containers: named([{}], "c") } };
  const [container] = containersOf(await defaulted(pod));
  // The root file system is read-only, and the user not root, only since then.
  expect(listOf(container?.["volumeMounts"]).map(({ mountPath }) => mountPath)).toEqual([
    "/tmp",
    "/var/cache/sallyport",
  ]);
  expect(container?.["securityContext"]).toMatchObject({
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
  });
});

const TOKEN = "kube-api-access-x7k2p";

/** As its ServiceAccount plugin leaves a pod, whose own volumes are only such as its containers mount. */
function withToken(pod: JsonObject): JsonObject {
  const spec = specOf(pod);
  if (spec["automountServiceAccountToken"] === false) return pod;
  const mount = { name: TOKEN, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true };
  const mounted = (containers: Json | undefined): JsonObject[] =>
    listOf(containers).map((c) => ({ ...c, volumeMounts: [...listOf(c["volumeMounts"]), mount] }));
  const token = { name: TOKEN, projected: { sources: [{ serviceAccountToken: { path: "token" } }] } };
  return {
    ...pod,
    spec: {
      ...spec,
      volumes: [token, ...listOf(spec["volumes"])],
      containers: mounted(spec["containers"]),
      ...(spec["initContainers"] === undefined ? {} : { initContainers: mounted(spec["initContainers"]) }),
    },
  };
}

function specOf(pod: JsonObject): JsonObject {
  return pod["spec"] as JsonObject;
}

function containersOf(pod: JsonObject): JsonObject[] {
  return [...listOf(specOf(pod)["containers"]), ...listOf(specOf(pod)["initContainers"])];
}

function listOf(list: Json | undefined): JsonObject[] {
  return (list ?? []) as JsonObject[];
}

/** The places of what was there and is not any more: lists may only grow, at their ends. */
function lost(before: Json, after: Json | undefined, path: string): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((element, index) => lost(element, after[index], `${path}/${index}`));
  }
  if (isObject(before) && isObject(after ?? null)) {
    return Object.entries(before).flatMap(([key, value]) => lost(value, (after as JsonObject)[key], `${path}/${key}`));
  }
  return before === after ? [] : [path];
}

function pods(): fc.Arbitrary<JsonObject> {
  const containers = fc.array(container(), { minLength: 1, maxLength: 3 }).map((list) => named(list, "c"));
  const initContainers = fc.array(container(), { minLength: 1, maxLength: 2 }).map((list) => named(list, "i"));
  const required = fc.record({
    containers,
    volumes: fc.oneof(
      { arbitrary: fc.constant<Json>([{ name: "data", persistentVolumeClaim: { claimName: "data" } }]), weight: 4 },
      fc.constantFrom<Json>(
        [{ name: "data", emptyDir: { medium: "Memory" } }],
        [{ name: "data", hostPath: { path: "/var/lib/kubelet" } }],
        [{ name: "data", hostPath: { path: "/dev/shm" } }],
        [
          { name: "sallyport-cache", emptyDir: { medium: "Memory" } },
          { name: "data", secret: { secretName: "data" } },
        ],
      ),
    ),
  });
  const optional = record({
    initContainers,
    tolerations: fc.constantFrom<Json>([{ operator: "Exists" }], [{ key: "nvidia.com/gpu", effect: "NoExecute" }]),
    securityContext: record({
      runAsUser: fc.constantFrom(0, 1000),
      runAsNonRoot: fc.boolean(),
      seccompProfile: fc.constant({ type: "Unconfined" }),
    }),
    os: rarely({ name: "windows" }),
    serviceAccountName: fc.constantFrom("default", "own"),
    automountServiceAccountToken: rarely(true),
    hostIPC: rarely(true),
    hostPID: rarely(true),
    hostUsers: rarely(false),
  });
  const spec = fc.tuple(required, optional).map(([must, may]) => ({ ...must, ...may }));
  return fc.record({ labels: labels(), annotations: annotations(), spec }).map(({ spec, ...metadata }) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop", ...metadata },
    spec: spec as JsonObject,
  }));
}

function labels(): fc.Arbitrary<JsonObject> {
  const known = ["ray.io/node-type", "notebook-name", "spark-role", "constructor", "__proto__"];
  return fc.dictionary(fc.constantFrom(...known), fc.constantFrom("head", "driver", "x"), { maxKeys: 1 });
}

function annotations(): fc.Arbitrary<JsonObject> {
  return record({ "sallyport.dev/skip-defaults": fc.constantFrom("", ",", "shm-sized", "true", "x,run-as-non-root") });
}

function container(): fc.Arbitrary<JsonObject> {
  return record({
    securityContext: record({
      runAsUser: fc.constantFrom(0, 1000),
      runAsNonRoot: fc.boolean(),
      allowPrivilegeEscalation: fc.boolean(),
      readOnlyRootFilesystem: fc.boolean(),
      capabilities: fc.constantFrom<Json>({ add: ["IPC_LOCK"] }, { drop: ["NET_RAW"] }, { add: ["SYS_ADMIN"] }),
    }),
    resources: record({
      limits: record({
        memory: fc.constantFrom("1Gi", "500m", "0"),
        "nvidia.com/gpu": fc.constantFrom("0", "1"),
        "google.com/tpu": fc.constantFrom("4"),
      }),
    }),
    env: fc.constantFrom<Json>(
      [
        { name: "B", value: "1" },
        { name: "A", value: "$(B)" },
      ],
      [
        { name: "A", value: "1" },
        { name: "HF_HOME", value: "/data" },
        { name: "A", value: "2" },
      ],
      [{ name: "NVIDIA_VISIBLE_DEVICES", value: "all" }],
      [{ name: "GRANT_SUDO", value: "yes" }],
    ),
    envFrom: fc.constant([{ configMapRef: { name: "settings" } }]),
    volumeMounts: fc.constantFrom<Json>(
      [{ name: "data", mountPath: "/data" }],
      [{ name: "data", mountPath: "/dev/shm" }],
      [
        { name: "data", mountPath: "/tmp" },
        { name: "data", mountPath: "/data" },
      ],
    ),
  });
}

function named(containers: readonly JsonObject[], prefix: string): JsonObject[] {
  return containers.map((container, index) => ({
    name: `${prefix}${index}`,
    image: "registry.example.com/a:1",
    ...container,
  }));
}

function rarely(value: Json): fc.Arbitrary<Json> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: 9 }, fc.constant(value));
}

/** Any of the fields, of which empty ones are left out as the API server does. */
function record(fields: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> {
  return fc.record(fields, { requiredKeys: [] }).map((made) => {
    const isEmpty = (value: Json): boolean => value === null || (isObject(value) && Object.keys(value).length === 0);
    return Object.fromEntries(Object.entries(made).filter(([, value]) => !isEmpty(value ?? null))) as JsonObject;
  });
}
