/** The policies of the server benchmark, as texts of policy files. */
import type { JsonObject } from "../../src/json/value.ts";
import { MUTATIONS, type Mutation } from "./mutations.ts";
import { RULES } from "./rules.ts";

/** The first sixteen are about pods, the rest about kinds that no request of the benchmark has. */
export function validatingPolicies(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const rule = RULES[index % RULES.length]?.cel ?? "true";
    const [group, resource] =
      index < RULES.length ? ["", "pods"] : [`group${index % 97}.example.com`, `things${index}`];
    const spec = { ...matching(group, resource), validations: [{ expression: rule }] };
    return documents("Validating", `policy-${index}`, spec, { validationActions: ["Deny"] });
  });
}

/** All about pods. */
export function mutatingPolicies(): readonly string[] {
  return MUTATIONS.map((mutation, index) => documents("Mutating", `default-${index}`, mutatingSpec(mutation), {}));
}

function mutatingSpec({ guards = [], variables = {}, apply, patch }: Mutation): JsonObject {
  return {
    ...matching("", "pods"),
    failurePolicy: "Ignore",
    reinvocationPolicy: "Never",
    matchConditions: guards.map((expression, index) => ({ name: `guard-${index}`, expression })),
    variables: Object.entries(variables).map(([name, expression]) => ({ name, expression })),
    mutations: [
      apply === undefined
        ? { patchType: "JSONPatch", jsonPatch: { expression: patch ?? "[]" } }
        : { patchType: "ApplyConfiguration", applyConfiguration: { expression: apply } },
    ],
  };
}

function matching(group = "", resource = ""): JsonObject {
  const rule = { apiGroups: [group], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: [resource] };
  return { matchConstraints: { resourceRules: [rule] } };
}

function documents(kind: "Validating" | "Mutating", name: string, spec: JsonObject, binding: JsonObject): string {
  const apiVersion = "admissionregistration.k8s.io/v1";
  const policy = { apiVersion, kind: `${kind}AdmissionPolicy`, metadata: { name }, spec };
  const bound = {
    apiVersion,
    kind: `${kind}AdmissionPolicyBinding`,
    metadata: { name },
    spec: { policyName: name, ...binding },
  };
  return `${JSON.stringify(policy)}\n---\n${JSON.stringify(bound)}\n`;
}
