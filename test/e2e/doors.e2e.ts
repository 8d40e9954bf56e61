/** Both doors, registered with a real API server, as users see them through kubectl. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Cluster } from "./control-plane.ts";
import { startInjector } from "./injector.ts";
import { Kubectl } from "./kubectl.ts";
import { POLICIES, validating } from "./policies.ts";
import { type Sallyport, startSallyport, webhookConfiguration } from "./sallyport.ts";

const NAMESPACE = "team-e2e";
const DIGEST = "b".repeat(64);
const found = inject("cluster");

describe.skipIf(found === null)("Sallyport behind an API server", () => {
  const cluster = found as Cluster;
  const kubectl = new Kubectl(cluster, NAMESPACE);
  let sallyport: Sallyport;
  let stopInjector = () => {};

  beforeAll(async () => {
    sallyport = await startSallyport(cluster, POLICIES);
    const injector = await startInjector(cluster);
    stopInjector = injector.stop;
    await kubectl.must(["create", "-f", "-"], {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: NAMESPACE, labels: { e2e: "true" } },
    });
    await kubectl.must(["create", "-f", "-"], RAY_CLUSTERS);
    await kubectl.must(["wait", "--for=condition=established", "crd/rayclusters.ray.io", "--timeout=30s"]);
    const resources = ["pods", "configmaps", "deployments", "rayclusters"];
    const mutate = { name: "mutate.sallyport.dev", url: `${sallyport.url}/mutate`, resources };
    const inject = { name: "injector.example.com", url: injector.url, resources: ["pods"] };
    const validate = { name: "validate.sallyport.dev", url: `${sallyport.url}/validate`, resources };
    await kubectl.must(["apply", "-f", "-"], webhookConfiguration("Mutating", [mutate, inject], cluster));
    await kubectl.must(["apply", "-f", "-"], webhookConfiguration("Validating", [validate], cluster));
    await untilAsked();
  });
  afterAll(async () => {
    await kubectl.run(["delete", "validatingwebhookconfigurations,mutatingwebhookconfigurations", "--all"]);
    await kubectl.run(["delete", "crd", "rayclusters.ray.io", "--wait=false"]);
    await kubectl.run(["delete", "namespace", NAMESPACE, "--wait=false"]);
    await sallyport?.stop();
    stopInjector();
  });

  /** The API server learns of a registration a moment later. */
  async function untilAsked(): Promise<void> {
    const isAsked = (door: string) => sallyport.log().some((line) => line["door"] === door);
    for (let tries = 0; tries < 100; tries++) {
      await kubectl.create(configMap("probe", {}), "--dry-run=server");
      if (isAsked("mutate") && isAsked("validate")) return;
      await sleep(100);
    }
    throw new Error("the API server does not ask Sallyport");
  }

  /** The audit annotations of the last request about an object. */
  async function audited(name: string): Promise<Record<string, string>> {
    for (let tries = 0; tries < 50; tries++) {
      const events = readFileSync(cluster.auditLog, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      const event = events.findLast(({ objectRef }) => objectRef?.name === name && objectRef.namespace === NAMESPACE);
      if (event !== undefined) return event.annotations;
      await sleep(100);
    }
    throw new Error(`the audit log has no event about ${name}`);
  }

  describe("a pod", () => {
    it("is denied with the message of the policy", async () => {
      const { code, err } = await kubectl.create(pod("tracer", TRACER));
      expect(code).toBe(1);
      expect(err).toMatch(
        /^Error from server \(Forbidden\): error when creating "STDIN": admission webhook "validate\.sallyport\.dev" denied the request: pods "tracer" is forbidden: AdmissionPolicy 'pss-baseline' denied request: spec\.containers\[0\]\.securityContext\.capabilities\.add has SYS_PTRACE: leave it out$/m,
      );
      expect((await kubectl.run(["get", "pod", "tracer"])).err).toContain('pods "tracer" not found');
    });

    it("is stored with secure defaults, as is what another webhook adds", async () => {
      expect(await kubectl.create(pod("plain"))).toMatchObject({ code: 0, out: "pod/plain created\n" });
      const { spec } = await kubectl.get("pod", "plain");
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
      });
      expect(spec.containers.map(({ name }: { name: string }) => name)).toEqual(["main", "injected"]);
      for (const { securityContext } of spec.containers) {
        expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } });
      }
    });

    it("keeps what it says itself", async () => {
      const seccompProfile = { type: "Localhost", localhostProfile: "own.json" };
      await kubectl.must(["create", "-f", "-"], pod("own", { securityContext: { seccompProfile } }));
      const { spec } = await kubectl.get("pod", "own");
      expect(spec.containers[0].securityContext.seccompProfile).toEqual(seccompProfile);
    });

    it("is tried without being stored", async () => {
      const dryRun = "--dry-run=server";
      expect(await kubectl.create(pod("tried"), dryRun)).toMatchObject({
        code: 0,
        out: "pod/tried created (server dry run)\n",
      });
      expect((await kubectl.create(pod("tried", TRACER), dryRun)).err).toMatch(/SYS_PTRACE: leave it out/);
      expect((await kubectl.run(["get", "pod", "tried"])).err).toContain("not found");
      const decisions = sallyport.log().filter(({ object }) => object === `${NAMESPACE}/tried`);
      expect(decisions.map(({ dryRun }) => dryRun)).not.toContain(false);
    });

    it("may have its name generated", async () => {
      const { code, out, err } = await kubectl.create({ ...pod(""), metadata: { generateName: "worker-" } });
      expect([code, err]).toEqual([0, ""]);
      const name = /^pod\/(worker-\w{5}) created\n$/.exec(out)?.[1] ?? "";
      expect((await kubectl.get("pod", name)).spec.automountServiceAccountToken).toBe(false);
    });

    it("is relabelled and deleted", async () => {
      await kubectl.must(["create", "-f", "-"], pod("short-lived"));
      expect((await kubectl.run(["label", "pod", "short-lived", "stage=two"])).code).toBe(0);
      expect((await kubectl.run(["delete", "pod", "short-lived"])).code).toBe(0);
      expect((await kubectl.run(["get", "pod", "short-lived"])).err).toContain("not found");
    });

    it("changes in its audit trail", async () => {
      await kubectl.must(["create", "-f", "-"], pod("traced"));
      const mutated = (await audited("traced"))["mutate.sallyport.dev/mutated"] ?? "[]";
      expect(JSON.parse(mutated)).toContainEqual({
        policy: "seccomp-default",
        binding: "seccomp-default",
        paths: [expect.stringContaining("/spec/securityContext")],
      });
    });
  });

  describe("a workload", () => {
    const WORKLOADS = [
      ["deployment", "spec.template", deployment],
      ["raycluster", "spec.headGroupSpec.template", rayCluster],
    ] as const;

    it.each(WORKLOADS)("%s is denied by the path of its pod", async (_kind, podPath, workload) => {
      const { code, err } = await kubectl.create(workload("tracer", TRACER));
      expect(code).toBe(1);
      expect(err).toContain(
        `AdmissionPolicy 'pss-baseline' denied request: ${podPath}.spec.containers[0].securityContext.capabilities.add has SYS_PTRACE: leave it out`,
      );
    });

    it.each(WORKLOADS)("%s is stored with the defaults in its template", async (kind, podPath, workload) => {
      await kubectl.must(["create", "-f", "-"], workload("good"));
      const stored = await kubectl.get(kind, "good");
      const template = podPath.split(".").reduce((value, key) => value[key], stored);
      expect(template.spec.securityContext.seccompProfile).toEqual({ type: "RuntimeDefault" });
      expect((await kubectl.run(["annotate", kind, "good", "stage=two"])).code).toBe(0);
    });
  });

  describe("an object", () => {
    it("warns of what was changed and of what should be different", async () => {
      const { code, err } = await kubectl.create(configMap("warned", {}));
      expect(code).toBe(0);
      expect(err.split("\n").filter(Boolean)).toEqual([
        "Warning: MutatingAdmissionPolicy 'e2e-label' changed /metadata/labels",
        "Warning: Validation failed for ValidatingAdmissionPolicy 'e2e-team' with binding 'e2e-team': name a team",
      ]);
    });

    it("has its failures in the audit trail", async () => {
      await kubectl.must(["create", "-f", "-"], configMap("failing", {}));
      const annotations = await audited("failing");
      expect(JSON.parse(annotations["validate.sallyport.dev/validation_failure"] ?? "[]")).toEqual([
        {
          message: "name a team",
          policy: "e2e-team",
          binding: "e2e-team",
          expressionIndex: 0,
          validationActions: ["Warn", "Audit"],
        },
      ]);
      expect(JSON.parse(annotations["mutate.sallyport.dev/mutated"] ?? "[]")).toEqual([
        { policy: "e2e-label", binding: "e2e-label", paths: ["/metadata/labels"] },
      ]);
    });

    it("is judged when it is changed and when it is deleted", async () => {
      const locked = { team: "a", owner: "ann", locked: "true" };
      await kubectl.must(["apply", "-f", "-"], configMap("kept", locked));
      expect((await kubectl.apply(configMap("kept", { ...locked, owner: "bob" }))).err).toMatch(
        /denied request: the owner stays\n$/,
      );
      expect((await kubectl.run(["delete", "configmap", "kept"])).err).toMatch(/denied request: it is locked\n$/);
      await kubectl.must(["apply", "-f", "-"], configMap("kept", { ...locked, locked: "false" }));
      await kubectl.must(["delete", "configmap", "kept"]);
    });

    it("may use the names that JavaScript's objects have", async () => {
      const labels = { constructor: "a", hasOwnProperty: "b" };
      const data = JSON.parse('{"team": "a", "__proto__": "c", "toString": "d"}');
      await kubectl.must(["create", "-f", "-"], { ...configMap("names", data), metadata: { name: "names", labels } });
      const stored = await kubectl.get("configmap", "names");
      expect(stored.metadata.labels).toEqual({ ...labels, "e2e.example.com/seen": "yes" });
      expect(Object.entries(stored.data).sort()).toEqual(Object.entries(data).sort());
    });

    it("with a label __proto__ reaches the API server's own refusal", async () => {
      const metadata = JSON.parse('{"name": "refused", "labels": {"__proto__": "x"}}');
      const { err } = await kubectl.create({ ...configMap("refused", { team: "a" }), metadata });
      expect(err).toMatch(/The ConfigMap "refused" is invalid: metadata\.labels: Invalid value: "__proto__"/);
    });

    it("of a megabyte is stored to the last digit", async () => {
      const annotations = { "example.com/large": "9223372036854775807" };
      const data = { team: "a", blob: 'é\\"\u2028'.repeat(120_000) };
      await kubectl.must(["create", "-f", "-"], {
        ...configMap("large", data),
        metadata: { name: "large", annotations },
      });
      const stored = await kubectl.get("configmap", "large");
      expect(stored.metadata).toMatchObject({ annotations, labels: { "e2e.example.com/seen": "yes" } });
      expect(stored.data.blob === data.blob).toBe(true);
    });
  });

  it("enforces an edit of the policies", async () => {
    const object = configMap("edited", { team: "a", tier: "gold" });
    expect((await kubectl.create(object, "--dry-run=server")).code).toBe(0);
    await sallyport.writePolicy(
      "tier.yaml",
      validating("e2e-tier", "Deny", "no gold", { expression: "object.data.?tier.orValue('') != 'gold'" }),
    );
    expect((await kubectl.create(object, "--dry-run=server")).err).toMatch(/denied request: no gold\n$/);
    await sallyport.writePolicy(
      "tier.yaml",
      validating("e2e-tier", "Deny", "no silver", { expression: "object.data.?tier.orValue('') != 'silver'" }),
    );
    expect((await kubectl.create(object, "--dry-run=server")).code).toBe(0);
  });
});

