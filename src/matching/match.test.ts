import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import type { LabelSelector } from "../kube/selector.ts";
import type { MatchResources, NamedRuleWithOperations } from "../policy/model.ts";
import { type MatchingView, match, prepareCriteria } from "./match.ts";
import type { AdmissionRequest } from "./request.ts";
import { builtInResource } from "./served-resource.ts";

const EVERYTHING: LabelSelector = { matchLabels: {}, matchExpressions: [] };

function rule(over: Partial<NamedRuleWithOperations> = {}): NamedRuleWithOperations {
  return {
    resourceNames: [],
    operations: ["CREATE"],
    apiGroups: [""],
    apiVersions: ["v1"],
    resources: ["pods"],
    scope: "*",
    ...over,
  };
}

function criteria(over: Partial<MatchResources>) {
  return prepareCriteria({
    namespaceSelector: EVERYTHING,
    objectSelector: EVERYTHING,
    resourceRules: [rule()],
    excludeResourceRules: [],
    matchPolicy: "Equivalent",
    ...over,
  });
}

function request(over: Partial<AdmissionRequest> = {}): AdmissionRequest {
  const kind = over.kind ?? { group: "", version: "v1", kind: "Pod" };
  const resource = over.resource ?? { group: "", version: "v1", resource: "pods" };
  return {
    uid: "1",
    kind,
    resource,
    subResource: "",
    requestKind: kind,
    requestResource: resource,
    requestSubResource: over.subResource ?? "",
    name: "web",
    namespace: "shop",
    operation: "CREATE",
    userInfo: { username: "alice", uid: "", groups: [], extra: {} },
    object: { metadata: { name: "web", labels: { app: "web" } } },
    oldObject: null,
    dryRun: false,
    options: null,
    ...over,
  };
}

const view: MatchingView = {
  namespace: (name) => (name === "gone" ? undefined : { metadata: { name, labels: { env: "prod", name } } }),
  served: builtInResource,
};

const labels = (matchLabels: { [key: string]: string }): LabelSelector => ({ matchLabels, matchExpressions: [] });

describe("rules", () => {
  it.each<
    [title: string, rule: Partial<NamedRuleWithOperations>, request: Partial<AdmissionRequest>, matches: boolean]
  >([
    ["the very resource", {}, {}, true],
    ["another operation", {}, { operation: "UPDATE" }, false],
    ["every operation", { operations: ["*"] }, { operation: "CONNECT" }, true],
    ["another group", { apiGroups: ["apps"] }, {}, false],
    ["every group", { apiGroups: ["*"] }, {}, true],
    ["every version", { apiVersions: ["*"] }, {}, true],
    ["a version that is not served", { apiVersions: ["v2"] }, {}, false],
    ["pods has no subresources", {}, { subResource: "status" }, false],
    ["pods/status", { resources: ["pods/status"] }, { subResource: "status" }, true],
    ["pods/status is not pods", { resources: ["pods/status"] }, {}, false],
    ["pods/* takes subresources", { resources: ["pods/*"] }, { subResource: "status" }, true],
    ["pods/* takes pods too", { resources: ["pods/*"] }, {}, true],
    ["* takes no subresource", { resources: ["*"] }, { subResource: "status" }, false],
    ["*/* takes all", { resources: ["*/*"] }, { subResource: "status" }, true],
    ["*/scale takes scales", { resources: ["*/scale"] }, { subResource: "scale" }, true],
    ["*/scale takes nothing else", { resources: ["*/scale"] }, {}, false],
    ["scope Namespaced", { scope: "Namespaced" }, {}, true],
    ["scope Namespaced, cluster-scoped", { scope: "Namespaced" }, { namespace: "" }, false],
    ["scope Cluster", { scope: "Cluster" }, {}, false],
    ["scope Cluster, cluster-scoped", { scope: "Cluster" }, { namespace: "" }, true],
    ["a name", { resourceNames: ["db", "web"] }, {}, true],
    ["another name", { resourceNames: ["db"] }, {}, false],
    ["a name not known yet", { resourceNames: ["web"] }, { name: "" }, false],
  ])("%s", (_title, over, made, matches) => {
    const outcome = match(criteria({ resourceRules: [rule(over)] }), request(made), view);
    expect(outcome.outcome).toBe(matches ? "match" : "mismatch");
  });

  it("counts namespaces as cluster-scoped although their requests carry a namespace", () => {
    const namespaces: Partial<AdmissionRequest> = {
      resource: { group: "", version: "v1", resource: "namespaces" },
      kind: { group: "", version: "v1", kind: "Namespace" },
    };
    const take = (scope: "Cluster" | "Namespaced") =>
      match(criteria({ resourceRules: [rule({ resources: ["namespaces"], scope })] }), request(namespaces), view)
        .outcome;
    expect([take("Cluster"), take("Namespaced")]).toEqual(["match", "mismatch"]);
  });

  it("lets exclusions win, over equivalent forms too", () => {
    const resourceRules = [rule({ apiGroups: ["*"], apiVersions: ["*"], resources: ["*"] })];
    const excluded = criteria({ resourceRules, excludeResourceRules: [rule({ resources: ["events"] })] });
    const events = { group: "events.k8s.io", version: "v1" };
    const made = request({ resource: { ...events, resource: "events" }, kind: { ...events, kind: "Event" } });
    expect(match(excluded, made, view)).toEqual({ outcome: "mismatch", reason: "a rule excludes the request" });
    expect(match({ ...excluded, equivalent: false }, made, view).outcome).toBe("match");
  });
});

