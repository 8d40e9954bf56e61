/** Policies of the e2e tests, about ConfigMaps in the namespace of the tests. */

interface Spec {
  readonly operations?: string;
  readonly annotations?: string;
  readonly expression: string;
}

function documents(kind: "Validating" | "Mutating", name: string, spec: Spec, body: string, binding: string): string {
  const { operations = "CREATE, UPDATE", annotations = "{}" } = spec;
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}AdmissionPolicy
metadata: {name: ${name}, annotations: ${annotations}}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [${operations}], resources: [configmaps]}]
${body}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}AdmissionPolicyBinding
metadata: {name: ${name}}
spec: {policyName: ${name}${binding}}
`;
}

/** @param actions `Deny`, `Warn, Audit` */
export function validating(name: string, actions: string, message: string, spec: Spec): string {
  const body = `  validations:
    - {expression: ${JSON.stringify(spec.expression)}, message: ${JSON.stringify(message)}, reason: Forbidden}`;
  return documents("Validating", name, spec, body, `, validationActions: [${actions}]`);
}

/** @param spec with the expression of a configuration */
export function mutating(name: string, spec: Spec): string {
  const body = `  reinvocationPolicy: IfNeeded
  mutations:
    - {patchType: ApplyConfiguration, applyConfiguration: {expression: ${JSON.stringify(spec.expression)}}}`;
  return documents("Mutating", name, spec, body, "");
}

export const POLICIES = {
  "label.yaml": mutating("e2e-label", {
    annotations: '{sallyport.dev/warn: "true"}',
    expression: "Object{metadata: Object.metadata{labels: {'e2e.example.com/seen': 'yes'}}}",
  }),
  "team.yaml": validating("e2e-team", "Warn, Audit", "name a team", {
    expression: "'team' in object.?data.orValue({})",
  }),
  "locked.yaml": validating("e2e-locked", "Deny", "it is locked", {
    operations: "DELETE",
    expression: "oldObject.?data[?'locked'].orValue('') != 'true'",
  }),
  "frozen.yaml": validating("e2e-frozen", "Deny", "the owner stays", {
    operations: "UPDATE",
    expression: "object.?data[?'owner'].orValue('') == oldObject.?data[?'owner'].orValue('')",
  }),
};
