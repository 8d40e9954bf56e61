/** AdmissionPolicies as requests meet them. */
import { describe, expect, it } from "vitest";
import { stringifyJson } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import type { AdmissionRequest, Operation } from "../matching/request.ts";
import { load } from "../policy/load.ts";
import { type Captured, type Clock, mutate, validate } from "./admit.ts";
import { NO_AUTHORIZER } from "./authorizer.ts";
import { memoryClusterView } from "./memory-cluster-view.ts";
import type { Verdict } from "./verdict.ts";

const CLOCK: Clock = { now: () => 0, deadline: 1, date: () => Date.parse("2026-06-01T00:00:00Z") };

function capture(specs: { readonly [name: string]: JsonObject }, objects: readonly JsonObject[] = []): Captured {
  const documents = Object.entries(specs).map(([name, spec]) => ({
    apiVersion: "sallyport.dev/v1",
    kind: "AdmissionPolicy",
    metadata: { name },
    spec,
  }));
  const { snapshot, faults } = load(
    documents.map((document, i) => ({ source: `${i}`, text: stringifyJson(document) })),
  );
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join());
  return { snapshot, view: memoryClusterView(objects, NO_AUTHORIZER) };
}

/** Of the group and kind; the resource is the kind's plural. */
function requestFor(
  object: JsonObject,
  operation: Operation = "CREATE",
  oldObject: JsonObject | null = null,
): AdmissionRequest {
  const [version = "", group = ""] = String(object["apiVersion"]).split("/").toReversed();
  const kind = { group, version, kind: String(object["kind"]) };
  const resource = { group, version, resource: `${kind.kind.toLowerCase()}s` };
  return {
    uid: "u",
    kind,
    resource,
    subResource: "",
    requestKind: kind,
    requestResource: resource,
    requestSubResource: "",
    name: "x",
    namespace: "shop",
    operation,
    userInfo: { username: "alice", uid: "", groups: [], extra: {} },
    object,
    oldObject,
    dryRun: false,
    options: null,
  };
}

const container = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  image: "registry.example.com/a:1",
  ...more,
});
const spec = (...containers: JsonObject[]): JsonObject => ({ containers });
const pod = (podSpec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "x", ...metadata },
  spec: podSpec,
});
const deployment = (podSpec: JsonObject, replicas = 1): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "x" },
  spec: { replicas, template: { metadata: { labels: { app: "x" } }, spec: podSpec } },
});
const ray = (head: JsonObject, worker: JsonObject): JsonObject => ({
  apiVersion: "ray.io/v1",
  kind: "RayCluster",
  metadata: { name: "x" },
  spec: {
    enableInTreeAutoscaling: true,
    headGroupSpec: { template: { spec: head } },
    workerGroupSpecs: [{ replicas: 2, maxReplicas: 5, template: { spec: worker } }],
  },
});

const privileged = container("main", { securityContext: { privileged: true } });
const NOT_PRIVILEGED: JsonObject = {
  pods: true,
  validations: [
    {
      expression: "containers(pod).all(c, !c.spec.?securityContext.privileged.orValue(false))",
      messageExpression:
        "containers(pod).filter(c, c.spec.?securityContext.privileged.orValue(false)).map(c, c.path + '.securityContext.privileged is true').join(', ')",
    },
  ],
};

const judge = (captured: Captured, request: AdmissionRequest): Verdict | Promise<Verdict> =>
  validate(request, captured, CLOCK);

