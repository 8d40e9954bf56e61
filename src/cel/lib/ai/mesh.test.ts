import { describe, expect, it } from "vitest";
import { json, resultOf } from "../../../../test/cel/ai.ts";
import type { JsonObject } from "../../values.ts";
import { mesh } from "./mesh.ts";
import { rememberOrigin } from "./pod-origin.ts";

type Texts = { readonly [key: string]: unknown };

const wishing = (labels: Texts = {}, annotations: Texts = {}) => json({ metadata: { labels, annotations }, spec: {} });

const INJECT = "sidecar.istio.io/inject";
const MODE = "istio.io/dataplane-mode";

it.each<[pod: ReturnType<typeof wishing>, namespace: ReturnType<typeof wishing> | null, mode: string, reason: string]>([
  [wishing(), null, "none", "neither the pod nor its namespace asks for a mesh"],
  [wishing(), wishing(), "none", "neither the pod nor its namespace asks for a mesh"],
  [wishing({ [INJECT]: "true" }), null, "sidecar", ""],
  [wishing({ "istio.io/rev": "canary" }), wishing(), "sidecar", ""],
  [wishing({}, { [INJECT]: "true" }), wishing(), "none", "neither the pod nor its namespace asks for a mesh"],
  [wishing(), wishing({ "istio-injection": "enabled" }), "sidecar", ""],
  [wishing(), wishing({ "istio.io/rev": "stable" }), "sidecar", ""],
  [
    wishing({ [INJECT]: "false" }),
    wishing({ "istio-injection": "enabled" }),
    "none",
    `${INJECT} keeps the pod out of the mesh`,
  ],
  [
    wishing({}, { [INJECT]: "false" }),
    wishing({ "istio-injection": "enabled" }),
    "none",
    `${INJECT} keeps the pod out of the mesh`,
  ],
  [
    wishing({ [INJECT]: "no" }),
    wishing({ "istio.io/rev": "stable" }),
    "none",
    `${INJECT} keeps the pod out of the mesh`,
  ],
  [wishing({ [INJECT]: "true" }, { [INJECT]: "true" }), wishing(), "sidecar", ""],
  [
    wishing({ [INJECT]: "true" }),
    wishing({ "istio-injection": "disabled" }),
    "none",
    "istio-injection of the namespace keeps the pod out of the mesh",
  ],
  [
    wishing(),
    wishing({ "istio-injection": "disabled", "istio.io/rev": "x" }),
    "none",
    "neither the pod nor its namespace asks for a mesh",
  ],
  [wishing({ [MODE]: "ambient" }), null, "ambient", ""],
  [wishing(), wishing({ [MODE]: "ambient" }), "ambient", ""],
  [wishing({ [MODE]: "none" }), wishing({ [MODE]: "ambient" }), "none", `${MODE} keeps the pod out of the mesh`],
  [wishing({ [INJECT]: "false" }), wishing({ "istio-injection": "enabled", [MODE]: "ambient" }), "ambient", ""],
  [wishing({}, { "linkerd.io/inject": "enabled" }), null, "linkerd", ""],
  [wishing({}, { "linkerd.io/inject": "ingress" }), null, "linkerd", ""],
  [wishing(), wishing({}, { "linkerd.io/inject": "enabled" }), "linkerd", ""],
  [
    wishing({}, { "linkerd.io/inject": "disabled" }),
    wishing({}, { "linkerd.io/inject": "enabled" }),
    "none",
    "linkerd.io/inject keeps the pod out of the mesh",
  ],
  [wishing({ "kuma.io/sidecar-injection": "enabled" }), null, "kuma", ""],
  [wishing(), wishing({ "kuma.io/sidecar-injection": "true" }), "kuma", ""],
  [wishing({}, { "consul.hashicorp.com/connect-inject": "true" }), null, "consul", ""],
  [wishing({ [INJECT]: true }), null, "none", "neither the pod nor its namespace asks for a mesh"],
])("mode of %j in %j: %s", (pod, namespace, mode, reason) => {
  expect(mesh(pod, namespace)).toMatchObject({ mode, reason, injected: false, native: false });
});

