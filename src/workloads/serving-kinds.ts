/** Serving: KServe, NIM, Dynamo, KAITO, Seldon, Knative, and sandboxes of agents. */
import { type Count, UNBOUNDED } from "./count.ts";
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

function podMetadata(...places: readonly string[]): readonly PodField[] {
  return ["labels", "annotations"].flatMap((field) =>
    places.map(
      (at): PodField => ({
        pod: `metadata.${field}`,
        object: `${at}.${field}`,
        ...(at === "metadata" && { omit: ["kubectl.kubernetes.io/last-applied-configuration"] }),
      }),
    ),
  );
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

/** Workers beside each pod of the predictor: as many as the pipeline has stages, but one. */
const PREDICTOR_WORKER: PodBlock = {
  path: "spec.predictor.workerSpec",
  shape: "fields",
  fields: [
    {
      pod: "spec",
      object: "spec.predictor.workerSpec",
      omit: ["pipelineParallelSize", "tensorParallelSize", "size"],
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
            sum: [
              { first: ["spec.predictor.workerSpec.pipelineParallelSize", "spec.predictor.workerSpec.size", 2] },
              -1,
            ],
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
        omit: ["pipelineParallelSize", "tensorParallelSize", "size", "labels", "annotations"],
      },
      ...podMetadata("spec.workerSpec"),
    ],
    replicas: 0,
  },
];