describe("equivalent forms", () => {
  const v1: Partial<AdmissionRequest> = {
    resource: { group: "autoscaling", version: "v1", resource: "horizontalpodautoscalers" },
    kind: { group: "autoscaling", version: "v1", kind: "HorizontalPodAutoscaler" },
  };
  const autoscalers = (...apiVersions: string[]) =>
    rule({ apiGroups: ["autoscaling"], apiVersions, resources: ["horizontalpodautoscalers"] });
  const formOf = (over: Partial<MatchResources>, made: Partial<AdmissionRequest>) => {
    const outcome = match(criteria(over), request(made), view);
    return outcome.outcome === "match" ? `${outcome.form.resource.version} ${outcome.form.kind.kind}` : outcome.outcome;
  };

  it("takes another version of the resource", () => {
    expect(formOf({ resourceRules: [autoscalers("v2")] }, v1)).toBe("v2 HorizontalPodAutoscaler");
  });

  it("prefers the version requested", () => {
    expect(formOf({ resourceRules: [autoscalers("v2"), autoscalers("v1")] }, v1)).toBe("v1 HorizontalPodAutoscaler");
  });

  it("does not exist for Exact", () => {
    expect(formOf({ resourceRules: [autoscalers("v2")], matchPolicy: "Exact" }, v1)).toBe("mismatch");
  });

  it("are assumed for resources nobody knows", () => {
    const widgets = { group: "example.com", version: "v1beta1", resource: "widgets" };
    const kind = { group: "example.com", version: "v1beta1", kind: "Widget" };
    const resourceRules = [rule({ apiGroups: ["example.com"], apiVersions: ["v1"], resources: ["widgets"] })];
    expect(formOf({ resourceRules }, { resource: widgets, kind })).toBe("v1 Widget");
  });

  it("include the one that the review came converted to", () => {
    const ingress = { group: "extensions", version: "v1beta1", resource: "ingresses" };
    const converted = { group: "networking.k8s.io", version: "v1", resource: "ingresses" };
    const resourceRules = [rule({ apiGroups: ["networking.k8s.io"], apiVersions: ["v1"], resources: ["ingresses"] })];
    const made = {
      resource: converted,
      kind: { group: "networking.k8s.io", version: "v1", kind: "Ingress" },
      requestResource: ingress,
      requestKind: { group: "extensions", version: "v1beta1", kind: "Ingress" },
    };
    expect(formOf({ resourceRules }, made)).toBe("v1 Ingress");
  });
});

