/** The library says in a line what the shipped policies write out: both judge the policies' own examples alike. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { json, resultOf } from "./cel/ai.ts";

interface Example {
  readonly name: string;
  readonly object: unknown;
  readonly namespace?: unknown;
}

const RULES: readonly (readonly [policy: string, rule: string])[] = [
  ["gpu/gpu-limit-per-pod", "accelerators(pod).families.all(family, n, n <= 8)"],
  [
    "gpu/gpu-visible-devices",
    "containers(pod).all(c, env(c, 'NVIDIA_VISIBLE_DEVICES').orValue('') in ['void', 'none', ''])",
  ],
  [
    "gpu/gpu-loader-env",
    `containers(pod).all(c, env(c, 'NVIDIA_DRIVER_CAPABILITIES').orValue('') != 'all' && !envNames(c).exists(name,
      name in ['LD_PRELOAD', 'LD_AUDIT', 'NVIDIA_MIG_CONFIG_DEVICES', 'NVIDIA_MIG_MONITOR_DEVICES']))`,
  ],
  [
    "gpu/gpu-device-hostpath",
    `hostPaths(pod).all(v, !v.hostPath.matches('^/(dev(/.*)?|var(/lib(/kubelet(/device-plugins.*)?)?)?)?$'))
      && containers(pod).all(c, c.spec.?volumeMounts.orValue([]).all(m, !m.mountPath.startsWith('/var/run/nvidia-container-devices')))`,
  ],
  ["mesh/mesh-bypass", "mesh(pod, namespaceObject).bypasses.all(b, b.startsWith('spec.'))"],
  ["mesh/mesh-proxy-identity", "mesh(pod, namespaceObject).bypasses.all(b, !b.startsWith('spec.'))"],
  [
    "mesh/mesh-enrolled",
    "namespaceObject.metadata.?labels[?'sallyport.dev/mesh'].orValue('') != 'required' || mesh(pod, namespaceObject).mode != 'none'",
  ],
];

it.each(RULES)("%s: %s", (policy, rule) => {
  const documents = parseAllDocuments(readFileSync(`policies/${policy}.yaml`, "utf8")).map((document) =>
    document.toJS(),
  );
  const { good, bad, namespace } = documents.find(({ kind }) => kind === "PolicyExamples") as {
    good: Example[];
    bad: Example[];
    namespace?: unknown;
  };
  const judge = (example: Example) => {
    const namespaceObject = json(example.namespace ?? namespace ?? { metadata: { name: "team-a" } });
    return [example.name, resultOf(rule, { pod: json(example.object), namespaceObject })];
  };
  expect(good.map(judge)).toEqual(good.map(({ name }) => [name, true]));
  expect(bad.map(judge)).toEqual(bad.map(({ name }) => [name, false]));
});
