/** Workflows, data processing and wrappers: Argo, Spark, AppWrapper. */
import { type Count, UNBOUNDED } from "./count.ts";
import type { PodBlock, PodField, WorkloadKind } from "./workload-kind.ts";

/** Of Argo's templates and workflows, under the same name as in a pod; the workflow's count if the template has none. */
const IN_TEMPLATE_OR_WORKFLOW = [
  "nodeSelector",
  "tolerations",
  "affinity",
  "securityContext",
  "serviceAccountName",
  "automountServiceAccountToken",
  "schedulerName",
];
const IN_WORKFLOW = ["hostNetwork", "dnsPolicy", "dnsConfig", "imagePullSecrets"];

/** As Argo makes pods (workflow/controller/workflowpod.go). @param at where the template is, @param flow the workflow */
function argoFields(at: string, flow: string): readonly PodField[] {
  const defaults = `${flow}.templateDefaults`;
  const both = [at, defaults];
  const everywhere = (pod: string, field: string, inFlow = field): readonly PodField[] => [
    ...both.map((place): PodField => ({ pod, object: `${place}.${field}` })),
    { pod, object: `${flow}.${inFlow}` },
  ];
  return [
    ...both.flatMap((place): readonly PodField[] => [
      { pod: "spec.containers[main]", object: `${place}.container` },
      { pod: "spec.containers[main]", object: `${place}.script`, omit: ["source"] },
    ]),
    ...both.flatMap((place): readonly PodField[] => [
      { pod: "spec.containers", object: `${place}.containerSet.containers` },
      { pod: "spec.containers", object: `${place}.sidecars` },
      { pod: "spec.initContainers", object: `${place}.initContainers` },
    ]),
    ...everywhere("spec.volumes", "volumes"),
    ...everywhere("spec.hostAliases", "hostAliases"),
    ...everywhere("metadata.labels", "metadata.labels", "podMetadata.labels"),
    ...everywhere("metadata.annotations", "metadata.annotations", "podMetadata.annotations"),
    ...IN_TEMPLATE_OR_WORKFLOW.flatMap((field) => lastIsFallback(everywhere(`spec.${field}`, field))),
    ...lastIsFallback(everywhere("spec.priorityClassName", "priorityClassName", "podPriorityClassName")),
    ...IN_WORKFLOW.map((field): PodField => ({ pod: `spec.${field}`, object: `${flow}.${field}` })),
  ];
}

function lastIsFallback(fields: readonly PodField[]): readonly PodField[] {
  return fields.map((field, i) => (i === fields.length - 1 ? { ...field, isFallback: true } : field));
}

/** @param flow where a WorkflowSpec is */
function argoWorkflow(flow: string, isTemplate = false): readonly PodBlock[] {
  const templates = `${flow}.templates[]`;
  const places = [templates, `${templates}.steps[][].inline`, `${templates}.dag.tasks[].inline`];
  const replicas: Count = isTemplate
    ? 0
    : {
        first: [
          { nonZero: `${flow}.parallelism` },
          {
            anywhere: [`${templates}.steps`, `${templates}.dag`, `${templates}.hooks`, `${flow}.hooks`],
            use: UNBOUNDED,
            else: 1,
          },
        ],
      };
  return [
    ...places.flatMap((at): readonly PodBlock[] => [
      {
        path: at,
        shape: "fields",
        needs: ["container", "script", "containerSet", "resource", "data"],
        fields: argoFields(at, flow),
        patches: [`${flow}.podSpecPatch`, `${flow}.templateDefaults.podSpecPatch`, `${at}.podSpecPatch`],
        replicas,
      },
      { path: `${at}.resource.manifest`, shape: "manifest", replicas },
      {
        path: `${at}.resource.manifestFrom`,
        shape: "opaque",
        reason: "the manifest comes from an artifact",
      },
      { path: `${at}.plugin`, shape: "opaque", reason: "a plugin says what runs" },
    ]),
    {
      path: `${flow}.artifactGC`,
      shape: "fields",
      needs: ["podMetadata", "podSpecPatch", "serviceAccountName"],
      fields: [
        { pod: "metadata", object: `${flow}.artifactGC.podMetadata` },
        { pod: "spec.serviceAccountName", object: `${flow}.artifactGC.serviceAccountName` },
      ],
      patches: [`${flow}.artifactGC.podSpecPatch`],
      replicas: isTemplate ? 0 : 1,
    },
  ];
}

function argo(kind: string, pods: readonly PodBlock[]): WorkloadKind {
  return { group: "argoproj.io", versions: ["v1alpha1"], kind, resource: `${kind.toLowerCase()}s`, pods };
}

function template(path: string, replicas: Count): PodBlock {
  return { path, shape: "template", replicas };
}