/** @param at where a WorkloadSpec of KServe's LLMInferenceService is */
function llmWorkload(at: string, isTemplate: boolean): readonly PodBlock[] {
  const groups: Count = {
    max: [{ first: [`${at}.replicas`, `${at}.scaling.minReplicas`, 1] }, `${at}.scaling.maxReplicas`],
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

const MAX_SCALE = "autoscaling.knative.dev/max-scale";
const OLD_MAX_SCALE = "autoscaling.knative.dev/maxScale";

/** @param at where the metadata of a revision is */
function revisionPods(at: string): Count {
  return {
    first: [
      { nonZero: { text: `${at}.annotations['${MAX_SCALE}']` } },
      { nonZero: { text: `${at}.annotations['${OLD_MAX_SCALE}']` } },
      UNBOUNDED,
    ],
  };
}

function knative(kind: string, pods: readonly PodBlock[]): WorkloadKind {
  return {
    group: "serving.knative.dev",
    versions: ["v1", "v1beta1", "v1alpha1"],
    kind,
    resource: `${kind.toLowerCase()}s`,
    pods,
  };
}

const KNATIVE_TEMPLATE: readonly PodBlock[] = [
  { path: "spec.template", shape: "template", replicas: revisionPods("spec.template.metadata") },
];

/** The fields of NVIDIA's services. @param at where such a spec is */
function nimFields(at: string): readonly PodField[] {
  const inContainer = (field: string, object: string): PodField => ({
    pod: `spec.containers[nim].${field}`,
    object: `${at}.${object}`,
  });
  return [
    { ...inContainer("image", "image"), as: "image" },
    inContainer("imagePullPolicy", "image.pullPolicy"),
    ...["command", "args", "env", "resources", "lifecycle"].map((field) => inContainer(field, field)),
    { pod: "spec.containers", object: `${at}.sidecarContainers`, as: "imagedContainers" },
    { pod: "spec.initContainers", object: `${at}.initContainers`, as: "imagedContainers" },
    { pod: "spec.imagePullSecrets", object: `${at}.image.pullSecrets`, as: "names" },
    ...["nodeSelector", "tolerations", "affinity", "runtimeClassName", "schedulerName", "resourceClaims"].map(
      (field): PodField => ({ pod: `spec.${field}`, object: `${at}.${field}` }),
    ),
    { pod: "spec.affinity.podAffinity", object: `${at}.podAffinity` },
    { pod: "spec.securityContext.runAsUser", object: `${at}.userID` },
    { pod: "spec.securityContext.runAsGroup", object: `${at}.groupID` },
    ...podMetadata(at),
  ];
}

function nim(kind: string, resource: string, replicas: Count): WorkloadKind {
  return {
    group: "apps.nvidia.com",
    versions: ["v1alpha1"],
    kind,
    resource,
    pods: [{ path: "spec", shape: "fields", fields: nimFields("spec"), replicas }],
  };
}

/** @param at where the spec of a service is */
function nimPods(at: string): Count {
  return {
    product: [
      {
        if: `${at}.scale.enabled`,
        is: [true],
        use: { first: [`${at}.scale.hpa.maxReplicas`, UNBOUNDED] },
        else: { first: [`${at}.replicas`, 1] },
      },
      { first: [{ nonZero: `${at}.multiNode.parallelism.pipeline` }, { nonZero: `${at}.multiNode.size` }, 1] },
    ],
  };
}

/** What a component of Dynamo has in v1beta1, and what it had in v1alpha1. @param at where it is */
function dynamoComponent(at: string): readonly PodBlock[] {
  const replicas: Count = {
    product: [{ first: [`${at}.replicas`, 1] }, { first: [`${at}.multinode.nodeCount`, 1] }],
  };
  const main = "spec.containers[main]";
  return [
    { path: `${at}.podTemplate`, shape: "template", replicas },
    {
      path: at,
      shape: "fields",
      needs: ["extraPodSpec", "extraPodMetadata", "envs", "resources", "envFromSecret"].map((key) => `${at}.${key}`),
      fields: [
        { pod: main, object: `${at}.extraPodSpec.mainContainer` },
        { pod: `${main}.env`, object: `${at}.envs` },
        ...["limits", "requests"].map(
          (field): PodField => ({
            pod: `${main}.resources.${field}`,
            object: `${at}.resources.${field}`,
            as: "gpuCount",
          }),
        ),
        { pod: `${main}.livenessProbe`, object: `${at}.livenessProbe` },
        { pod: `${main}.readinessProbe`, object: `${at}.readinessProbe` },
        { pod: "spec", object: `${at}.extraPodSpec`, omit: ["mainContainer"] },
        ...podMetadata(`${at}.extraPodMetadata`, at),
      ],
      replicas,
    },
  ];
}

function dynamo(kind: string, pods: readonly PodBlock[]): WorkloadKind {
  return { group: "nvidia.com", versions: ["v1beta1", "v1alpha1"], kind, resource: `${kind.toLowerCase()}s`, pods };
}

/** @param at where KAITO's `inference`, `tuning` and `resource` are, with a dot behind */
function kaitoPods(at: string, replicas: Count): readonly PodBlock[] {
  const preset = "presetOptions.image";
  return [
    { path: `${at}inference.template`, shape: "template", replicas },
    {
      path: `${at}inference.preset`,
      shape: "fields",
      fields: [
        { pod: "spec.containers[preset].image", object: `${at}inference.preset.${preset}` },
        { pod: "spec.imagePullSecrets", object: `${at}inference.preset.presetOptions.imagePullSecrets`, as: "names" },
      ],
      replicas,
    },
    {
      path: `${at}tuning`,
      shape: "fields",
      fields: [
        { pod: "spec.containers[preset].image", object: `${at}tuning.preset.${preset}` },
        { pod: "spec.initContainers[data].image", object: `${at}tuning.input.image` },
        { pod: "spec.volumes", object: `${at}tuning.input.volumeSource`, as: "volume" },
      ],
      replicas,
    },
  ];
}

function seldonPods(at: string): PodBlock {
  return {
    path: at,
    shape: "fields",
    fields: [
      { pod: "metadata", object: `${at}.metadata` },
      { pod: "spec", object: `${at}.spec` },
    ],
    replicas: {
      first: [`${at}.hpaSpec.maxReplicas`, `${at}.replicas`, "spec.predictors[].replicas", "spec.replicas", 1],
    },
  };
}

export const SERVING_KINDS: readonly WorkloadKind[] = [
  kserve(
    "InferenceService",
    ["v1beta1"],
    [component("predictor"), component("transformer"), component("explainer"), PREDICTOR_WORKER],
  ),
  kserve("ServingRuntime", ["v1alpha1", "v1beta1"], RUNTIME),
  kserve("ClusterServingRuntime", ["v1alpha1", "v1beta1"], RUNTIME),
  kserve("LLMInferenceService", ["v1alpha2", "v1alpha1"], llmService(false)),
  kserve("LLMInferenceServiceConfig", ["v1alpha2", "v1alpha1"], llmService(true)),
  knative("Service", KNATIVE_TEMPLATE),
  knative("Configuration", KNATIVE_TEMPLATE),
  knative("Revision", [{ path: "", shape: "template", replicas: revisionPods("metadata") }]),
  nim("NIMService", "nimservices", nimPods("spec")),
  ...["NemoCustomizer", "NemoDatastore", "NemoEntitystore", "NemoEvaluator"].map((kind) =>
    nim(kind, `${kind.toLowerCase()}s`, nimPods("spec")),
  ),
  nim("NemoGuardrail", "nemoguardrails", nimPods("spec")),
  {
    group: "apps.nvidia.com",
    versions: ["v1alpha1"],
    kind: "NIMPipeline",
    resource: "nimpipelines",
    pods: [
      {
        path: "spec.services[].spec",
        shape: "fields",
        fields: nimFields("spec.services[].spec"),
        replicas: nimPods("spec.services[].spec"),
      },
    ],
  },
  {
    group: "apps.nvidia.com",
    versions: ["v1alpha1"],
    kind: "NIMCache",
    resource: "nimcaches",
    pods: [
      {
        path: "spec",
        shape: "fields",
        fields: [
          ...["ngc", "dataStore", "hf"].map(
            (source): PodField => ({
              pod: "spec.containers[nim].image",
              object: `spec.source.${source}.modelPuller`,
            }),
          ),
          ...nimFields("spec"),
        ],
      },
    ],
  },
  dynamo("DynamoGraphDeployment", [...dynamoComponent("spec.components[]"), ...dynamoComponent("spec.services.*")]),
  dynamo("DynamoComponentDeployment", dynamoComponent("spec")),
  {
    group: "kaito.sh",
    versions: ["v1beta1", "v1alpha1"],
    kind: "Workspace",
    resource: "workspaces",
    pods: kaitoPods("", "resource.count"),
  },
  {
    group: "kaito.sh",
    versions: ["v1beta1", "v1alpha1"],
    kind: "InferenceSet",
    resource: "inferencesets",
    pods: kaitoPods("spec.template.", { max: [{ first: ["spec.replicas", 1] }, "spec.nodeCountLimit"] }),
  },
  {
    group: "machinelearning.seldon.io",
    versions: ["v1", "v1alpha2", "v1alpha3"],
    kind: "SeldonDeployment",
    resource: "seldondeployments",
    pods: [seldonPods("spec.predictors[].componentSpecs[]"), seldonPods("spec.predictors[].componentSpec")],
  },
  {
    group: "agents.x-k8s.io",
    versions: ["v1beta1", "v1alpha1"],
    kind: "Sandbox",
    resource: "sandboxes",
    pods: [{ path: "spec.podTemplate", shape: "template" }],
  },
  {
    group: "extensions.agents.x-k8s.io",
    versions: ["v1beta1", "v1alpha1"],
    kind: "SandboxTemplate",
    resource: "sandboxtemplates",
    pods: [{ path: "spec.podTemplate", shape: "template", replicas: 0 }],
  },
];