describe("a validating policy over pods", () => {
  it.each<[string, JsonObject, string | undefined]>([
    ["a pod", pod(spec(privileged)), "spec.containers[0].securityContext.privileged is true"],
    ["a good pod", pod(spec(container("main"))), undefined],
    [
      "a deployment",
      deployment(spec(container("main"), privileged)),
      "spec.template.spec.containers[1].securityContext.privileged is true",
    ],
    [
      "every pod of a Ray cluster at once",
      ray(spec(privileged), spec(privileged)),
      "spec.headGroupSpec.template.spec.containers[0].securityContext.privileged is true; spec.workerGroupSpecs[0].template.spec.containers[0].securityContext.privileged is true",
    ],
    ["what holds no pods", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" }, data: {} }, undefined],
  ])("judges %s", async (_what, object, message) => {
    const { allowed, status } = await judge(capture({ p: NOT_PRIVILEGED }), requestFor(object));
    expect(allowed).toBe(message === undefined);
    expect(status?.details?.causes[0]?.message).toBe(message && `AdmissionPolicy 'p' denied request: ${message}`);
    if (message !== undefined) expect(status).toMatchObject({ code: 403, reason: "Forbidden" });
  });

  it("has the place of the pod before a message that does not name it", async () => {
    const policy = { pods: true, validations: [{ expression: "false", message: "no" }] };
    const { status } = await judge(capture({ p: policy }), requestFor(deployment(spec())));
    expect(status?.details?.causes[0]?.message).toBe("AdmissionPolicy 'p' denied request: spec.template: no");
  });

  it("knows how many pods there can be, and all pods of the object", async () => {
    const total = "workload.pods.map(p, p.replicas * p.pod.spec.containers.size()).sum()";
    const policy = {
      pods: true,
      validations: [
        { expression: "false", messageExpression: `podPath + ' ' + string(replicas) + ' of ' + string(${total})` },
      ],
    };
    const { findings } = await judge(
      capture({ p: policy }),
      requestFor(ray(spec(container("a")), spec(container("b")))),
    );
    expect(findings.map(({ message }) => message)).toEqual([
      "spec.headGroupSpec.template 1 of 6",
      "spec.workerGroupSpecs[0].template 5 of 6",
    ]);
  });

  describe("on an update", () => {
    const captured = capture({ p: NOT_PRIVILEGED });
    const bad = deployment(spec(privileged));
    it.each<[string, JsonObject, JsonObject, boolean]>([
      ["leaves alone what stays as it was", { ...bad, metadata: { name: "x", finalizers: [] } }, bad, true],
      ["judges what changes", deployment(spec({ ...privileged, image: "other" })), bad, false],
      ["judges another number of pods", deployment(spec(privileged), 2), bad, false],
    ])("%s", async (_what, object, oldObject, allowed) => {
      expect((await judge(captured, requestFor(object, "UPDATE", oldObject))).allowed).toBe(allowed);
    });

    it("shows the pod as it was", async () => {
      const policy = {
        pods: true,
        validations: [{ expression: "oldPod == null || pod.spec == oldPod.spec", message: "new" }],
      };
      const [object, old] = [deployment(spec(container("b"))), deployment(spec(container("a")))];
      const allowed = async (request: AdmissionRequest) => (await judge(capture({ p: policy }), request)).allowed;
      expect(await allowed(requestFor(object))).toBe(true);
      expect(await allowed(requestFor(object, "UPDATE", old))).toBe(false);
    });
  });

  it("leaves blocks that cannot be read to whoever asks for them", async () => {
    const workflow = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Workflow",
      metadata: { name: "x" },
      spec: { templates: [{ name: "a", container: container("main"), podSpecPatch: "{{inputs.parameters.patch}}" }] },
    };
    const opaque = {
      matchConstraints: RULES_FOR_WORKFLOWS,
      validations: [
        {
          expression: "workload.opaque.size() == 0",
          messageExpression: "workload.opaque.map(o, o.path + ': ' + o.reason).join('; ')",
        },
      ],
    };
    expect((await judge(capture({ p: NOT_PRIVILEGED }), requestFor(workflow))).allowed).toBe(true);
    const { findings } = await judge(capture({ p: opaque }), requestFor(workflow));
    expect(findings[0]?.message).toBe("spec.templates[0].podSpecPatch: is no object");
  });
});