const SPARK_CONF_REASON = "settings of Spark shape the pods";

/** @param at where a SparkApplicationSpec is, @param role driver or executor */
function sparkPod(at: string, role: "driver" | "executor", replicas: Count): PodBlock {
  const path = `${at}.${role}`;
  const main = `spec.containers[spark-kubernetes-${role}]`;
  const own = (pod: string, field: string): PodField => ({ pod, object: `${path}.${field}` });
  return {
    path,
    shape: "fields",
    fields: [
      own(`${main}.image`, "image"),
      { pod: `${main}.image`, object: `${at}.image` },
      { pod: `${main}.imagePullPolicy`, object: `${at}.imagePullPolicy` },
      own(`${main}.env`, "env"),
      { ...own(`${main}.env`, "envVars"), as: "env" },
      ...["envFrom", "securityContext", "volumeMounts", "ports", "lifecycle"].map((field) =>
        own(`${main}.${field}`, field),
      ),
      { ...own(`${main}.resources.limits`, "gpu"), as: "gpu" },
      own("spec.containers", "sidecars"),
      { pod: "spec.volumes", object: `${at}.volumes` },
      own("spec.serviceAccountName", "serviceAccount"),
      own("spec.securityContext", "podSecurityContext"),
      ...["initContainers", "tolerations", "affinity", "nodeSelector"].map((field) => own(`spec.${field}`, field)),
      ...["hostNetwork", "hostAliases", "dnsConfig", "schedulerName", "runtimeClassName"].map((field) =>
        own(`spec.${field}`, field),
      ),
      ...["priorityClassName", "terminationGracePeriodSeconds"].map((field) => own(`spec.${field}`, field)),
      own("spec.shareProcessNamespace", "shareProcessNamespace"),
      { pod: "spec.nodeSelector", object: `${at}.nodeSelector` },
      { pod: "spec.imagePullSecrets", object: `${at}.imagePullSecrets`, as: "names" },
      own("metadata.labels", "labels"),
      own("metadata.annotations", "annotations"),
      own("", "template"),
    ],
    replicas,
  };
}

/** @param at where a SparkApplicationSpec is */
function sparkApplication(at: string): readonly PodBlock[] {
  const conf = (key: string): string => `${at}.sparkConf['${key}']`;
  const most = {
    first: [`${at}.dynamicAllocation.maxExecutors`, { text: conf("spark.dynamicAllocation.maxExecutors") }, UNBOUNDED],
  };
  const executors: Count = {
    if: `${at}.dynamicAllocation.enabled`,
    is: [true],
    use: most,
    else: {
      if: conf("spark.dynamicAllocation.enabled"),
      is: ["true"],
      use: most,
      else: { max: [{ first: [`${at}.executor.instances`, 1] }, { text: conf("spark.executor.instances") }] },
    },
  };
  return [
    sparkPod(at, "driver", 1),
    sparkPod(at, "executor", executors),
    {
      path: `${at}.sparkConf`,
      shape: "opaque",
      prefixes: ["driver", "executor"].flatMap((role) =>
        ["podTemplate", "volumes.", "container.image"].map((key) => `spark.kubernetes.${role}.${key}`),
      ),
      reason: SPARK_CONF_REASON,
    },
  ];
}

function spark(kind: string, pods: readonly PodBlock[]): WorkloadKind {
  return {
    group: "sparkoperator.k8s.io",
    versions: ["v1beta2", "v1beta1", "v1alpha1"],
    kind,
    resource: `${kind.toLowerCase()}s`,
    pods,
  };
}

export const BATCH_KINDS: readonly WorkloadKind[] = [
  argo("Workflow", argoWorkflow("spec")),
  argo("WorkflowTemplate", argoWorkflow("spec", true)),
  argo("ClusterWorkflowTemplate", argoWorkflow("spec", true)),
  argo("CronWorkflow", argoWorkflow("spec.workflowSpec")),
  argo("Rollout", [template("spec.template", "spec.replicas")]),
  spark("SparkApplication", sparkApplication("spec")),
  spark("ScheduledSparkApplication", sparkApplication("spec.template")),
  spark("SparkConnect", [
    template("spec.server.template", 1),
    template("spec.executor.template", {
      first: ["spec.dynamicAllocation.maxExecutors", "spec.executor.instances", 1],
    }),
  ]),
  {
    group: "workload.codeflare.dev",
    versions: ["v1beta2", "v1beta1"],
    kind: "AppWrapper",
    resource: "appwrappers",
    pods: [
      { path: "spec.components[].template", shape: "object", podSets: "spec.components[].podSets" },
      {
        path: "spec.resources.GenericItems[].generictemplate",
        shape: "object",
        replicas: "spec.resources.GenericItems[].replicas",
      },
    ],
  },
];