function configMap(name: string, data: object) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data };
}

const TRACER = { securityContext: { capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] } } };

function pod(name: string, container: object = {}) {
  const image = `registry.example.com/app@sha256:${DIGEST}`;
  const securityContext = { runAsNonRoot: true, runAsUser: 1000 };
  const resources = { limits: { cpu: "1", memory: "64Mi" } };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: { securityContext, containers: [{ name: "main", image, resources, ...container }] },
  };
}

function deployment(name: string, container: object = {}) {
  const { spec } = pod(name, container);
  const labels = { app: name };
  const template = { metadata: { labels }, spec };
  const selector = { matchLabels: labels };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name }, spec: { selector, template } };
}

function rayCluster(name: string, container: object = {}) {
  const { spec } = pod(name, container);
  const headGroupSpec = { rayStartParams: {}, template: { spec } };
  return { apiVersion: "ray.io/v1", kind: "RayCluster", metadata: { name }, spec: { headGroupSpec } };
}

/** As far as the API server needs to know it. */
const RAY_CLUSTERS = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "rayclusters.ray.io" },
  spec: {
    group: "ray.io",
    scope: "Namespaced",
    names: { plural: "rayclusters", singular: "raycluster", kind: "RayCluster", listKind: "RayClusterList" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
      },
    ],
  },
};