const RULES_FOR_WORKFLOWS = {
  resourceRules: [{ apiGroups: ["argoproj.io"], apiVersions: ["*"], operations: ["CREATE"], resources: ["workflows"] }],
};

describe("an exception", () => {
  const withException = (until: string, match: string): JsonObject => ({
    ...NOT_PRIVILEGED,
    exceptions: [{ match, until, reason: "team a moves in June" }],
  });
  const request = requestFor(ray(spec(privileged), spec(container("main"))));

  it.each([
    ["lets pass what it is about, and says so", "2026-06-30", "podPath.contains('head')", true],
    ["is over after its end", "2026-05-31", "true", false],
    ["is about no other pod", "2026-06-30", "podPath.contains('worker')", false],
    ["that fails lets nothing pass", "2026-06-30", "pod.nothing", false],
  ])("%s", async (_what, until, match, allowed) => {
    const verdict = await judge(
      capture({ p: withException(until, match === "pod.nothing" ? "pod.nothing == 1" : match) }),
      request,
    );
    expect(verdict.allowed).toBe(allowed);
    const exception = allowed ? "team a moves in June" : undefined;
    expect(verdict.findings.map((finding) => finding.exception)).toEqual([exception]);
    expect(verdict.auditAnnotations).toEqual(allowed ? { "p/exception": `team a moves in June (until ${until})` } : {});
  });

  it("has ended for whoever has no date", async () => {
    const captured = capture({ p: withException("2126-06-30", "true") });
    expect((await validate(request, captured, { now: () => 0, deadline: 1 })).allowed).toBe(false);
  });
});

describe("context", () => {
  const networkPolicy = (name: string, namespace: string, labels: JsonObject = {}): JsonObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, labels },
    spec: { podSelector: {} },
  });
  const objects = [networkPolicy("a", "shop"), networkPolicy("b", "shop", { tier: "x" }), networkPolicy("c", "bank")];
  const list = { name: "found", apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" };

  it.each<[string, JsonObject, string]>([
    ["the namespace of the request", {}, "a,b"],
    ["another namespace", { namespace: "bank" }, "c"],
    ["all namespaces", { namespace: "*" }, "a,b,c"],
    ["labels", { namespace: "*", selector: { matchLabels: { tier: "x" } } }, "b"],
    ["a kind that there is not", { apiVersion: "example.com/v1", kind: "Thing" }, ""],
  ])("has the objects of %s", async (_what, more, names) => {
    const policy = {
      pods: true,
      context: [{ ...list, ...more }],
      validations: [
        { expression: "false", messageExpression: "'found: ' + context.found.map(o, o.metadata.name).join(',') + '.'" },
      ],
    };
    const { findings } = await judge(capture({ p: policy }, objects), requestFor(pod(spec())));
    expect(findings[0]?.message).toBe(`found: ${names}.`);
  });
});

