/** Whether a service mesh protects a pod's traffic, and what leads around it. */
import type { Value } from "../../values.ts";
import { containersOf } from "./containers.ts";
import { bypassesOf } from "./mesh-bypasses.ts";
import { enrolmentOf, type MeshMode } from "./mesh-enrolment.ts";
import { listAt, textAt } from "./read.ts";
import { OBJECT_WALK, walked } from "./walked.ts";

/** What `mesh(pod, namespaceObject)` gives. */
export type Mesh = {
  readonly mode: MeshMode;
  /** Whether the proxy is a native sidecar: an init container that stays. */
  readonly native: boolean;
  /** Whether the proxy's container is there by name; before injection, and in ambient mode, it is not. */
  readonly injected: boolean;
  /** The annotations by name, and the settings by path, that lead around the proxy. */
  readonly bypasses: readonly string[];
  /** Why the mode is none. */
  readonly reason: string;
};

const PROXY_NAMES: { readonly [mode in MeshMode]?: string } = {
  sidecar: "istio-proxy",
  linkerd: "linkerd-proxy",
  kuma: "kuma-sidecar",
  consul: "consul-dataplane",
};

/** @param namespace the pod's namespace, or null */
export function mesh(pod: Value, namespace: Value): Mesh {
  const { mode, reason } = enrolmentOf(pod, namespace);
  const containers = containersOf(pod);
  const name = PROXY_NAMES[mode];
  const proxy = containers.find(({ kind, spec }) => {
    return name !== undefined && (kind === "sidecar" || kind === "container") && textAt(spec, "name") === name;
  });
  const native = proxy?.kind === "sidecar";
  const result = { mode, native, injected: proxy !== undefined, bypasses: bypassesOf(pod), reason };
  const capabilities = containers.reduce<number>(
    (count, { spec }) => count + listAt(spec, "securityContext", "capabilities", "add").length,
    0,
  );
  return walked(result, containers.length * OBJECT_WALK + capabilities);
}
