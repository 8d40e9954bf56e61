import { describe, expect, it } from "vitest";
import { showFinding } from "./finding.ts";
import { type Loaded, load } from "./load.ts";

const policy = (name: string, expression = "object.spec.replicas <= 5", more = "") => `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: ${name}
spec:${more}
  matchConstraints:
    resourceRules:
    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  validations:
  - expression: ${expression}
`;
const binding = (name: string, policyName: string) => `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: ${name}}
spec: {policyName: ${policyName}, validationActions: [Deny]}
`;
const mutating = (name: string, suffix = "") => `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy${suffix}
metadata: {name: ${name}}
spec:
  reinvocationPolicy: Never
  matchConstraints:
    resourceRules:
    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  mutations:
  - patchType: JSONPatch
    jsonPatch: {expression: "[JSONPatch{op: 'remove', path: '/spec/x'}]"}
`;

const file = (source: string, ...documents: string[]) => ({ source, text: documents.join("---\n") });
const shown = (findings: Loaded["faults"]) => findings.map(showFinding);
const names = ({ snapshot }: Loaded) => [...snapshot.validating, ...snapshot.mutating].map(({ name }) => name);
const expressions = ({ snapshot }: Loaded) => snapshot.validating.map(({ validations }) => validations[0]?.expression);

