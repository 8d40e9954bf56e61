import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import { typeCheck } from "./type-checking.ts";

const rule = (apiGroup: string, ...resources: string[]) => ({ apiGroups: [apiGroup], apiVersions: ["v1"], resources });

function warnings(spec: JsonObject): string[] {
  return typeCheck({ spec }, []).map(({ fieldRef, warning }) => `${fieldRef} ${warning}`);
}

// The warnings are those that k8s.io/apiserver v0.36.2 gives with the schemas of Kubernetes 1.36.
describe("typeCheck", () => {
  it("tells for each kind what does not fit, in the order of the kinds", () => {
    const spec = {
      matchConstraints: { resourceRules: [rule("apps", "deployments"), rule("", "pods")] },
      validations: [{ expression: "object.spec.replicas == 1", messageExpression: "object.nope" }],
    };
    expect(warnings(spec)).toEqual([
      `spec.validations[0].expression /v1, Kind=Pod: ERROR: <input>:1:12: undefined field 'replicas'
 | object.spec.replicas == 1
 | ...........^
`,
      `spec.validations[0].messageExpression /v1, Kind=Pod: ERROR: <input>:1:7: undefined field 'nope'
 | object.nope
 | ......^

apps/v1, Kind=Deployment: ERROR: <input>:1:7: undefined field 'nope'
 | object.nope
 | ......^
`,
    ]);
  });

  it.each([
    // Values of many types, and objects in variables, are dyn.
    ["object.spec.minAvailable == 'x' && object.spec.minAvailable == 1", []],
    ["variables.spec.nope == 1", []],
    ["variables.bad == 1", []],
    ["variables.labels.a == 1", ["20: found no matching overload for '_==_' applied to '(string, int)'"]],
    [
      "authorizer.requestResource.check('get').allowed()",
      ["11: unexpected failed resolution of 'kubernetes.authorization.Authorizer'"],
    ],
    ["params.data.x == 1", ["15: found no matching overload for '_==_' applied to '(string, int)'"]],
    [
      "object.metadata.creationTimestamp == 'x'",
      ["35: found no matching overload for '_==_' applied to '(timestamp, string)'"],
    ],
    ["request.nope", ["8: undefined field 'nope'"]],
    ["1", []],
  ])("of %s", (expression, faults) => {
    const spec = {
      paramKind: { apiVersion: "v1", kind: "ConfigMap" },
      matchConstraints: { resourceRules: [rule("policy", "poddisruptionbudgets")] },
      variables: [
        { name: "spec", expression: "object.spec" },
        { name: "bad", expression: "object.nope" },
        { name: "labels", expression: "object.metadata.labels" },
      ],
      validations: [{ expression }],
    };
    const [{ results } = { results: [] }] = typeCheck({ spec }, []);
    const shown = results.flatMap(({ issues }) => issues.map(({ offset, message }) => `${offset + 1}: ${message}`));
    expect(shown).toEqual(faults);
  });
});
