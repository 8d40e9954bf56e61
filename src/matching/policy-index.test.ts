import { describe, expect, it } from "vitest";
import type { Binding, CompiledValidatingPolicy, MatchResources } from "../policy/model.ts";
import type { MatchingView } from "./match.ts";
import { PolicyIndex } from "./policy-index.ts";
import type { AdmissionRequest } from "./request.ts";

const EVERYTHING = { matchLabels: {}, matchExpressions: [] };

function resources(apiGroup: string, resource: string, operation = "CREATE"): MatchResources {
  return {
    namespaceSelector: EVERYTHING,
    objectSelector: EVERYTHING,
    resourceRules: [
      {
        resourceNames: [],
        operations: [operation],
        apiGroups: [apiGroup],
        apiVersions: ["v1"],
        resources: [resource],
        scope: "*",
      },
    ],
    excludeResourceRules: [],
    matchPolicy: "Equivalent",
  };
}

function policy(name: string, matchConstraints: MatchResources, matchResources: (MatchResources | undefined)[]) {
  const bindings = matchResources.map((match, i): Binding => {
    const bound = match === undefined ? {} : { matchResources: match };
    return { name: `${name}-${i}`, policyName: name, validationActions: ["Deny"], ...bound };
  });
  const made: CompiledValidatingPolicy = {
    kind: "ValidatingAdmissionPolicy",
    name,
    source: "test",
    failurePolicy: "Fail",
    matchConstraints,
    matchConditions: [],
    variables: [],
    validations: [],
    auditAnnotations: [],
    bindings,
  };
  return made;
}

function request(group: string, resource: string, subResource = "", operation = "CREATE") {
  const requestResource = { group, version: "v1", resource };
  return { operation, requestResource, requestSubResource: subResource, namespace: "" } as AdmissionRequest;
}

const index = new PolicyIndex([
  policy("a-pods", resources("", "pods"), [undefined]),
  policy("b-unbound", resources("*", "*"), []),
  policy("c-all", resources("*", "*/*"), [resources("", "pods"), resources("", "secrets")]),
  policy("d-events", resources("", "events"), [undefined]),
  policy("e-status", resources("", "pods/status", "UPDATE"), [undefined]),
]);

const view: MatchingView = { namespace: () => undefined, served: () => undefined };

function found(made: AdmissionRequest): string[] {
  return index.candidates(made, view).map((candidate) => {
    const bindings = candidate.bindings.map(({ binding }) => binding.name.replace(`${candidate.policy.name}-`, ""));
    return `${candidate.policy.name}: ${bindings.join()}`;
  });
}

describe("PolicyIndex", () => {
  it.each<[title: string, request: AdmissionRequest, expected: string[]]>([
    ["a resource", request("", "pods"), ["a-pods: 0", "c-all: 0"]],
    ["a resource of another binding", request("", "secrets"), ["c-all: 1"]],
    ["a resource of no binding", request("apps", "deployments"), ["c-all: "]],
    ["another operation", request("", "pods", "", "UPDATE"), []],
    ["a subresource", request("", "pods", "status", "UPDATE"), ["e-status: 0"]],
    ["a resource in its other group", request("events.k8s.io", "events"), ["c-all: ", "d-events: 0"]],
  ])("%s", (_title, made, expected) => {
    expect(found(made)).toEqual(expected);
    expect(found(made)).toEqual(expected);
  });

  it("looks once for each combination", () => {
    expect(index.candidates(request("", "pods"), view)).toBe(index.candidates(request("", "pods"), view));
  });

  it("remembers no more than it can hold", () => {
    const first = index.candidates(request("", "pods"), view);
    for (let i = 0; i < 5000; i++) index.candidates(request("example.com", `made-up-${i}`), view);
    expect(index.candidates(request("", "pods"), view)).not.toBe(first);
    expect(index.candidates(request("", "pods"), view)).toEqual(first);
  });

  it("looks at namespaceSelectors once for each state of a namespace", () => {
    const inEnv = (env: string): MatchResources => ({
      ...resources("", "pods"),
      namespaceSelector: { matchLabels: { env }, matchExpressions: [] },
    });
    const selective = new PolicyIndex([
      policy("prod", inEnv("prod"), [undefined]),
      policy("test", inEnv("test"), [undefined]),
      policy("bound", resources("", "pods"), [inEnv("test"), inEnv("prod")]),
    ]);
    const shop = { metadata: { labels: { env: "prod" } } };
    const inShop: MatchingView = { ...view, namespace: (name) => (name === "shop" ? shop : undefined) };
    const names = (namespace: string) => {
      const candidates = selective.candidates({ ...request("", "pods"), namespace }, inShop);
      return candidates.map(({ policy: { name }, bindings }) => `${name} ${bindings.length}`);
    };
    expect(names("shop")).toEqual(["prod 1", "bound 1"]);
    expect(names("shop")).toEqual(["prod 1", "bound 1"]);
    // Of cluster-scoped objects and where the namespace is missing, matching decides.
    expect(names("")).toEqual(["prod 1", "test 1", "bound 2"]);
    expect(names("gone")).toEqual(["prod 1", "test 1", "bound 2"]);
  });

  it("leaves open what a request decides by itself", () => {
    const inEnv = {
      ...resources("", "pods"),
      namespaceSelector: { matchLabels: { env: "prod" }, matchExpressions: [] },
    };
    const labelled = { ...resources("", "pods"), objectSelector: { matchLabels: { a: "b" }, matchExpressions: [] } };
    const excepted = { ...resources("", "pods"), excludeResourceRules: resources("", "secrets").resourceRules };
    const withRule = (more: object) => ({
      ...resources("", "pods"),
      resourceRules: resources("", "pods").resourceRules.map((rule) => ({ ...rule, ...more })),
    });
    const open = new PolicyIndex([
      policy("decided", resources("", "pods"), [resources("*", "*"), labelled]),
      policy("env", inEnv, [undefined]),
      policy("labelled", labelled, [undefined]),
      policy("excepted", excepted, [undefined]),
      policy("namespaced", withRule({ scope: "Namespaced" }), [undefined]),
      policy("named", withRule({ resourceNames: ["a"] }), [undefined]),
      policy("equivalent", withRule({ apiVersions: ["v2"] }), [undefined]),
    ]);
    const shop = { metadata: { labels: { env: "prod" } } };
    const inShop: MatchingView = { ...view, namespace: (name) => (name === "shop" ? shop : undefined) };
    const undecided = (namespace: string) =>
      open
        .candidates({ ...request("", "pods"), namespace }, inShop)
        .flatMap(({ policy: { name }, criteria, bindings }) => {
          const own = criteria === undefined ? [] : [name];
          return [
            ...own,
            ...bindings.flatMap(({ binding, criteria }) => (criteria === undefined ? [] : [binding.name])),
          ];
        });
    const always = ["labelled", "excepted", "namespaced", "named", "equivalent"];
    expect(undecided("shop")).toEqual(["decided-1", ...always]);
    expect(undecided("gone")).toEqual(["decided-1", "env", ...always]);
  });
});