describe("load", () => {
  it("puts policies with their bindings in order", () => {
    const loaded = load([
      file("b.yaml", policy("z"), binding("z2", "z"), binding("z1", "z")),
      file("a.yaml", binding("m", "m"), policy("m"), mutating("n2"), mutating("n1")),
    ]);
    expect(loaded.faults).toEqual([]);
    const { validating, mutating: mutators } = loaded.snapshot;
    expect(validating.map(({ name, source, bindings }) => [name, source, bindings.map(({ name }) => name)])).toEqual([
      ["m", "a.yaml", ["m"]],
      ["z", "b.yaml", ["z1", "z2"]],
    ]);
    expect(mutators.map(({ name, kind }) => [name, kind])).toEqual([
      ["n1", "MutatingAdmissionPolicy"],
      ["n2", "MutatingAdmissionPolicy"],
    ]);
  });

  it("fills in the defaults", () => {
    const [only] = load([file("a.yaml", policy("p"))]).snapshot.validating;
    expect(only).toMatchObject({ failurePolicy: "Fail", matchConditions: [], variables: [], auditAnnotations: [] });
    expect(only?.matchConstraints).toEqual({
      namespaceSelector: { matchLabels: {}, matchExpressions: [] },
      objectSelector: { matchLabels: {}, matchExpressions: [] },
      resourceRules: [
        {
          resourceNames: [],
          operations: ["CREATE"],
          apiGroups: ["apps"],
          apiVersions: ["v1"],
          resources: ["deployments"],
          scope: "*",
        },
      ],
      excludeResourceRules: [],
      matchPolicy: "Equivalent",
    });
  });

  it("tells a fault with its place in the expression, and the name that was perhaps meant", () => {
    const text = policy(
      "p",
      "|-\n      object.spec.replicas < 5 &&\n      variables.limt > 2",
      "\n  variables: [{name: limit, expression: '5'}]",
    );
    expect(shown(load([file("a.yaml", text)]).faults)).toEqual([
      `a.yaml:14:16: ValidatingAdmissionPolicy p: spec.validations[0].expression: undefined field 'limt', did you mean 'limit'?
 |       variables.limt > 2
 |                ^`,
    ]);
  });

  it("tells a fault of a field at the field", () => {
    const text = policy("p").replace("[CREATE]", "[CREATE, PATCH]");
    expect(shown(load([file("a.yaml", text)]).faults)).toEqual([
      `a.yaml:9:73: ValidatingAdmissionPolicy p: spec.matchConstraints.resourceRules[0].operations[1]: Unsupported value: "PATCH": supported values: "*", "CONNECT", "CREATE", "DELETE", "UPDATE"
 |     - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, PATCH], resources: [deployments]}
 |                                                                   ^`.replace("9:73", "9:67"),
    ]);
  });

  it("tells a wrong type", () => {
    const text = policy("p", "5");
    expect(shown(load([file("a.yaml", text)]).faults)).toEqual([
      `a.yaml:11:17: ValidatingAdmissionPolicy p: spec.validations[0].expression: json: cannot unmarshal number into Go struct field Validation.spec.validations.expression of type string
 |   - expression: 5
 |                 ^`,
    ]);
  });

  it("warns of what has no effect, of unknown fields and of types", () => {
    const text = policy("p", "object.spec.replica < 5", "\n  colour: red");
    const { warnings, faults } = load([file("a.yaml", text, binding("b", "q"))]);
    expect(faults).toEqual([]);
    expect(warnings.map(({ line, column, field, message }) => `${line}:${column}: ${field}: ${message}`)).toEqual([
      '7:11: spec.colour: unknown field "spec.colour"',
      "12:28: spec.validations[0].expression: for apps/v1, Kind=Deployment: undefined field 'replica', did you mean 'replicas'?",
      "5:9: metadata.name: no ValidatingAdmissionPolicyBinding binds this policy: it has no effect",
      "18:20: spec.policyName: there is no ValidatingAdmissionPolicy q",
    ]);
  });

  it("gives other objects through, and knows the custom resources among them", () => {
    const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  versions:
  - name: v1
    served: true
    schema: {openAPIV3Schema: {type: object, properties: {size: {type: integer}}}}
`;
    const text = policy("p", "object.sizes > 1").replace("[apps]", "[example.com]").replace("deployments", "widgets");
    const { objects, warnings } = load([file("a.yaml", text, binding("b", "p")), file("b.yaml", definition)]);
    expect(objects).toHaveLength(1);
    expect(warnings.map(({ message }) => message)).toEqual([
      "for example.com/v1, Kind=Widget: undefined field 'sizes', did you mean 'size'?",
    ]);
  });
});

describe("load again", () => {
  const YES = "1 == 1";
  const NO = "1 == 2";
  const first = load([file("a.yaml", policy("p", YES), binding("b", "p")), file("c.yaml", policy("q", YES))]);

  it("compiles only what has changed", () => {
    const second = load([file("a.yaml", policy("p", YES), binding("b", "p")), file("c.yaml", policy("q", NO))], first);
    const program = ({ snapshot }: Loaded, i: number) => snapshot.validating[i]?.validations[0]?.program;
    expect(program(second, 0)).toBe(program(first, 0));
    expect(program(second, 1)).not.toBe(program(first, 1));
  });

  it("keeps the last good version of a document that is refused, and follows the others", () => {
    const second = load(
      [file("a.yaml", policy("p", "5 + 5"), binding("b", "p")), file("c.yaml", policy("q", NO))],
      first,
    );
    expect(expressions(second)).toEqual([YES, NO]);
    expect(second.faults).toHaveLength(1);
    const third = load([file("a.yaml", policy("p", "3 == 3")), file("c.yaml", policy("q", "nope"))], second);
    expect(expressions(third)).toEqual(["3 == 3", NO]);
    expect(third.snapshot.validating[0]?.bindings).toEqual([]);
  });

  it("keeps what was in a text that cannot be read", () => {
    const second = load([file("a.yaml", "a: [\n"), file("c.yaml", policy("q", NO))], first);
    expect(expressions(second)).toEqual([YES, NO]);
    expect(second.snapshot.validating[0]?.bindings).toHaveLength(1);
    const misspelt = load([file("a.yaml", mutating("p", "s"), binding("b", "p"))], first);
    expect(names(misspelt)).toEqual(["p"]);
  });

  it("forgets what is gone", () => {
    expect(names(load([file("c.yaml", policy("q", YES))], first))).toEqual(["q"]);
  });

  it("refuses a second document of one name, and names both places", () => {
    const second = load([file("0.yaml", policy("p", NO)), file("a.yaml", policy("p", YES))], first);
    expect(expressions(second)).toEqual([YES]);
    expect(shown(second.faults)).toEqual([
      `0.yaml:5:9: ValidatingAdmissionPolicy p: metadata.name: defined twice: the one at a.yaml:2 counts, this one does not
 |   name: p
 |         ^`,
    ]);
    const fresh = load([file("b.yaml", policy("p", YES)), file("a.yaml", policy("p", NO), policy("p", YES))]);
    expect(expressions(fresh)).toEqual([NO]);
    expect(fresh.faults.map(({ source, line }) => [source, line])).toEqual([
      ["a.yaml", 17],
      ["b.yaml", 5],
    ]);
  });

  it("has the same revision for the same documents, wherever they stand", () => {
    const moved = load([file("z.yaml", policy("q", YES)), file("y.yaml", binding("b", "p"), policy("p", "4 == 4"))]);
    const same = load([file("z.yaml", policy("q", YES), policy("p", YES)), file("y.yaml", binding("b", "p"))]);
    expect(first.snapshot.revision).toMatch(/^[0-9a-f]{12}$/);
    expect(same.snapshot.revision).toBe(first.snapshot.revision);
    expect(moved.snapshot.revision).not.toBe(first.snapshot.revision);
  });
});
