import { expect, it } from "vitest";
import { load } from "../policy/load.ts";
import { NO_AUTHORIZER } from "./authorizer.ts";
import { memoryClusterView } from "./memory-cluster-view.ts";
import { runExample } from "./run-example.ts";

const rules = `{resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]}`;

const LABEL = mutating("Object{metadata: Object.metadata{labels: {'team': 'a'}}}", "ApplyConfiguration");
const APPEND = mutating("[JSONPatch{op: 'add', path: '/metadata/finalizers/-', value: 'example.com/f'}]", "JSONPatch");
const FAILING = mutating("Object{metadata: Object.metadata{name: object.data.missing}}", "ApplyConfiguration");
const JUDGING = `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: p}
spec: {matchConstraints: ${rules}, validations: [{expression: "has(object.data)", message: data is missing}]}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: p}
spec: {policyName: p, validationActions: [Audit]}
`;

const WITH_MFA = JUDGING.replace("has(object.data)", "'mfa' in request.userInfo.extra['example.com/amr']");

function mutating(expression: string, patchType: "ApplyConfiguration" | "JSONPatch"): string {
  const field = patchType === "JSONPatch" ? "jsonPatch" : "applyConfiguration";
  return `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: {name: p}
spec:
  failurePolicy: Ignore
  reinvocationPolicy: Never
  matchConstraints: ${rules}
  mutations: [{patchType: ${patchType}, ${field}: {expression: ${JSON.stringify(expression)}}}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: {name: p}
spec: {policyName: p}
`;
}

function object(metadata: string): string {
  return `{apiVersion: v1, kind: ConfigMap, metadata: ${metadata}}`;
}

it.each([
  [
    "a patch",
    LABEL,
    `mutated: [{name: e, object: ${object("{name: x}")}, result: ${object("{name: x, labels: {team: a}}")}}]`,
  ],
  ["nothing to do", LABEL, `mutated: [{name: e, object: ${object("{name: x, labels: {team: a}}")}}]`],
  [
    "a good object",
    JUDGING,
    `good: [{name: e, object: {apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {}}}]`,
  ],
  [
    "a user with something extra",
    WITH_MFA,
    `good: [{name: e, user: {extra: {example.com/amr: [mfa]}}, object: ${object("{name: x}")}}]`,
  ],
  ["a bad one", JUDGING, `bad: [{name: e, message: data is missing, object: ${object("{name: x}")}}]`],
])("agrees with the policy: %s", async (_title, policy, examples) => {
  expect(await problem(policy, examples)).toBeUndefined();
});

it.each([
  [
    "another result",
    LABEL,
    `mutated: [{name: e, object: ${object("{name: x}")}, result: ${object("{name: x, labels: {team: b}}")}}]`,
    'must give another result; the policy\'s differs by\n  {"op":"replace","path":"/metadata/labels/team","value":"a"}',
  ],
  [
    "a patch where none is expected",
    LABEL,
    `mutated: [{name: e, object: ${object("{name: x}")}}]`,
    'must give another result; the policy\'s differs by\n  {"op":"add","path":"/metadata/labels","value":{"team":"a"}}',
  ],
  [
    "a policy that changes its own result",
    APPEND,
    `mutated: [{name: e, object: ${object("{name: x, finalizers: [example.com/a]}")}, result: ${object("{name: x, finalizers: [example.com/a, example.com/f]}")}}]`,
    'must leave its own result as it is, but patches it:\n  {"op":"add","path":"/metadata/finalizers/2","value":"example.com/f"}',
  ],
  [
    "an error that is ignored",
    FAILING,
    `mutated: [{name: e, object: ${object("{name: x}")}}]`,
    expect.stringContaining("no such key"),
  ],
  [
    "a mutation of a validating policy",
    JUDGING,
    `mutated: [{name: e, object: ${object("{name: x}")}}]`,
    'there is no mutating policy "p" in force',
  ],
  [
    "a verdict of a mutating policy",
    LABEL,
    `good: [{name: e, object: ${object("{name: x}")}}]`,
    'there is no validating policy "p" in force',
  ],
  ["a refusal", JUDGING, `good: [{name: e, object: ${object("{name: x}")}}]`, "must be taken, but: data is missing"],
  [
    "another message",
    JUDGING,
    `bad: [{name: e, message: no data, object: ${object("{name: x}")}}]`,
    "must be refused with\n  no data\nbut the policy said\n  data is missing",
  ],
])("tells %s", async (_title, policy, examples, expected) => {
  expect(await problem(policy, examples)).toEqual(expected);
});

/** What is wrong with the only example. */
async function problem(policy: string, lists: string): Promise<string | undefined> {
  const document = `---\napiVersion: sallyport.dev/v1\nkind: PolicyExamples\nmetadata: {name: p}\n${lists}\n`;
  const { snapshot, objects, examples, faults } = load([{ source: "test", text: policy + document }]);
  expect(faults).toEqual([]);
  const captured = { snapshot, view: memoryClusterView(objects, NO_AUTHORIZER) };
  const [example] = examples.flatMap(({ examples }) => examples);
  return runExample("p", example!, captured);
}
