/** Pods that are put together from an object's own fields: what they are, where they are found, where changes go. */
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json/value.ts";
import { parsePath, withoutValue, withValue } from "./path.ts";
import { kindOf } from "./scope.ts";
import { type PodPlace, podsOf, WorkloadTable } from "./workloads.ts";

interface Case {
  readonly name: string;
  readonly object: JsonObject;
  readonly pod: JsonObject;
  /** From paths in the pod. */
  readonly located?: Readonly<Record<string, string>>;
  /** What is set in the pod, and the object that it makes of it, as the paths in the object that differ. */
  readonly writes?: readonly (readonly [
    path: string,
    value: Json | undefined,
    written: Readonly<Record<string, Json | undefined>>,
  ])[];
}

const workflow = (spec: JsonObject): JsonObject => ({ apiVersion: "argoproj.io/v1alpha1", kind: "Workflow", spec });

const CASES: readonly Case[] = [
  {
    name: "KServe: a model beside the fields of a pod",
    object: {
      apiVersion: "serving.kserve.io/v1beta1",
      kind: "InferenceService",
      metadata: { name: "m", labels: { team: "a", tier: "x" } },
      spec: {
        predictor: {
          minReplicas: 1,
          serviceAccountName: "sa",
          labels: { tier: "gold" },
          model: {
            modelFormat: { name: "vllm" },
            storageUri: "hf://a/b",
            image: "v:1",
            resources: { limits: { "nvidia.com/gpu": 1 } },
          },
        },
      },
    },
    pod: {
      metadata: { labels: { team: "a", tier: "gold" } },
      spec: {
        serviceAccountName: "sa",
        containers: [{ name: "kserve-container", image: "v:1", resources: { limits: { "nvidia.com/gpu": 1 } } }],
      },
    },
    located: {
      "spec.containers[0].image": "spec.predictor.model.image",
      "spec.containers[0].resources.limits['nvidia.com/gpu']":
        "spec.predictor.model.resources.limits['nvidia.com/gpu']",
      "spec.containers[0].securityContext": "spec.predictor.model.securityContext",
      "spec.containers": "spec.predictor.containers",
      "spec.hostNetwork": "spec.predictor.hostNetwork",
      "metadata.labels.team": "metadata.labels.team",
      "metadata.labels.tier": "spec.predictor.labels.tier",
      "metadata.annotations.new": "spec.predictor.annotations.new",
    },
    writes: [
      ["spec.containers[0].image", "v:2", { "spec.predictor.model.image": "v:2" }],
      ["spec.containers[1]", { name: "side" }, { "spec.predictor.containers": [{ name: "side" }] }],
      ["spec.hostNetwork", false, { "spec.predictor.hostNetwork": false }],
      ["metadata.labels.new", "1", { "spec.predictor.labels.new": "1" }],
      ["metadata.labels.team", "b", { "spec.predictor.labels.team": "b" }],
      ["spec.minReplicas", 4, {}],
      ["spec.containers[0]", undefined, {}],
    ],
  },
  {
    name: "KServe: a container of the model's name that says something else",
    object: {
      apiVersion: "serving.kserve.io/v1beta1",
      kind: "InferenceService",
      spec: {
        predictor: {
          containers: [{ name: "kserve-container", securityContext: { privileged: true } }],
          model: { securityContext: { privileged: false }, env: [{ name: "A", value: "a" }] },
        },
      },
    },
    pod: {
      metadata: {},
      spec: {
        containers: [
          { name: "kserve-container", securityContext: { privileged: true } },
          { name: "kserve-container", securityContext: { privileged: false }, env: [{ name: "A", value: "a" }] },
        ],
      },
    },
    located: { "spec.containers[0].image": "spec.predictor.containers[0].image" },
    writes: [["spec.containers[1].image", "better", { "spec.predictor.model.image": "better" }]],
  },
  {
    name: "Argo: a template with what the workflow says",
    object: workflow({
      serviceAccountName: "flow",
      hostNetwork: true,
      securityContext: { runAsNonRoot: true },
      podMetadata: { labels: { a: "flow", b: "flow" } },
      volumes: [{ name: "data", hostPath: { path: "/" } }],
      templates: [
        {
          name: "t",
          metadata: { labels: { a: "template" } },
          serviceAccountName: "own",
          container: { image: "i" },
          initContainers: [{ name: "init", image: "n" }],
          volumes: [{ name: "tmp", emptyDir: {} }],
        },
      ],
    }),
    pod: {
      metadata: { labels: { a: "template", b: "flow" } },
      spec: {
        containers: [{ name: "main", image: "i" }],
        initContainers: [{ name: "init", image: "n" }],
        volumes: [
          { name: "tmp", emptyDir: {} },
          { name: "data", hostPath: { path: "/" } },
        ],
        securityContext: { runAsNonRoot: true },
        serviceAccountName: "own",
        hostNetwork: true,
      },
    },
    located: {
      "spec.volumes[1].hostPath": "spec.volumes[0].hostPath",
      "spec.securityContext.runAsNonRoot": "spec.securityContext.runAsNonRoot",
      "spec.containers[0].command": "spec.templates[0].container.command",
      "metadata.labels.b": "spec.podMetadata.labels.b",
      "spec.runtimeClassName": "spec.templates[0].spec.runtimeClassName",
    },
    writes: [
      ["spec.containers[0].image", "j", { "spec.templates[0].container.image": "j" }],
      [
        "spec.securityContext.runAsUser",
        1,
        { "spec.templates[0].securityContext": { runAsNonRoot: true, runAsUser: 1 } },
      ],
      ["spec.automountServiceAccountToken", false, { "spec.templates[0].automountServiceAccountToken": false }],
      ["spec.runtimeClassName", "gvisor", {}],
      ["spec.hostNetwork", undefined, { "spec.hostNetwork": undefined }],
    ],
  },
  {
    name: "Argo: patches in texts",
    object: workflow({
      podSpecPatch: "hostPID: true\ncontainers:\n- name: main\n  image: '{{workflow.parameters.image}}'\n",
      templates: [
        {
          container: { image: "i", env: [{ name: "A", value: "a" }], args: ["x"] },
          podSpecPatch: JSON.stringify({
            containers: [{ name: "main", args: ["y"], env: [{ name: "B", value: "b" }] }, { name: "more" }],
            hostNetwork: null,
          }),
        },
      ],
      hostNetwork: true,
    }),
    pod: {
      metadata: {},
      spec: {
        containers: [
          {
            name: "main",
            image: "{{workflow.parameters.image}}",
            env: [
              { name: "A", value: "a" },
              { name: "B", value: "b" },
            ],
            args: ["y"],
          },
          { name: "more" },
        ],
        hostPID: true,
      },
    },
    located: {
      "spec.hostPID": "spec.podSpecPatch.hostPID",
      "spec.containers[0].image": "spec.podSpecPatch.containers[0].image",
      "spec.containers[0].env[0].value": "spec.templates[0].container.env[0].value",
      "spec.containers[0].env[1].value": "spec.templates[0].podSpecPatch.containers[0].env[0].value",
      "spec.containers[1].name": "spec.templates[0].podSpecPatch.containers[1].name",
    },
    writes: [
      ["spec.hostPID", false, {}],
      ["spec.containers[0].image", "other", {}],
      ["spec.containers[0].env[0].value", "c", { "spec.templates[0].container.env[0].value": "c" }],
      ["spec.containers[0].tty", true, { "spec.templates[0].container.tty": true }],
    ],
  },
  {
    name: "Argo: pods in a manifest",
    object: workflow({
      templates: [
        { resource: { manifest: "apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: p-\nspec: {hostIPC: true}\n" } },
      ],
    }),
    pod: { apiVersion: "v1", kind: "Pod", metadata: { generateName: "p-" }, spec: { hostIPC: true } },
    located: { "spec.hostIPC": "spec.templates[0].resource.manifest.spec.hostIPC" },
    writes: [["spec.hostIPC", false, {}]],
  },
  {
    name: "Spark: an executor",
    object: {
      apiVersion: "sparkoperator.k8s.io/v1beta2",
      kind: "SparkApplication",
      spec: {
        image: "spark:1",
        volumes: [{ name: "v", emptyDir: {} }],
        executor: {
          gpu: { name: "nvidia.com/gpu", quantity: 2 },
          envVars: { A: "a" },
          labels: { x: "y" },
          serviceAccount: "sa",
          template: { spec: { containers: [{ name: "spark-kubernetes-executor", tty: true }, { name: "side" }] } },
        },
      },
    },
    pod: {
      metadata: { labels: { x: "y" } },
      spec: {
        containers: [
          {
            name: "spark-kubernetes-executor",
            image: "spark:1",
            env: [{ name: "A", value: "a" }],
            resources: { limits: { "nvidia.com/gpu": 2 } },
            tty: true,
          },
          { name: "side" },
        ],
        volumes: [{ name: "v", emptyDir: {} }],
        serviceAccountName: "sa",
      },
    },
    located: {
      "spec.containers[0].resources.limits['nvidia.com/gpu']": "spec.executor.gpu.quantity",
      "spec.containers[0].image": "spec.image",
      "spec.containers[1].image": "spec.executor.template.spec.containers[1].image",
      "spec.containers[0].env[0].value": "spec.executor.envVars.A",
      "spec.serviceAccountName": "spec.executor.serviceAccount",
    },
    writes: [
      ["spec.containers[0].image", "spark:2", { "spec.executor.image": "spark:2" }],
      ["spec.containers[0].resources.limits['nvidia.com/gpu']", 1, { "spec.executor.gpu.quantity": 1 }],
      ["spec.volumes[0].emptyDir", { medium: "Memory" }, { "spec.volumes[0].emptyDir": { medium: "Memory" } }],
    ],
  },
  {
    name: "NIM: an image in two fields",
    object: {
      apiVersion: "apps.nvidia.com/v1alpha1",
      kind: "NIMService",
      spec: {
        image: { repository: "nvcr.io/nim", tag: "1", pullSecrets: ["ngc"] },
        userID: 1000,
        storage: { hostPath: "/models" },
        sidecarContainers: [{ name: "s", image: { repository: "r.io:5000/s" } }],
      },
    },
    pod: {
      metadata: {},
      spec: {
        containers: [
          { name: "nim", image: "nvcr.io/nim:1" },
          { name: "s", image: "r.io:5000/s" },
        ],
        imagePullSecrets: [{ name: "ngc" }],
        securityContext: { runAsUser: 1000 },
        volumes: [{ name: "data", hostPath: { path: "/models" } }],
      },
    },
    located: {
      "spec.volumes[0].hostPath.path": "spec.storage.hostPath",
      "spec.containers[0].image": "spec.image",
      "spec.containers[1].image": "spec.sidecarContainers[0].image",
      "spec.imagePullSecrets[0].name": "spec.image.pullSecrets[0]",
      "spec.securityContext.runAsUser": "spec.userID",
    },
    writes: [
      [
        "spec.containers[0].image",
        "r.io:5000/n@sha256:ab",
        { "spec.image.repository": "r.io:5000/n@sha256", "spec.image.tag": "ab" },
      ],
      ["spec.containers[0].image", "r.io:5000/n", { "spec.image.repository": "r.io:5000/n", "spec.image.tag": "" }],
      [
        "spec.containers[1].image",
        "s:2",
        { "spec.sidecarContainers[0].image.repository": "s", "spec.sidecarContainers[0].image.tag": "2" },
      ],
      ["spec.containers[0].securityContext", {}, {}],
      ["spec.volumes[0].hostPath.path", "/other", { "spec.storage.hostPath": "/other" }],
      ["spec.volumes[0].hostPath", undefined, {}],
      ["spec.volumes[0]", undefined, {}],
    ],
  },
  {
    name: "Dynamo: amounts by name",
    object: {
      apiVersion: "nvidia.com/v1alpha1",
      kind: "DynamoComponentDeployment",
      spec: {
        resources: { limits: { cpu: "4", gpu: "2", custom: { "rdma/ib": "1" } } },
        extraPodMetadata: { labels: { a: "b" } },
      },
    },
    pod: {
      metadata: { labels: { a: "b" } },
      spec: {
        containers: [{ name: "main", resources: { limits: { cpu: "4", "nvidia.com/gpu": "2", "rdma/ib": "1" } } }],
      },
    },
    located: {
      "spec.containers[0].resources.limits['nvidia.com/gpu']": "spec.resources.limits.gpu",
      "spec.containers[0].resources.limits['rdma/ib']": "spec.resources.limits.custom['rdma/ib']",
      "spec.containers[0].image": "spec.extraPodSpec.mainContainer.image",
    },
    writes: [["spec.containers[0].image", "d", { "spec.extraPodSpec.mainContainer": { image: "d" } }]],
  },
  {
    name: "TrainJob: what the user sets",
    object: {
      apiVersion: "trainer.kubeflow.org/v1alpha1",
      kind: "TrainJob",
      spec: { trainer: { image: "t", resourcesPerNode: { limits: { "nvidia.com/gpu": 8 } } } },
    },
    pod: {
      metadata: {},
      spec: { containers: [{ name: "node", image: "t", resources: { limits: { "nvidia.com/gpu": 8 } } }] },
    },
    located: {
      "spec.containers[0].resources.limits": "spec.trainer.resourcesPerNode.limits",
      "spec.volumes": "spec.spec.volumes",
    },
    writes: [
      ["spec.containers[0].env", [{ name: "A", value: "b" }], { "spec.trainer.env": [{ name: "A", value: "b" }] }],
      ["spec.volumes", [], {}],
      ["spec.containers[0].securityContext", {}, {}],
    ],
  },
  {
    name: "Notebook: its labels are the pod's",
    object: {
      apiVersion: "kubeflow.org/v1",
      kind: "Notebook",
      metadata: { labels: { a: "b" } },
      spec: { template: { spec: {} } },
    },
    pod: { metadata: { labels: { a: "b" } }, spec: {} },
    located: { "metadata.labels.c": "metadata.labels.c", "spec.containers[0]": "spec.template.spec.containers[0]" },
    writes: [["metadata.labels.c", "d", { "metadata.labels.c": "d" }]],
  },
];

