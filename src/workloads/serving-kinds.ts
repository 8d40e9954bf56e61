/** More of serving: Knative, KAITO, Seldon, and sandboxes of agents. */
import { type Count, UNBOUNDED } from "./count.ts";
import type { PodBlock, WorkloadKind } from "./workload-kind.ts";

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
  knative("Service", KNATIVE_TEMPLATE),
  knative("Configuration", KNATIVE_TEMPLATE),
  knative("Revision", [{ path: "", shape: "template", replicas: revisionPods("metadata") }]),
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
