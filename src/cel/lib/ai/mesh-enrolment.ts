/** Which service mesh a pod is to be part of, as the labels and annotations of it and its namespace say. */
import type { Value } from "../../values.ts";
import { at, textAt } from "./read.ts";

export type MeshMode = "sidecar" | "ambient" | "linkerd" | "kuma" | "consul" | "none";

/** The labels or annotations of a pod or of a namespace. */
type Texts = Value | undefined;

interface Wishes {
  readonly labels: Texts;
  readonly annotations: Texts;
}

/** What a mesh makes of the wishes of a pod and its namespace: it takes part, or what keeps it from that. */
type Answer = { readonly enrolled: true } | { readonly refusedBy: string } | undefined;

const ENROLLED = { enrolled: true } as const;

export interface Enrolment {
  readonly mode: MeshMode;
  /** Why there is none; empty where there is one. */
  readonly reason: string;
}

const MESHES: readonly (readonly [MeshMode, (pod: Wishes, namespace: Wishes) => Answer])[] = [
  ["sidecar", istioSidecar],
  ["ambient", istioAmbient],
  ["linkerd", linkerd],
  ["kuma", kuma],
  ["consul", consul],
];

const NOBODY = "neither the pod nor its namespace asks for a mesh";
const HOST_NETWORK = "spec.hostNetwork is true: no proxy takes the traffic of the node's network";

/** The first mesh that takes the pod; containers that are there already do not matter. */
export function enrolmentOf(pod: Value, namespace: Value): Enrolment {
  if (at(pod, "spec", "hostNetwork") === true) return { mode: "none", reason: HOST_NETWORK };
  let reason = NOBODY;
  for (const [mode, ask] of MESHES) {
    const answer = ask(wishesOf(pod), wishesOf(namespace));
    if (answer === undefined) continue;
    if ("enrolled" in answer) return { mode, reason: "" };
    if (reason === NOBODY) reason = `${answer.refusedBy} keeps the pod out of the mesh`;
  }
  return { mode: "none", reason };
}

function wishesOf(object: Value): Wishes {
  return { labels: at(object, "metadata", "labels"), annotations: at(object, "metadata", "annotations") };
}

const INJECT = "sidecar.istio.io/inject";

/** The label of the pod wins over the annotation; anything but `true` in either is a no. */
function istioSidecar(pod: Wishes, namespace: Wishes): Answer {
  const label = textAt(pod.labels, INJECT);
  const wish = label ?? textAt(pod.annotations, INJECT) ?? "";
  const isRefused = wish !== "" && wish !== "true";
  const injection = textAt(namespace.labels, "istio-injection");
  const isNamespaceIn =
    injection === "enabled" || (injection === undefined && hasText(namespace.labels, "istio.io/rev"));
  if (isNamespaceIn) return isRefused ? { refusedBy: INJECT } : ENROLLED;
  const isPodIn = label === "true" || hasText(pod.labels, "istio.io/rev");
  if (!isPodIn) return isRefused ? { refusedBy: INJECT } : undefined;
  // A namespace that says no is out of the reach of its pods.
  if (injection !== undefined) return { refusedBy: "istio-injection of the namespace" };
  return isRefused ? { refusedBy: INJECT } : ENROLLED;
}

const DATAPLANE = "istio.io/dataplane-mode";

function istioAmbient(pod: Wishes, namespace: Wishes): Answer {
  const own = textAt(pod.labels, DATAPLANE);
  if (own === "ambient") return ENROLLED;
  if (own === "none") return { refusedBy: DATAPLANE };
  return textAt(namespace.labels, DATAPLANE) === "ambient" ? ENROLLED : undefined;
}

const LINKERD = "linkerd.io/inject";

function linkerd(pod: Wishes, namespace: Wishes): Answer {
  const wish = textAt(pod.annotations, LINKERD) ?? textAt(namespace.annotations, LINKERD);
  if (wish === undefined) return undefined;
  return wish === "enabled" || wish === "ingress" ? ENROLLED : { refusedBy: LINKERD };
}

const KUMA = "kuma.io/sidecar-injection";

/** A label; formerly an annotation. */
function kuma(pod: Wishes, namespace: Wishes): Answer {
  const places = [pod.labels, pod.annotations, namespace.labels, namespace.annotations];
  const wish = places.map((texts) => textAt(texts, KUMA)).find((text) => text !== undefined);
  if (wish === undefined) return undefined;
  return wish === "enabled" || wish === "true" ? ENROLLED : { refusedBy: KUMA };
}

const CONSUL = "consul.hashicorp.com/connect-inject";

function consul(pod: Wishes): Answer {
  const wish = textAt(pod.annotations, CONSUL);
  if (wish === undefined) return undefined;
  return wish === "true" ? ENROLLED : { refusedBy: CONSUL };
}

function hasText(texts: Texts, key: string): boolean {
  return (textAt(texts, key) ?? "") !== "";
}
