/** Training: Kubeflow, JobSet, LeaderWorkerSet, Volcano, Ray. */
import { type Count, UNBOUNDED } from "./count.ts";
import { jobPods } from "./kubernetes-kinds.ts";
import { podMetadata } from "./pod-metadata.ts";
import type { PodBlock, PodField, WorkloadKind } from "./workload-kind.ts";

const ALL_KUBEFLOW = ["v1", "v1beta1", "v1beta2", "v1alpha1", "v1alpha2"];

/** Replica specs by type. Only workers are scaled: `elasticPolicy.maxReplicas`. */
function replicaSpecs(field: string): readonly PodBlock[] {
  const replicas = `${field}.*.replicas`;
  return [
    {
      path: `${field}.Worker.template`,
      shape: "template",
      replicas: { max: [{ first: [`${field}.Worker.replicas`, 1] }, "spec.elasticPolicy.maxReplicas"] },
    },
    { path: `${field}.*.template`, shape: "template", replicas },
  ];
}

function kubeflowJob(kind: string, prefix: string, more: readonly PodBlock[] = []): WorkloadKind {
  return {
    group: "kubeflow.org",
    versions: kind === "MPIJob" ? [...ALL_KUBEFLOW, "v2beta1"] : ALL_KUBEFLOW,
    kind,
    resource: `${kind.toLowerCase()}s`,
    pods: [...replicaSpecs(`spec.${prefix}ReplicaSpecs`), ...more],
  };
}

/** What of Kubeflow's TrainJob lands in which container. */
function initializer(name: string): PodBlock {
  const path = `spec.initializer.${name}`;
  return {
    path,
    shape: "fields",
    fields: [{ pod: `spec.containers[${name}-initializer].env`, object: `${path}.env` }],
  };
}

const TRAINER_FIELDS: readonly PodField[] = [
  ...["image", "command", "args", "env"].map((field) => ({
    pod: `spec.containers[node].${field}`,
    object: `spec.trainer.${field}`,
  })),
  { pod: "spec.containers[node].resources", object: "spec.trainer.resourcesPerNode" },
];

const JOB_IN_REPLICATED_JOB = "spec.replicatedJobs[].template.spec";

/** @param at where the spec of a RayCluster is */
function rayCluster(at: string, factor = 1): readonly PodBlock[] {
  const group = `${at}.workerGroupSpecs[]`;
  const workers: Count = {
    if: `${at}.enableInTreeAutoscaling`,
    is: [true],
    use: { first: [`${group}.maxReplicas`, UNBOUNDED] },
    else: {
      min: [
        { max: [{ first: [`${group}.replicas`, `${group}.minReplicas`, 1] }, `${group}.minReplicas`] },
        `${group}.maxReplicas`,
      ],
    },
  };
  return [
    {
      path: `${at}.headGroupSpec.template`,
      shape: "template",
      fields: [
        {
          pod: "spec.containers[autoscaler]",
          object: `${at}.autoscalerOptions`,
          omit: ["version", "upscalingMode", "idleTimeoutSeconds"],
        },
      ],
      replicas: factor,
    },
    {
      path: `${group}.template`,
      shape: "template",
      replicas: { product: [factor, workers, `${group}.numOfHosts`] },
    },
  ];
}

function ray(kind: string, pods: readonly PodBlock[]): WorkloadKind {
  return { group: "ray.io", versions: ["v1", "v1alpha1"], kind, resource: `${kind.toLowerCase()}s`, pods };
}

function rayJob(at: string): readonly PodBlock[] {
  return [...rayCluster(`${at}.rayClusterSpec`), { path: `${at}.submitterPodTemplate`, shape: "template" }];
}