function placeIn(object: JsonObject): PodPlace {
  return podsOf(object, kindOf(object)!, WorkloadTable.BUILT_IN).places.at(-1)!;
}

function changed(root: JsonObject, path: string, value: Json | undefined): JsonObject {
  const tokens = parsePath(path)!;
  if (value === undefined) return withoutValue(root, tokens) as JsonObject;
  const list = tokens.slice(0, -1);
  const isNew = tokens.at(-1) === 1 && path.endsWith("[1]");
  if (!isNew) return withValue(root, tokens, value) as JsonObject;
  const before = (root["spec"] as JsonObject)[list.at(-1) as string] as Json[];
  return withValue(root, list, [...before, value]) as JsonObject;
}

describe.each(CASES)("$name", ({ object, pod, located = {}, writes = [] }) => {
  it("is put together", () => {
    expect(placeIn(object).pod).toEqual(pod);
  });

  it.each(Object.entries(located))("%s is found at %s", (path, place) => {
    expect(placeIn(object).locate(parsePath(path)!)).toBe(place);
  });

  it.each(writes)("%s as %j goes to its place", (path, value, written) => {
    const place = placeIn(object);
    const expected = Object.entries(written).reduce((root, [at, inner]) => changed(root, at, inner), object);
    expect(place.write(object, changed(place.pod, path, value))).toEqual(expected);
  });
});
