/** The pack over HTTPS: workloads of AI with a bad container, and what the defaults make of good ones. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PatchOperation } from "../../src/json/patch.ts";
import { type Harness, startServer } from "./harness.ts";

let server: Harness;
beforeAll(async () => {
  const files = ["pod-security/pss-baseline", "gpu/gpu-visible-devices-bypass", "secure-defaults/seccomp-default"];
  const texts = files.map((file) => [`${file.replace("/", "-")}.yaml`, readFileSync(`policies/${file}.yaml`, "utf8")]);
  server = await startServer(Object.fromEntries(texts));
});
afterAll(() => server.close());

type Workload = (container: object) => { readonly group: string; readonly plural: string; readonly object: object };

const image = "registry.example.com/train:1";
const specOf = (container: object) => ({ containers: [{ name: "main", image, ...container }] });

const WORKLOADS: readonly (readonly [kind: string, podPath: string, workload: Workload])[] = [
  [
    "RayCluster",
    "spec.workerGroupSpecs[0].template.spec.containers[0]",
    (container) => ({
      group: "ray.io/v1",
      plural: "rayclusters",
      object: {
        headGroupSpec: { template: { spec: specOf({}) } },
        workerGroupSpecs: [{ groupName: "gpu", template: { spec: specOf(container) } }],
      },
    }),
  ],
  [
    "PyTorchJob",
    "spec.pytorchReplicaSpecs.Worker.template.spec.containers[0]",
    (container) => ({
      group: "kubeflow.org/v1",
      plural: "pytorchjobs",
      object: { pytorchReplicaSpecs: { Worker: { replicas: 2, template: { spec: specOf(container) } } } },
    }),
  ],
  [
    "InferenceService",
    "spec.predictor.containers[0]",
    (container) => ({
      group: "serving.kserve.io/v1beta1",
      plural: "inferenceservices",
      object: { predictor: specOf(container) },
    }),
  ],
  [
    "JobSet",
    "spec.replicatedJobs[0].template.spec.template.spec.containers[0]",
    (container) => ({
      group: "jobset.x-k8s.io/v1alpha2",
      plural: "jobsets",
      object: { replicatedJobs: [{ name: "w", template: { spec: { template: { spec: specOf(container) } } } }] },
    }),
  ],
];

function reviewOf(kindName: string, workload: Workload, container: object): string {
  const { group: apiVersion, plural, object: spec } = workload(container);
  const [group, version] = apiVersion.split("/");
  const kind = { group, version, kind: kindName };
  const resource = { group, version, resource: plural };
  return JSON.stringify({
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    request: {
      uid: "7f0b",
      kind,
      resource,
      requestKind: kind,
      requestResource: resource,
      name: "train",
      namespace: "team-a",
      operation: "CREATE",
      userInfo: { username: "alice", groups: ["team-a"] },
      object: { apiVersion, kind: kindName, metadata: { name: "train", namespace: "team-a" }, spec },
      dryRun: false,
    },
  });
}

describe.each(WORKLOADS)("a %s", (kind, path, workload) => {
  it("is refused with a privileged container, by its path", async () => {
    const { json } = await server.post(
      "/validate",
      reviewOf(kind, workload, { securityContext: { privileged: true } }),
    );
    expect(json.response.allowed).toBe(false);
    expect(json.response.status.message).toContain(
      `AdmissionPolicy 'pss-baseline' denied request: ${path}.securityContext.privileged is true: leave it out`,
    );
  });

  it("is refused with GPUs that it did not request", async () => {
    const env = [{ name: "NVIDIA_VISIBLE_DEVICES", value: "all" }];
    const { json } = await server.post("/validate", reviewOf(kind, workload, { env }));
    expect(json.response.status).toMatchObject({
      code: 403,
      reason: "Forbidden",
      message: expect.stringContaining(`${path}.env NVIDIA_VISIBLE_DEVICES is "all"`),
    });
  });

  it("passes when it is good, and gets the default where the pod is", async () => {
    const good = reviewOf(kind, workload, {});
    expect((await server.post("/validate", good)).json.response).toEqual({ uid: "7f0b", allowed: true });
    const { json } = await server.post("/mutate", good);
    const patch: readonly PatchOperation[] = JSON.parse(Buffer.from(json.response.patch, "base64").toString());
    const pod = path.slice(0, path.indexOf(".containers")).replace(/[.[\]]+/g, "/");
    expect(patch).toContainEqual({
      op: "add",
      path: `/${pod}/securityContext`,
      value: { seccompProfile: { type: "RuntimeDefault" } },
    });
  });
});

describe("an exception", () => {
  it("lets pass, and stands in the log and in the audit annotations", async () => {
    const policy = `apiVersion: sallyport.dev/v1
kind: AdmissionPolicy
metadata: {name: no-ray-head}
spec:
  pods: true
  validations: [{expression: "!podPath.contains('headGroupSpec')", message: no heads}]
  exceptions: [{match: "object.metadata.name == 'train'", until: "2999-12-31", reason: team a may}]
`;
    const own = await startServer({ "policy.yaml": policy });
    const [kind, , workload] = WORKLOADS[0]!;
    const { json } = await own.post("/validate", reviewOf(kind, workload, {}));
    expect(json.response).toEqual({
      uid: "7f0b",
      allowed: true,
      auditAnnotations: { "no-ray-head.exception": "team a may (until 2999-12-31)" },
    });
    expect(own.log.findLast(({ msg }) => msg === "decision")).toMatchObject({
      verdict: "allow",
      findings: [{ policy: "no-ray-head", evaluation: "deny", actions: [], exception: "team a may" }],
    });
    await own.close();
  });
});
