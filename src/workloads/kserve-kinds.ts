/** KServe: its components are a PodSpec with more in it, and a model server beside its containers. */
import { type Count, UNBOUNDED } from "./count.ts";
import { podMetadata } from "./pod-metadata.ts";
import type { PodBlock, PodField, WorkloadKind } from "./workload-kind.ts";

/** What KServe's components have beside a PodSpec (ComponentExtensionSpec and the ways to say a model). */
const COMPONENT_KEYS = [
  "minReplicas",
  "maxReplicas",
  "scaleTarget",
  "scaleMetric",
  "scaleMetricType",
  "autoScaling",
  "containerConcurrency",
  "timeout",
  "canaryTrafficPercent",
  "logger",
  "batcher",
  "labels",
  "annotations",
  "deploymentStrategy",
  "storageUris",
  "workerSpec",
];

/** A server of models, of one framework or any: a container with more fields. */
const MODEL_SERVERS = [
  "model",
  "sklearn",
  "xgboost",
  "tensorflow",
  "pytorch",
  "triton",
  "onnx",
  "huggingface",
  "pmml",
  "lightgbm",
  "paddle",
  "alibi",
  "aix",
  "art",
];
const MODEL_KEYS = [
  "modelFormat",
  "runtime",
  "runtimeVersion",
  "protocolVersion",
  "storageUri",
  "storage",
  "type",
  "config",
];

const WITHOUT_KNATIVE = ["RawDeployment", "Standard", "ModelMesh"];

/** Knative scales without bound unless told; a Deployment has no more than `minReplicas` then. */
function componentPods(at: string): Count {
  const least: Count = { first: [`${at}.minReplicas`, 1] };
  return {
    max: [
      least,
      {
        first: [
          { nonZero: `${at}.maxReplicas` },
          {
            if: "metadata.annotations['serving.kserve.io/deploymentMode']",
            is: WITHOUT_KNATIVE,
            use: least,
            else: UNBOUNDED,
          },
        ],
      },
    ],
  };
}

function component(name: string): PodBlock {
  const path = `spec.${name}`;
  return {
    path,
    shape: "fields",
    fields: [
      ...MODEL_SERVERS.map(
        (server): PodField => ({
          pod: "spec.containers[kserve-container]",
          object: `${path}.${server}`,
          omit: MODEL_KEYS,
        }),
      ),
      { pod: "spec", object: path, omit: [...COMPONENT_KEYS, ...MODEL_SERVERS] },
      ...podMetadata(path, "metadata"),
    ],
    replicas: componentPods(path),
  };
}

/** Workers beside each pod of the predictor: one for each further stage of the pipeline, which has two at least. */
const PREDICTOR_WORKER: PodBlock = {
  path: "spec.predictor.workerSpec",
  shape: "fields",
  fields: [
    {
      pod: "spec",
      object: "spec.predictor.workerSpec",
      omit: ["pipelineParallelSize", "tensorParallelSize"],
    },
    ...podMetadata("spec.predictor", "metadata"),
  ],
  replicas: {
    product: [
      componentPods("spec.predictor"),
      {
        max: [
          1,
          {
            sum: [{ first: ["spec.predictor.workerSpec.pipelineParallelSize", 1] }, -1],
          },
        ],
      },
    ],
  },
};

const RUNTIME_KEYS = [
  "supportedModelFormats",
  "multiModel",
  "disabled",
  "protocolVersions",
  "grpcEndpoint",
  "grpcDataEndpoint",
  "httpDataEndpoint",
  "replicas",
  "storageHelper",
  "builtInAdapter",
  "labels",
  "annotations",
  "workerSpec",
];

const RUNTIME: readonly PodBlock[] = [
  {
    path: "spec",
    shape: "fields",
    fields: [{ pod: "spec", object: "spec", omit: RUNTIME_KEYS }, ...podMetadata("spec")],
    replicas: 0,
  },
  {
    path: "spec.workerSpec",
    shape: "fields",
    fields: [
      {
        pod: "spec",
        object: "spec.workerSpec",
        omit: ["pipelineParallelSize", "tensorParallelSize", "labels", "annotations"],
      },
      ...podMetadata("spec.workerSpec"),
    ],
    replicas: 0,
  },
];

/** @param at where a WorkloadSpec of KServe's LLMInferenceService is */
function llmWorkload(at: string, isTemplate: boolean): readonly PodBlock[] {
  const groups: Count = {
    if: `${at}.scaling`,
    use: { first: [`${at}.scaling.maxReplicas`, UNBOUNDED] },
    else: { first: [`${at}.replicas`, 1] },
  };
  const nodes: Count = {
    first: [
      { quotient: [`${at}.parallelism.data`, { nonZero: `${at}.parallelism.dataLocal` }] },
      { nonZero: `${at}.parallelism.pipeline` },
      1,
    ],
  };
  const fields = podMetadata(at);
  return [
    { path: `${at}.template`, shape: "spec", fields, replicas: isTemplate ? 0 : groups },
    {
      path: `${at}.worker`,
      shape: "spec",
      fields,
      replicas: isTemplate ? 0 : { product: [groups, { sum: [nodes, -1] }] },
    },
  ];
}

function llmService(isTemplate: boolean): readonly PodBlock[] {
  return [
    ...llmWorkload("spec", isTemplate),
    ...llmWorkload("spec.prefill", isTemplate),
    { path: "spec.router.scheduler.template", shape: "spec", replicas: isTemplate ? 0 : 1 },
  ];
}

function kserve(kind: string, versions: readonly string[], pods: readonly PodBlock[]): WorkloadKind {
  return { group: "serving.kserve.io", versions, kind, resource: `${kind.toLowerCase()}s`, pods };
}

export const KSERVE_KINDS: readonly WorkloadKind[] = [
  kserve(
    "InferenceService",
    ["v1beta1"],
    [component("predictor"), component("transformer"), component("explainer"), PREDICTOR_WORKER],
  ),
  kserve("ServingRuntime", ["v1alpha1", "v1beta1"], RUNTIME),
  kserve("ClusterServingRuntime", ["v1alpha1", "v1beta1"], RUNTIME),
  kserve("LLMInferenceService", ["v1alpha2", "v1alpha1"], llmService(false)),
  kserve("LLMInferenceServiceConfig", ["v1alpha2", "v1alpha1"], llmService(true)),
];