export const TRAINING_KINDS: readonly WorkloadKind[] = [
  kubeflowJob("PyTorchJob", "pytorch"),
  kubeflowJob("TFJob", "tf", [
    { path: "spec.replicaSpecs[].template", shape: "template", replicas: "spec.replicaSpecs[].replicas" },
  ]),
  kubeflowJob("MPIJob", "mpi", [
    { path: "spec.template", shape: "template", replicas: { first: ["spec.replicas", UNBOUNDED] } },
  ]),
  kubeflowJob("XGBoostJob", "xgb"),
  kubeflowJob("JAXJob", "jax"),
  kubeflowJob("PaddleJob", "paddle"),
  kubeflowJob("MXJob", "mx"),
  {
    group: "kubeflow.org",
    versions: ["v1beta1"],
    kind: "Experiment",
    resource: "experiments",
    pods: [
      {
        path: "spec.trialTemplate.trialSpec",
        shape: "object",
        replicas: { first: ["spec.parallelTrialCount", 3] },
      },
    ],
  },
  {
    group: "kubeflow.org",
    versions: ["v1beta1"],
    kind: "Trial",
    resource: "trials",
    pods: [{ path: "spec.runSpec", shape: "object" }],
  },
  {
    group: "kubeflow.org",
    versions: ["v1", "v1beta1", "v1alpha1"],
    kind: "Notebook",
    resource: "notebooks",
    pods: [
      {
        path: "spec.template.spec",
        shape: "spec",
        fields: [...podMetadata("metadata")],
      },
    ],
  },
  {
    group: "trainer.kubeflow.org",
    versions: ["v1alpha1"],
    kind: "TrainJob",
    resource: "trainjobs",
    pods: [
      {
        path: "spec",
        shape: "fields",

        fields: TRAINER_FIELDS,
        replicas: "spec.trainer.numNodes",
      },
      initializer("dataset"),
      initializer("model"),
      {
        path: "spec.runtimePatches[].trainingRuntimeSpec.template.spec.replicatedJobs[].template.spec.template",
        shape: "template",
        replicas: 0,
      },
      {
        path: "spec.podTemplateOverrides[]",
        shape: "fields",
        fields: [
          { pod: "metadata", object: "spec.podTemplateOverrides[].metadata" },
          { pod: "spec", object: "spec.podTemplateOverrides[].spec" },
        ],
        replicas: 0,
      },
      {
        path: "spec.podSpecOverrides[]",
        shape: "fields",
        fields: [{ pod: "spec", object: "spec.podSpecOverrides[]", omit: ["targetJobs"] }],
        replicas: 0,
      },
    ],
  },
  ...["TrainingRuntime", "ClusterTrainingRuntime"].map(
    (kind): WorkloadKind => ({
      group: "trainer.kubeflow.org",
      versions: ["v1alpha1"],
      kind,
      resource: `${kind.toLowerCase()}s`,
      pods: [{ path: `spec.template.${JOB_IN_REPLICATED_JOB}.template`, shape: "template", replicas: 0 }],
    }),
  ),
  {
    group: "jobset.x-k8s.io",
    versions: ["v1alpha2", "v1alpha1"],
    kind: "JobSet",
    resource: "jobsets",
    pods: [
      {
        path: `${JOB_IN_REPLICATED_JOB}.template`,
        shape: "template",
        replicas: { product: [{ first: ["spec.replicatedJobs[].replicas", 1] }, jobPods(JOB_IN_REPLICATED_JOB)] },
      },
    ],
  },
  {
    group: "leaderworkerset.x-k8s.io",
    versions: ["v1"],
    kind: "LeaderWorkerSet",
    resource: "leaderworkersets",
    pods: [
      { path: "spec.leaderWorkerTemplate.leaderTemplate", shape: "template", replicas: "spec.replicas" },
      {
        path: "spec.leaderWorkerTemplate.workerTemplate",
        shape: "template",
        replicas: {
          product: [
            { first: ["spec.replicas", 1] },
            {
              if: "spec.leaderWorkerTemplate.leaderTemplate",
              use: { sum: [{ first: ["spec.leaderWorkerTemplate.size", 1] }, -1] },
              else: { first: ["spec.leaderWorkerTemplate.size", 1] },
            },
          ],
        },
      },
    ],
  },
  {
    group: "batch.volcano.sh",
    versions: ["v1alpha1"],
    kind: "Job",
    resource: "jobs",
    pods: [{ path: "spec.tasks[].template", shape: "template", replicas: "spec.tasks[].replicas" }],
  },
  {
    group: "batch.volcano.sh",
    versions: ["v1alpha1"],
    kind: "CronJob",
    resource: "cronjobs",
    pods: [
      {
        path: "spec.jobTemplate.spec.tasks[].template",
        shape: "template",
        replicas: "spec.jobTemplate.spec.tasks[].replicas",
      },
    ],
  },
  {
    group: "flow.volcano.sh",
    versions: ["v1alpha1"],
    kind: "JobTemplate",
    resource: "jobtemplates",
    pods: [{ path: "spec.tasks[].template", shape: "template", replicas: 0 }],
  },
  ray("RayCluster", rayCluster("spec")),
  ray("RayJob", rayJob("spec")),
  ray("RayService", rayCluster("spec.rayClusterConfig", 2)),
  ray("RayCronJob", rayJob("spec.jobTemplate")),
];
