/** Kubernetes' own kinds. */
import type { Count } from "./count.ts";
import type { WorkloadKind } from "./workload-kind.ts";

/** The pods that a Job runs at one time. @param at where its spec is */
export function jobPods(at: string): Count {
  return { min: [{ first: [`${at}.parallelism`, 1] }, `${at}.completions`] };
}

const TEMPLATE = "spec.template";

export const KUBERNETES_KINDS: readonly WorkloadKind[] = [
  {
    group: "",
    versions: ["v1"],
    kind: "Pod",
    resource: "pods",
    subresources: ["ephemeralcontainers", "resize"],
    pods: [{ path: "", shape: "template" }],
  },
  {
    group: "",
    versions: ["v1"],
    kind: "PodTemplate",
    resource: "podtemplates",
    pods: [{ path: "template", shape: "template", replicas: 0 }],
  },
  {
    group: "",
    versions: ["v1"],
    kind: "ReplicationController",
    resource: "replicationcontrollers",
    pods: [{ path: TEMPLATE, shape: "template", replicas: "spec.replicas" }],
  },
  ...["Deployment", "ReplicaSet", "StatefulSet"].map(
    (kind): WorkloadKind => ({
      group: "apps",
      versions: ["v1", "v1beta1", "v1beta2"],
      kind,
      resource: `${kind.toLowerCase()}s`,
      pods: [{ path: TEMPLATE, shape: "template", replicas: "spec.replicas" }],
    }),
  ),
  {
    group: "apps",
    versions: ["v1", "v1beta2"],
    kind: "DaemonSet",
    resource: "daemonsets",
    pods: [{ path: TEMPLATE, shape: "template" }],
  },
  {
    group: "batch",
    versions: ["v1"],
    kind: "Job",
    resource: "jobs",
    pods: [{ path: TEMPLATE, shape: "template", replicas: jobPods("spec") }],
  },
  {
    group: "batch",
    versions: ["v1", "v1beta1"],
    kind: "CronJob",
    resource: "cronjobs",
    pods: [{ path: "spec.jobTemplate.spec.template", shape: "template", replicas: jobPods("spec.jobTemplate.spec") }],
  },
];
