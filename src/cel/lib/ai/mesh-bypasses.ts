/** Ways around the proxy of a mesh: annotations, and identities that the redirection of traffic leaves alone. */
import type { Value } from "../../values.ts";
import { containersOf, type PodContainer } from "./containers.ts";
import { image } from "./image.ts";
import type { PathSegment } from "./paths.ts";
import { locateIn } from "./pod-origin.ts";
import { at, textAt, textsAt } from "./read.ts";

const ANNOTATIONS = [
  "ambient.istio.io/bypass-inbound-capture",
  "config.linkerd.io/skip-inbound-ports",
  "config.linkerd.io/skip-outbound-ports",
  "inject.istio.io/templates",
  "proxy.istio.io/config",
  "proxy.istio.io/overrides",
  "sidecar.istio.io/bootstrapOverride",
  "sidecar.istio.io/interceptionMode",
  "sidecar.istio.io/proxyImage",
  "sidecar.istio.io/userVolume",
  "sidecar.istio.io/userVolumeMount",
  "traffic.sidecar.istio.io/excludeInboundPorts",
  "traffic.sidecar.istio.io/excludeInterfaces",
  "traffic.sidecar.istio.io/excludeOutboundIPRanges",
  "traffic.sidecar.istio.io/excludeOutboundPorts",
];

/** What is not included is left out, so that these are harmless only where they include everything. */
const INCLUDING = ["traffic.sidecar.istio.io/includeInboundPorts", "traffic.sidecar.istio.io/includeOutboundIPRanges"];

/** The names of the annotations, then the paths of the settings in the user's object. */
export function bypassesOf(pod: Value): readonly string[] {
  const annotations = at(pod, "metadata", "annotations");
  const excluded = ANNOTATIONS.filter((name) => textAt(annotations, name) !== undefined);
  const included = INCLUDING.filter((name) => (textAt(annotations, name) ?? "*") !== "*");
  const applications = containersOf(pod).filter((container) => !isProxy(container));
  const settings = [
    ...identities(at(pod, "spec"), ["spec"]),
    ...applications.flatMap(({ spec, list, index }) => {
      const path = ["spec", list, index];
      return [...identities(spec, path), ...powers(spec, path)];
    }),
  ];
  return [...excluded, ...included, ...settings.map((path) => locateIn(pod, path))];
}

type Path = readonly PathSegment[];

/** The user and group of the proxy, whose traffic is not redirected. */
const PROXY_ID = 1337;

function identities(owner: Value | undefined, path: Path): readonly Path[] {
  return ["runAsUser", "runAsGroup"]
    .filter((field) => at(owner, "securityContext", field) === PROXY_ID)
    .map((field) => [...path, "securityContext", field]);
}

const CAPABILITIES = new Set(["ALL", "NET_ADMIN", "NET_RAW"]);

/** What lets a container rewrite the redirection. */
function powers(container: Value, path: Path): readonly Path[] {
  const added = textsAt(container, "securityContext", "capabilities", "add");
  const isArmed = added.some((capability) => CAPABILITIES.has(capability.toUpperCase().replace(/^CAP_/, "")));
  const found: Path[] = isArmed ? [[...path, "securityContext", "capabilities", "add"]] : [];
  if (at(container, "securityContext", "privileged") === true) found.push([...path, "securityContext", "privileged"]);
  return found;
}

/** The meshes' own containers are known by name and image together. */
const PROXIES: ReadonlyMap<string, readonly string[]> = new Map([
  ["istio-proxy", ["proxyv2"]],
  ["istio-init", ["proxyv2"]],
  ["istio-validation", ["proxyv2"]],
  ["linkerd-proxy", ["proxy"]],
  ["linkerd-init", ["proxy-init"]],
  ["linkerd-network-validator", ["proxy"]],
  ["kuma-sidecar", ["kuma-dp"]],
  ["kuma-init", ["kuma-init"]],
  ["consul-dataplane", ["consul-dataplane"]],
  ["consul-connect-inject-init", ["consul-k8s-control-plane"]],
]);

function isProxy({ spec }: PodContainer): boolean {
  const images = PROXIES.get(textAt(spec, "name") ?? "");
  if (images === undefined) return false;
  const { repository } = image(textAt(spec, "image") ?? "");
  return images.includes(repository.slice(repository.lastIndexOf("/") + 1));
}
