/** For tests: a small object of every kind, with the pods that are in it. */
import type { JsonObject } from "../../src/json/value.ts";
import { UNBOUNDED } from "../../src/workloads/count.ts";

export interface Sample {
  readonly object: JsonObject;
  /** `podPath xREPLICAS image image`, in the order of the places. */
  readonly pods: readonly string[];
}

const spec = (image: string): JsonObject => ({ containers: [{ name: "c", image }] });
const template = (image: string): JsonObject => ({ metadata: { labels: { app: image } }, spec: spec(image) });

function sample(apiVersion: string, kind: string, body: JsonObject, ...pods: readonly string[]): Sample {
  return { object: { apiVersion, kind, metadata: { name: "x" }, ...body }, pods };
}

const replicated = (count: number): JsonObject => ({ replicas: count, template: template("a") });

const kubeflow = (kind: string, prefix: string): Sample =>
  sample(
    "kubeflow.org/v1",
    kind,
    { spec: { [`${prefix}ReplicaSpecs`]: { Master: { template: template("m") }, Worker: replicated(3) } } },
    `spec.${prefix}ReplicaSpecs.Worker.template x3 a`,
    `spec.${prefix}ReplicaSpecs.Master.template x1 m`,
  );

const rayCluster: JsonObject = {
  headGroupSpec: { template: template("h") },
  workerGroupSpecs: [{ replicas: 2, minReplicas: 0, maxReplicas: 9, numOfHosts: 4, template: template("w") }],
};

const rayPods = (at: string, factor = 1): readonly string[] => [
  `${at}.headGroupSpec.template x${factor} h`,
  `${at}.workerGroupSpecs[0].template x${8 * factor} w`,
];

const replicatedJobs: JsonObject = {
  spec: {
    replicatedJobs: [
      { name: "a", template: { spec: { template: template("a") } } },
      { name: "b", replicas: 3, template: { spec: { parallelism: 4, completions: 2, template: template("b") } } },
    ],
  },
};

const trainingRuntime = (kind: string): Sample =>
  sample(
    "trainer.kubeflow.org/v1alpha1",
    kind,
    { spec: { template: replicatedJobs } },
    "spec.template.spec.replicatedJobs[0].template.spec.template x0 a",
    "spec.template.spec.replicatedJobs[1].template.spec.template x0 b",
  );

const nimSpec: JsonObject = { image: { repository: "nvcr.io/nim", tag: "1.0" }, env: [{ name: "A", value: "b" }] };
const nim = (kind: string): Sample =>
  sample("apps.nvidia.com/v1alpha1", kind, { spec: { ...nimSpec, replicas: 2 } }, "spec x2 nvcr.io/nim:1.0");

const servingRuntime = (kind: string): Sample =>
  sample(
    "serving.kserve.io/v1alpha1",
    kind,
    { spec: { supportedModelFormats: [], ...spec("r"), workerSpec: spec("w") } },
    "spec x0 r",
    "spec.workerSpec x0 w",
  );

const llm = (replicas: number): JsonObject => ({
  replicas,
  parallelism: { data: 5, dataLocal: 2 },
  template: spec("t"),
  worker: spec("w"),
});

const llmPods = (at: string, replicas: number, workers: number): readonly string[] => [
  `${at}.template x${replicas} t`,
  `${at}.worker x${workers} w`,
];

const revision = (annotations: JsonObject): JsonObject => ({ metadata: { annotations }, spec: spec("k") });

const flow: JsonObject = {
  entrypoint: "main",
  parallelism: 3,
  templates: [
    {
      name: "main",
      steps: [
        [
          { name: "s", template: "work" },
          { name: "i", inline: { script: { image: "i" } } },
        ],
      ],
    },
    { name: "work", container: { image: "w" }, sidecars: [{ name: "s", image: "s" }] },
    {
      name: "set",
      containerSet: {
        containers: [
          { name: "a", image: "a" },
          { name: "b", image: "b" },
        ],
      },
    },
    { name: "dag", dag: { tasks: [{ name: "t", inline: { container: { image: "d" } } }] } },
    {
      name: "make",
      resource: { action: "create", manifest: JSON.stringify({ apiVersion: "v1", kind: "Pod", spec: spec("m") }) },
    },
  ],
};