describe("namespaceSelector", () => {
  const production = { namespaceSelector: labels({ env: "prod" }) };
  const test = { namespaceSelector: labels({ env: "test" }) };
  const namespace = (env: string): JsonObject => ({ metadata: { name: "shop", labels: { env } } });
  const ofNamespace: Partial<AdmissionRequest> = {
    resource: { group: "", version: "v1", resource: "namespaces" },
    kind: { group: "", version: "v1", kind: "Namespace" },
  };
  const rules = { resourceRules: [rule({ operations: ["*"], resources: ["*", "*/*"] })] };

  it.each<[title: string, selector: Partial<MatchResources>, request: Partial<AdmissionRequest>, outcome: string]>([
    ["selects", production, {}, "match"],
    ["does not select", test, {}, "mismatch"],
    ["never keeps cluster-scoped objects out", test, { namespace: "" }, "match"],
    ["sees the labels a namespace is created with", test, { ...ofNamespace, object: namespace("test") }, "match"],
    [
      "sees the new labels of an updated namespace",
      test,
      { ...ofNamespace, operation: "UPDATE", object: namespace("test"), oldObject: namespace("prod") },
      "match",
    ],
    [
      "sees the labels of a deleted namespace",
      test,
      { ...ofNamespace, operation: "DELETE", object: null, oldObject: namespace("test") },
      "match",
    ],
    [
      "sees the old labels when only the status changes",
      test,
      {
        ...ofNamespace,
        operation: "UPDATE",
        subResource: "status",
        object: namespace("test"),
        oldObject: namespace("prod"),
      },
      "mismatch",
    ],
    ["cannot tell without the namespace", production, { namespace: "gone" }, "error"],
    ["needs no namespace when it is empty", {}, { namespace: "gone" }, "match"],
  ])("%s", (_title, selector, made, outcome) => {
    expect(match(criteria({ ...rules, ...selector }), request(made), view).outcome).toBe(outcome);
  });

  it("fails only what it applies to", () => {
    const elsewhere = criteria({ ...production, resourceRules: [rule({ resources: ["secrets"] })] });
    expect(match(elsewhere, request({ namespace: "gone" }), view).outcome).toBe("mismatch");
    expect(match(criteria(production), request({ namespace: "gone" }), view)).toEqual({
      outcome: "error",
      message: 'namespaces "gone" not found',
    });
  });
});

describe("objectSelector", () => {
  const guarded = { metadata: { labels: { guarded: "yes" } } };
  const free = { metadata: {} };
  it.each<
    [title: string, selector: LabelSelector, object: JsonObject | null, old: JsonObject | null, matches: boolean]
  >([
    ["the object", labels({ guarded: "yes" }), guarded, null, true],
    ["the old object", labels({ guarded: "yes" }), free, guarded, true],
    ["a deleted object", labels({ guarded: "yes" }), null, guarded, true],
    ["neither", labels({ guarded: "yes" }), free, free, false],
    [
      "no object at all",
      { matchLabels: {}, matchExpressions: [{ key: "a", operator: "DoesNotExist", values: [] }] },
      null,
      null,
      false,
    ],
    [
      "an object without metadata",
      { matchLabels: {}, matchExpressions: [{ key: "a", operator: "DoesNotExist", values: [] }] },
      { command: ["sh"] },
      null,
      false,
    ],
    ["a key of Object.prototype", labels({ constructor: "x" }), free, null, false],
  ])("%s", (_title, objectSelector, object, oldObject, matches) => {
    const outcome = match(criteria({ objectSelector }), request({ object, oldObject }), view);
    expect(outcome.outcome).toBe(matches ? "match" : "mismatch");
  });
});

describe("a binding without rules", () => {
  it("takes what its selectors take", () => {
    expect(match(criteria({ resourceRules: [] }), request(), view).outcome).toBe("match");
    const other = criteria({ resourceRules: [], namespaceSelector: labels({ env: "test" }) });
    expect(match(other, request(), view).outcome).toBe("mismatch");
  });
});