describe("the proxy", () => {
  const metadata = { labels: { [INJECT]: "true" } };
  const proxy = { name: "istio-proxy", image: "docker.io/istio/proxyv2:1.31.0" };

  it.each<[what: string, spec: object, injected: boolean, native: boolean]>([
    ["not there yet", { containers: [{ name: "main" }] }, false, false],
    ["a container", { containers: [{ name: "main" }, proxy] }, true, false],
    ["a native sidecar", { initContainers: [{ ...proxy, restartPolicy: "Always" }] }, true, true],
    ["an init container that ends", { initContainers: [proxy] }, false, false],
    ["an ephemeral container", { ephemeralContainers: [proxy] }, false, false],
    ["of another mesh", { containers: [{ name: "linkerd-proxy" }] }, false, false],
  ])("%s", (_, spec, injected, native) => {
    expect(mesh(json({ metadata, spec }), null)).toMatchObject({ mode: "sidecar", injected, native });
  });
});

it("takes no pod in the node's network", () => {
  const pod = json({ metadata: { labels: { [INJECT]: "true" } }, spec: { hostNetwork: true } });
  expect(mesh(pod, null)).toMatchObject({
    mode: "none",
    reason: expect.stringContaining("spec.hostNetwork") as string,
  });
});

describe("bypasses", () => {
  const annotated = (annotations: Texts) => json({ metadata: { annotations } });
  const contained = (containers: unknown[], securityContext: object = {}) =>
    json({ spec: { securityContext, containers } });
  const adding = (...add: unknown[]) => ({ securityContext: { capabilities: { add } } });
  const CAPABILITIES = "spec.containers[0].securityContext.capabilities.add";

  it.each<[pod: ReturnType<typeof annotated>, bypasses: readonly string[]]>([
    [annotated({ "prometheus.io/scrape": "true" }), []],
    [annotated({ "sidecar.istio.io/proxyImage": "evil" }), ["sidecar.istio.io/proxyImage"]],
    [annotated({ "config.linkerd.io/skip-inbound-ports": "" }), ["config.linkerd.io/skip-inbound-ports"]],
    [annotated({ "traffic.sidecar.istio.io/includeInboundPorts": "*" }), []],
    [
      annotated({ "traffic.sidecar.istio.io/includeInboundPorts": "" }),
      ["traffic.sidecar.istio.io/includeInboundPorts"],
    ],
    [
      annotated({ "traffic.sidecar.istio.io/includeOutboundIPRanges": "10.0.0.1/32" }),
      ["traffic.sidecar.istio.io/includeOutboundIPRanges"],
    ],
    [contained([{ securityContext: { runAsUser: 1000 } }]), []],
    [contained([{ securityContext: { runAsUser: 1337 } }]), ["spec.containers[0].securityContext.runAsUser"]],
    [contained([], { runAsGroup: 1337 }), ["spec.securityContext.runAsGroup"]],
    [contained([adding("NET_ADMIN")]), [CAPABILITIES]],
    [contained([adding("CAP_NET_RAW")]), [CAPABILITIES]],
    [contained([adding("all")]), [CAPABILITIES]],
    [contained([adding("NET_BIND_SERVICE", 7)]), []],
    [contained([{ securityContext: { privileged: true } }]), ["spec.containers[0].securityContext.privileged"]],
    [contained([{ name: "istio-proxy", image: "r/istio/proxyv2:1", securityContext: { runAsUser: 1337 } }]), []],
    [
      contained([{ name: "istio-proxy", image: "evil/shell", securityContext: { runAsUser: 1337 } }]),
      ["spec.containers[0].securityContext.runAsUser"],
    ],
  ])("%j", (pod, bypasses) => {
    expect(mesh(pod, null).bypasses).toEqual(bypasses);
  });

  it("are told by their place in the user's object", () => {
    const pod = contained([adding("NET_ADMIN")]) as JsonObject;
    rememberOrigin(pod, (path) => `here.${path.at(-1)}`);
    expect(mesh(pod, null).bypasses).toEqual(["here.add"]);
  });
});

it.each<[source: string, result: unknown]>([
  ["mesh(pod, namespaceObject).mode != 'none'", true],
  ["mesh(pod, null).reason", "neither the pod nor its namespace asks for a mesh"],
  ["mesh(dyn(1), dyn('x')).bypasses.size()", 0],
])("%s", (source, result) => {
  const namespaceObject = json({ metadata: { labels: { "istio-injection": "enabled" } } });
  expect(resultOf(source, { pod: json({ spec: {} }), namespaceObject })).toEqual(result);
});