const flowPods = (at: string, replicas: number): readonly string[] => [
  `${at}.templates[1] x${replicas} w s`,
  `${at}.templates[2] x${replicas} a b`,
  `${at}.templates[4] x${replicas}`,
  `${at}.templates[4].resource.manifest x${replicas} m`,
  `${at}.templates[0].steps[0][1].inline x${replicas} i`,
  `${at}.templates[3].dag.tasks[0].inline x${replicas} d`,
];

const sparkSpec: JsonObject = {
  image: "spark",
  driver: { serviceAccount: "s", sidecars: [{ name: "side", image: "side" }] },
  executor: { instances: 4, image: "e", gpu: { name: "nvidia.com/gpu", quantity: 1 } },
};

const sparkPods = (at: string): readonly string[] => [`${at}.driver x1 spark side`, `${at}.executor x4 e`];

const kaito: JsonObject = {
  resource: { count: 2 },
  inference: { template: template("k"), preset: { presetOptions: { image: "p" } } },
};

export const SAMPLES: readonly Sample[] = [
  sample("v1", "Pod", { spec: spec("a") }, " x1 a"),
  sample("v1", "PodTemplate", { template: template("a") }, "template x0 a"),
  sample("v1", "ReplicationController", { spec: replicated(2) }, "spec.template x2 a"),
  sample("apps/v1", "Deployment", { spec: replicated(5) }, "spec.template x5 a"),
  sample("apps/v1", "ReplicaSet", { spec: { template: template("a") } }, "spec.template x1 a"),
  sample("apps/v1", "StatefulSet", { spec: replicated(0) }, "spec.template x0 a"),
  sample("apps/v1", "DaemonSet", { spec: { template: template("a") } }, "spec.template x1 a"),
  sample(
    "batch/v1",
    "Job",
    { spec: { parallelism: 9, completions: 4, template: template("a") } },
    "spec.template x4 a",
  ),
  sample("batch/v1", "Job", { spec: { completions: 4, template: template("a") } }, "spec.template x1 a"),
  sample(
    "batch/v1",
    "CronJob",
    { spec: { jobTemplate: { spec: { parallelism: 9, template: template("a") } } } },
    "spec.jobTemplate.spec.template x9 a",
  ),
  kubeflow("PyTorchJob", "pytorch"),
  kubeflow("TFJob", "tf"),
  kubeflow("MPIJob", "mpi"),
  kubeflow("XGBoostJob", "xgb"),
  kubeflow("JAXJob", "jax"),
  kubeflow("PaddleJob", "paddle"),
  kubeflow("MXJob", "mx"),
  sample(
    "kubeflow.org/v1",
    "PyTorchJob",
    {
      spec: {
        elasticPolicy: { maxReplicas: 8 },
        pytorchReplicaSpecs: { Master: replicated(1), Worker: replicated(2) },
      },
    },
    "spec.pytorchReplicaSpecs.Worker.template x8 a",
    "spec.pytorchReplicaSpecs.Master.template x1 a",
  ),
  sample(
    "kubeflow.org/v2beta1",
    "MPIJob",
    { spec: { mpiReplicaSpecs: { Launcher: replicated(1), Worker: replicated(4) } } },
    "spec.mpiReplicaSpecs.Worker.template x4 a",
    "spec.mpiReplicaSpecs.Launcher.template x1 a",
  ),
  sample(
    "kubeflow.org/v1alpha1",
    "MPIJob",
    { spec: { gpus: 8, template: template("a") } },
    `spec.template x${UNBOUNDED} a`,
  ),
  sample(
    "kubeflow.org/v1beta1",
    "Experiment",
    {
      spec: {
        parallelTrialCount: 4,
        trialTemplate: { trialSpec: { apiVersion: "batch/v1", kind: "Job", spec: { template: template("a") } } },
      },
    },
    "spec.trialTemplate.trialSpec.spec.template x4 a",
  ),
  sample(
    "kubeflow.org/v1beta1",
    "Trial",
    { spec: { runSpec: { apiVersion: "batch/v1", kind: "Job", spec: { template: template("a") } } } },
    "spec.runSpec.spec.template x1 a",
  ),
  sample("kubeflow.org/v1", "Notebook", { spec: { template: { spec: spec("n") } } }, "spec.template.spec x1 n"),
  sample(
    "trainer.kubeflow.org/v1alpha1",
    "TrainJob",
    {
      spec: {
        trainer: { image: "t", numNodes: 4, resourcesPerNode: { limits: { "nvidia.com/gpu": 8 } } },
        initializer: { model: { storageUri: "hf://a/b", env: [{ name: "A", value: "b" }] } },
        podTemplateOverrides: [{ targetJobs: [{ name: "node" }], spec: { serviceAccountName: "s" } }],
        podSpecOverrides: [{ targetJobs: [{ name: "node" }], serviceAccountName: "s" }],
        runtimePatches: [{ manager: "m", trainingRuntimeSpec: { template: replicatedJobs } }],
      },
    },
    "spec x4 t",
    "spec.initializer.model x1 undefined",
    "spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template x0 a",
    "spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[1].template.spec.template x0 b",
    "spec.podTemplateOverrides[0] x0",
    "spec.podSpecOverrides[0] x0",
  ),
  trainingRuntime("TrainingRuntime"),
  trainingRuntime("ClusterTrainingRuntime"),
  sample(
    "jobset.x-k8s.io/v1alpha2",
    "JobSet",
    replicatedJobs,
    "spec.replicatedJobs[0].template.spec.template x1 a",
    "spec.replicatedJobs[1].template.spec.template x6 b",
  ),
  sample(
    "leaderworkerset.x-k8s.io/v1",
    "LeaderWorkerSet",
    {
      spec: {
        replicas: 2,
        leaderWorkerTemplate: { size: 4, leaderTemplate: template("l"), workerTemplate: template("w") },
      },
    },
    "spec.leaderWorkerTemplate.leaderTemplate x2 l",
    "spec.leaderWorkerTemplate.workerTemplate x6 w",
  ),
  sample(
    "leaderworkerset.x-k8s.io/v1",
    "LeaderWorkerSet",
    { spec: { replicas: 2, leaderWorkerTemplate: { size: 4, workerTemplate: template("w") } } },
    "spec.leaderWorkerTemplate.workerTemplate x8 w",
  ),
  sample(
    "batch.volcano.sh/v1alpha1",
    "Job",
    {
      spec: {
        tasks: [
          { name: "m", template: template("m") },
          { name: "w", ...replicated(3) },
        ],
      },
    },
    "spec.tasks[0].template x1 m",
    "spec.tasks[1].template x3 a",
  ),
  sample(
    "batch.volcano.sh/v1alpha1",
    "CronJob",
    { spec: { jobTemplate: { spec: { tasks: [replicated(3)] } } } },
    "spec.jobTemplate.spec.tasks[0].template x3 a",
  ),
  sample(
    "flow.volcano.sh/v1alpha1",
    "JobTemplate",
    { spec: { tasks: [replicated(3)] } },
    "spec.tasks[0].template x0 a",
  ),
  sample("ray.io/v1", "RayCluster", { spec: rayCluster }, ...rayPods("spec")),
  sample(
    "ray.io/v1",
    "RayCluster",
    { spec: { ...rayCluster, enableInTreeAutoscaling: true, autoscalerOptions: { image: "s", version: "v2" } } },
    "spec.headGroupSpec.template x1 h s",
    "spec.workerGroupSpecs[0].template x36 w",
  ),
  sample(
    "ray.io/v1",
    "RayJob",
    { spec: { rayClusterSpec: rayCluster, submitterPodTemplate: template("j") } },
    ...rayPods("spec.rayClusterSpec"),
    "spec.submitterPodTemplate x1 j",
  ),
  sample("ray.io/v1", "RayService", { spec: { rayClusterConfig: rayCluster } }, ...rayPods("spec.rayClusterConfig", 2)),
  sample(
    "ray.io/v1",
    "RayCronJob",
    { spec: { jobTemplate: { rayClusterSpec: rayCluster } } },
    ...rayPods("spec.jobTemplate.rayClusterSpec"),
  ),
  sample(
    "serving.kserve.io/v1beta1",
    "InferenceService",
    {
      spec: {
        predictor: {
          minReplicas: 2,
          maxReplicas: 6,
          model: { modelFormat: { name: "x" }, storageUri: "hf://a/b", image: "m" },
          workerSpec: { pipelineParallelSize: 3, ...spec("w") },
        },
        transformer: spec("t"),
        explainer: { alibi: { type: "a", image: "e" } },
      },
    },
    "spec.predictor x6 m",
    `spec.transformer x${UNBOUNDED} t`,
    `spec.explainer x${UNBOUNDED} e`,
    "spec.predictor.workerSpec x12 w",
  ),
  sample(
    "serving.kserve.io/v1beta1",
    "InferenceService",
    {
      metadata: { annotations: { "serving.kserve.io/deploymentMode": "RawDeployment" } },
      spec: { predictor: { minReplicas: 3, sklearn: { image: "s" } } },
    },
    "spec.predictor x3 s",
  ),
  servingRuntime("ServingRuntime"),
  servingRuntime("ClusterServingRuntime"),
  sample(
    "serving.kserve.io/v1alpha2",
    "LLMInferenceService",
    { spec: { ...llm(2), prefill: llm(1), router: { scheduler: { template: spec("s") } } } },
    ...llmPods("spec", 2, 4),
    ...llmPods("spec.prefill", 1, 2),
    "spec.router.scheduler.template x1 s",
  ),
  sample(
    "serving.kserve.io/v1alpha1",
    "LLMInferenceService",
    { spec: { scaling: { minReplicas: 1, maxReplicas: 4 }, template: spec("t") }, prefill: {} },
    "spec.template x4 t",
  ),
  sample("serving.kserve.io/v1alpha1", "LLMInferenceServiceConfig", { spec: llm(2) }, ...llmPods("spec", 0, 0)),
  sample(
    "serving.knative.dev/v1",
    "Service",
    { spec: { template: revision({ "autoscaling.knative.dev/max-scale": "7" }) } },
    "spec.template x7 k",
  ),
  sample(
    "serving.knative.dev/v1",
    "Configuration",
    { spec: { template: revision({ "autoscaling.knative.dev/max-scale": "0" }) } },
    `spec.template x${UNBOUNDED} k`,
  ),
  sample("serving.knative.dev/v1", "Revision", revision({ "autoscaling.knative.dev/maxScale": "2" }), " x2 k"),
  ...["NIMService", "NemoCustomizer", "NemoDatastore", "NemoEntitystore", "NemoEvaluator", "NemoGuardrail"].map(nim),
  sample(
    "apps.nvidia.com/v1alpha1",
    "NIMService",
    { spec: { ...nimSpec, scale: { enabled: true, hpa: { maxReplicas: 5 } }, multiNode: { size: 2 } } },
    "spec x10 nvcr.io/nim:1.0",
  ),
  sample(
    "apps.nvidia.com/v1alpha1",
    "NIMPipeline",
    { spec: { services: [{ name: "a", spec: nimSpec }] } },
    "spec.services[0].spec x1 nvcr.io/nim:1.0",
  ),
  sample(
    "apps.nvidia.com/v1alpha1",
    "NIMCache",
    { spec: { source: { ngc: { modelPuller: "nvcr.io/puller:1" } } } },
    "spec x1 nvcr.io/puller:1",
  ),
  sample(
    "nvidia.com/v1beta1",
    "DynamoGraphDeployment",
    { spec: { components: [{ name: "a", replicas: 2, multinode: { nodeCount: 3 }, podTemplate: template("d") }] } },
    "spec.components[0].podTemplate x6 d",
  ),
  sample(
    "nvidia.com/v1alpha1",
    "DynamoGraphDeployment",
    {
      spec: {
        services: {
          VllmWorker: {
            replicas: 2,
            resources: { limits: { gpu: "1" } },
            extraPodSpec: { mainContainer: { image: "d" } },
          },
        },
      },
    },
    "spec.services.VllmWorker x2 d",
  ),
  sample(
    "nvidia.com/v1beta1",
    "DynamoComponentDeployment",
    { spec: { podTemplate: template("d") } },
    "spec.podTemplate x1 d",
  ),
  sample("kaito.sh/v1beta1", "Workspace", kaito, "inference.template x2 k", "inference.preset x2 p"),
  sample(
    "kaito.sh/v1alpha1",
    "Workspace",
    { tuning: { preset: { presetOptions: { image: "p" } }, input: { image: "data", volumeSource: { emptyDir: {} } } } },
    "tuning x1 p",
  ),
  sample(
    "kaito.sh/v1beta1",
    "InferenceSet",
    { spec: { replicas: 3, template: { inference: { template: template("k") } } } },
    "spec.template.inference.template x3 k",
  ),
  sample(
    "machinelearning.seldon.io/v1",
    "SeldonDeployment",
    {
      spec: {
        predictors: [
          { replicas: 2, componentSpecs: [{ spec: spec("s") }, { hpaSpec: { maxReplicas: 4 }, spec: spec("h") }] },
        ],
      },
    },
    "spec.predictors[0].componentSpecs[0] x2 s",
    "spec.predictors[0].componentSpecs[1] x4 h",
  ),
  sample("agents.x-k8s.io/v1beta1", "Sandbox", { spec: { podTemplate: template("a") } }, "spec.podTemplate x1 a"),
  sample(
    "extensions.agents.x-k8s.io/v1beta1",
    "SandboxTemplate",
    { spec: { podTemplate: template("a") } },
    "spec.podTemplate x0 a",
  ),
  sample("argoproj.io/v1alpha1", "Workflow", { spec: flow }, ...flowPods("spec", 3)),
  sample(
    "argoproj.io/v1alpha1",
    "Workflow",
    { spec: { templates: [{ name: "a", container: { image: "a" } }] } },
    "spec.templates[0] x1 a",
  ),
  sample("argoproj.io/v1alpha1", "WorkflowTemplate", { spec: flow }, ...flowPods("spec", 0)),
  sample("argoproj.io/v1alpha1", "ClusterWorkflowTemplate", { spec: flow }, ...flowPods("spec", 0)),
  sample(
    "argoproj.io/v1alpha1",
    "CronWorkflow",
    { spec: { workflowSpec: { ...flow, parallelism: 0 } } },
    ...flowPods("spec.workflowSpec", UNBOUNDED),
  ),
  sample("argoproj.io/v1alpha1", "Rollout", { spec: replicated(2) }, "spec.template x2 a"),
  sample("sparkoperator.k8s.io/v1beta2", "SparkApplication", { spec: sparkSpec }, ...sparkPods("spec")),
  sample(
    "sparkoperator.k8s.io/v1beta2",
    "ScheduledSparkApplication",
    { spec: { template: sparkSpec } },
    ...sparkPods("spec.template"),
  ),
  sample(
    "sparkoperator.k8s.io/v1alpha1",
    "SparkConnect",
    { spec: { server: { template: template("s") }, executor: { instances: 2, template: template("e") } } },
    "spec.server.template x1 s",
    "spec.executor.template x2 e",
  ),
  sample(
    "workload.codeflare.dev/v1beta2",
    "AppWrapper",
    {
      spec: {
        components: [
          { template: { apiVersion: "batch/v1", kind: "Job", spec: { parallelism: 2, template: template("a") } } },
          {
            podSets: [{ path: "template.spec.thing", replicas: 5 }],
            template: { apiVersion: "x.io/v1", kind: "Unknown", spec: { thing: template("u") } },
          },
        ],
      },
    },
    "spec.components[0].template.spec.template x2 a",
    "spec.components[1].template.spec.thing x5 u",
  ),
  sample(
    "workload.codeflare.dev/v1beta1",
    "AppWrapper",
    {
      spec: {
        resources: {
          GenericItems: [{ replicas: 2, generictemplate: { apiVersion: "v1", kind: "Pod", spec: spec("g") } }],
        },
      },
    },
    "spec.resources.GenericItems[0].generictemplate x2 g",
  ),
];
