/** NVIDIA: NIM, NeMo and Dynamo. */
import { type Count, UNBOUNDED } from "./count.ts";
import { podMetadata } from "./pod-metadata.ts";
import type { PodBlock, PodField, WorkloadKind } from "./workload-kind.ts";

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
    { pod: "spec.volumes", object: `${at}.storage.hostPath`, as: "hostPath" },
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
      needs: ["extraPodSpec", "extraPodMetadata", "envs", "resources", "envFromSecret"],
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

export const NVIDIA_KINDS: readonly WorkloadKind[] = [
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
];
