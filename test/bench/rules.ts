/** Sixteen rules as platform teams write them, each in CEL and by hand in JavaScript. Both give a boolean. */

interface Container {
  name: string;
  image?: string;
  args?: string[];
  env?: { name: string; value?: string }[];
  ports?: { containerPort: number; hostPort?: number }[];
  resources?: { limits?: Record<string, string>; requests?: Record<string, string> };
  securityContext?: {
    privileged?: boolean;
    allowPrivilegeEscalation?: boolean;
    runAsUser?: number;
    capabilities?: { add?: string[]; drop?: string[] };
  };
}

export interface Pod {
  metadata: { name?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  spec: {
    containers: Container[];
    initContainers?: Container[];
    volumes?: { name: string; hostPath?: { path: string }; emptyDir?: { medium?: string; sizeLimit?: string } }[];
    tolerations?: { key?: string; operator?: string }[];
    nodeSelector?: Record<string, string>;
    hostNetwork?: boolean;
    hostPID?: boolean;
    serviceAccountName?: string;
    restartPolicy?: string;
    priority?: number;
    terminationGracePeriodSeconds?: number;
  };
}

export interface Rule {
  readonly cel: string;
  readonly js: (object: Pod) => boolean;
}

const TAGGED = /:[A-Za-z0-9_.-]+$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export const RULES: readonly Rule[] = [
  {
    cel: "object.spec.containers.all(c, !has(c.securityContext) || !has(c.securityContext.privileged) || !c.securityContext.privileged)",
    js: (o) => o.spec.containers.every((c) => !c.securityContext?.privileged),
  },
  {
    cel: "object.spec.containers.all(c, has(c.image) && c.image.startsWith('registry.example.com/'))",
    js: (o) => o.spec.containers.every((c) => c.image?.startsWith("registry.example.com/") ?? false),
  },
  {
    cel: "!has(object.spec.hostNetwork) || object.spec.hostNetwork == false",
    js: (o) => !o.spec.hostNetwork,
  },
  {
    cel: "has(object.metadata.labels) && 'app' in object.metadata.labels && object.metadata.labels['app'] != ''",
    js: (o) => o.metadata.labels?.["app"] !== undefined && o.metadata.labels["app"] !== "",
  },
  {
    cel: "object.spec.containers.all(c, has(c.resources) && has(c.resources.limits) && 'memory' in c.resources.limits)",
    js: (o) => o.spec.containers.every((c) => c.resources?.limits?.["memory"] !== undefined),
  },
  {
    cel: "object.spec.containers.all(c, c.image.matches(':[A-Za-z0-9_.-]+$') && !c.image.endsWith(':latest'))",
    js: (o) => o.spec.containers.every((c) => TAGGED.test(c.image ?? "") && !c.image?.endsWith(":latest")),
  },
  {
    cel: "object.spec.containers.all(c, !has(c.resources) || !has(c.resources.limits) || !('nvidia.com/gpu' in c.resources.limits) || int(c.resources.limits['nvidia.com/gpu']) <= 8)",
    js: (o) => o.spec.containers.every((c) => Number(c.resources?.limits?.["nvidia.com/gpu"] ?? 0) <= 8),
  },
  {
    cel: "!has(object.spec.volumes) || object.spec.volumes.all(v, !has(v.hostPath) || !v.hostPath.path.startsWith('/dev'))",
    js: (o) => (o.spec.volumes ?? []).every((v) => !v.hostPath?.path.startsWith("/dev")),
  },
  {
    cel: "!has(object.spec.tolerations) || !object.spec.tolerations.exists(t, !has(t.key) && has(t.operator) && t.operator == 'Exists')",
    js: (o) => !(o.spec.tolerations ?? []).some((t) => t.key === undefined && t.operator === "Exists"),
  },
  {
    cel: "object.spec.containers.all(c, !has(c.env) || !c.env.exists(e, e.name == 'NVIDIA_VISIBLE_DEVICES' && has(e.value) && e.value == 'all'))",
    js: (o) =>
      o.spec.containers.every((c) => !c.env?.some((e) => e.name === "NVIDIA_VISIBLE_DEVICES" && e.value === "all")),
  },
  {
    cel: "object.spec.containers.filter(c, has(c.ports)).all(c, c.ports.all(p, !has(p.hostPort) || p.hostPort == 0))",
    js: (o) => o.spec.containers.every((c) => (c.ports ?? []).every((p) => !p.hostPort)),
  },
  {
    cel: "object.spec.containers.size() + (has(object.spec.initContainers) ? object.spec.initContainers.size() : 0) <= 10",
    js: (o) => o.spec.containers.length + (o.spec.initContainers?.length ?? 0) <= 10,
  },
  {
    cel: "object.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$') && object.metadata.name.size() <= 63",
    js: (o) => DNS_LABEL.test(o.metadata.name ?? "") && (o.metadata.name ?? "").length <= 63,
  },
  {
    cel: "!has(object.spec.terminationGracePeriodSeconds) || (object.spec.terminationGracePeriodSeconds >= 0 && object.spec.terminationGracePeriodSeconds <= 3600)",
    js: (o) => {
      const seconds = o.spec.terminationGracePeriodSeconds;
      return seconds === undefined || (seconds >= 0 && seconds <= 3600);
    },
  },
  {
    cel: "object.spec.containers.all(c, !has(c.args) || !c.args.exists(a, a == '--trust-remote-code' || a.startsWith('--trust-remote-code=')))",
    js: (o) =>
      o.spec.containers.every(
        (c) => !c.args?.some((a) => a === "--trust-remote-code" || a.startsWith("--trust-remote-code=")),
      ),
  },
  {
    cel: "object.spec.containers.map(c, c.name).all(n, object.spec.containers.exists_one(c, c.name == n)) && (!has(object.spec.restartPolicy) || object.spec.restartPolicy in ['Always', 'OnFailure', 'Never'])",
    js: (o) =>
      new Set(o.spec.containers.map((c) => c.name)).size === o.spec.containers.length &&
      ["Always", "OnFailure", "Never", undefined].includes(o.spec.restartPolicy),
  },
];