describe("a mutating policy over pods", () => {
  const apply = (expression: string, more: JsonObject = {}): JsonObject => ({
    pods: true,
    mutations: [{ patchType: "ApplyConfiguration", applyConfiguration: { expression } }],
    ...more,
  });
  const NO_TOKEN = apply("Object{spec: Object.spec{automountServiceAccountToken: false}}");

  it.each<[string, JsonObject, string[]]>([
    ["a pod", pod(spec(container("main"))), ["/spec/automountServiceAccountToken"]],
    ["a deployment", deployment(spec(container("main"))), ["/spec/template/spec/automountServiceAccountToken"]],
    [
      "a Ray cluster",
      ray(spec(container("a")), spec(container("b"))),
      [
        "/spec/headGroupSpec/template/spec/automountServiceAccountToken",
        "/spec/workerGroupSpecs/0/template/spec/automountServiceAccountToken",
      ],
    ],
  ])("changes %s where the pod is", async (_what, object, paths) => {
    const { patch, changes } = await mutate(requestFor(object), capture({ p: NO_TOKEN }), CLOCK);
    expect(patch).toEqual(paths.map((path) => ({ op: "add", path, value: false })));
    expect(changes).toEqual([{ policy: "p", binding: "p", paths }]);
  });

  it("patches against the pod, and sees what it has made", async () => {
    const patch = (expression: string) => ({ patchType: "JSONPatch", jsonPatch: { expression } });
    const policy = {
      pods: true,
      mutations: [
        patch("[JSONPatch{op: 'add', path: '/metadata/labels/a', value: podPath}]"),
        patch("[JSONPatch{op: 'add', path: '/metadata/labels/b', value: pod.metadata.labels.a + '!'}]"),
      ],
    };
    const { object } = await mutate(requestFor(deployment(spec())), capture({ p: policy }), CLOCK);
    expect(object).toMatchObject({
      spec: { template: { metadata: { labels: { app: "x", a: "spec.template", b: "spec.template!" } } } },
    });
  });

  it("keeps what nobody knows of in the template of a custom resource", async () => {
    const { status, patch } = await mutate(
      requestFor(ray({ ...spec(container("a", { newField: 1 })), newField: true }, spec(container("b")))),
      capture({ p: NO_TOKEN }),
      CLOCK,
    );
    expect([status, patch?.length]).toEqual([undefined, 2]);
  });

  it("comes when objects are created, and not later", async () => {
    const object = deployment(spec(container("main")));
    expect((await mutate(requestFor(object, "UPDATE", object), capture({ p: NO_TOKEN }), CLOCK)).patch).toBeUndefined();
  });

  it("does not change what an exception is about", async () => {
    const exceptions = [{ match: "podPath.contains('head')", until: "2026-06-30", reason: "the head needs it" }];
    const captured = capture({ p: { ...NO_TOKEN, exceptions } });
    const { patch } = await mutate(requestFor(ray(spec(container("a")), spec(container("b")))), captured, CLOCK);
    expect(patch?.map(({ path }) => path)).toEqual([
      "/spec/workerGroupSpecs/0/template/spec/automountServiceAccountToken",
    ]);
  });
});

describe("a policy that is not over pods", () => {
  const resourceRules = [{ apiGroups: [""], apiVersions: ["v1"], operations: ["*"], resources: ["services"] }];
  const service = { apiVersion: "v1", kind: "Service", metadata: { name: "x" }, spec: { type: "LoadBalancer" } };

  it("sees the object, and the namespace in its match conditions, too", async () => {
    const policy = {
      matchConstraints: { resourceRules },
      matchConditions: [{ name: "n", expression: "namespaceObject.metadata.name == 'shop'" }],
      validations: [{ expression: "object.spec.type != 'LoadBalancer'", message: "use an Ingress" }],
    };
    const { status } = await judge(capture({ p: policy }), requestFor(service));
    expect(status?.message).toBe(`services "x" is forbidden: AdmissionPolicy 'p' denied request: use an Ingress`);
  });

  it("warns in its own words", async () => {
    const policy = {
      matchConstraints: { resourceRules },
      validationActions: ["Warn"],
      validations: [{ expression: "false", message: "use an Ingress" }],
    };
    const verdict = await judge(capture({ p: policy }), requestFor(service));
    expect([verdict.allowed, verdict.warnings]).toEqual([true, ["AdmissionPolicy 'p': use an Ingress"]]);
  });

  it("changes the object", async () => {
    const expression = "Object{spec: Object.spec{type: 'ClusterIP'}}";
    const policy = {
      matchConstraints: { resourceRules: [{ ...resourceRules[0], operations: ["CREATE"] }] },
      mutations: [{ patchType: "ApplyConfiguration", applyConfiguration: { expression } }],
    };
    const { patch } = await mutate(requestFor(service), capture({ p: policy }), CLOCK);
    expect(patch).toEqual([{ op: "replace", path: "/spec/type", value: "ClusterIP" }]);
  });
});
