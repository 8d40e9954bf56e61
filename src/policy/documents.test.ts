import { describe, expect, it } from "vitest";
import { readDocuments } from "./documents.ts";

const read = (text: string) => readDocuments({ source: "a.yaml", text });
const faultsIn = (text: string) =>
  read(text).faults.map(({ line, column, message }) => `${line}:${column}: ${message}`);

const KNOWN =
  "known are ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding, MutatingAdmissionPolicy, MutatingAdmissionPolicyBinding of admissionregistration.k8s.io/v1, v1beta1, v1alpha1, and AdmissionPolicy, WorkloadKind and PolicyExamples of sallyport.dev/v1";

describe("readDocuments", () => {
  it("sorts policies from other objects", () => {
    const { policies, objects, faults } = read(`
apiVersion: admissionregistration.k8s.io/v1beta1
kind: MutatingAdmissionPolicyBinding
metadata: {name: b}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: limits}
`);
    expect(policies.map(({ kind, version, name }) => [kind, version, name])).toEqual([
      ["MutatingAdmissionPolicyBinding", "v1beta1", "b"],
    ]);
    expect(objects).toEqual([{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "limits" } }]);
    expect(faults).toEqual([]);
  });

  it("takes lists apart, with places in the list", () => {
    const { policies, objects, faults } = read(`apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
- apiVersion: admissionregistration.k8s.io/v1
  kind: ValidatingAdmissionPolicyList
  items:
  - metadata:
      name: p
- 7
`);
    expect(objects).toHaveLength(1);
    const [policy] = policies;
    expect([policy?.kind, policy?.version, policy?.name]).toEqual(["ValidatingAdmissionPolicy", "v1", "p"]);
    expect(policy?.place.finding("x", "metadata.name")).toMatchObject({ line: 10, column: 13 });
    expect(faults).toMatchObject([{ line: 11, column: 3 }]);
  });

  it("reads examples, and tells what is wrong in them", () => {
    const { examples, faults, exampleFaults } = read(`
apiVersion: sallyport.dev/v1
kind: PolicyExamples
metadata: {name: p}
good:
- name: a
  object: 7
`);
    expect(examples.map(({ policy }) => policy)).toEqual(["p"]);
    expect(faults).toEqual([]);
    expect(exampleFaults).toMatchObject([
      { line: 7, column: 11, field: "good[0].object", message: "must be an object" },
      { line: 7, column: 11, field: "good[0].object", message: "is needed" },
    ]);
  });

  it.each([
    ["- 1\n", ["1:1: not an object: a document has apiVersion, kind and metadata"]],
    ["kind: Pod\n", ["1:1: no apiVersion"]],
    ["apiVersion: v1\nkind: ''\n", ["2:7: no kind"]],
    [
      "apiVersion: admissionregistration.k8s.io/v2\nkind: ValidatingAdmissionPolicy\n",
      [`2:7: admissionregistration.k8s.io/v2 ValidatingAdmissionPolicy is not a kind of policy; ${KNOWN}`],
    ],
    [
      "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\n",
      [`2:7: admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration is not a kind of policy; ${KNOWN}`],
    ],
    [
      "apiVersion: v1\nkind: MutatingAdmissionPolicy\n",
      [`2:7: v1 MutatingAdmissionPolicy is not a kind of policy; ${KNOWN}`],
    ],
    [
      "apiVersion: sallyport.dev/v2\nkind: AdmissionPolicy\n",
      [`2:7: sallyport.dev/v2 AdmissionPolicy is not a kind of policy; ${KNOWN}`],
    ],
    ["a: [\n", ["2:1: Flow sequence in block collection must be sufficiently indented and end with a ]"]],
  ])("tells what is wrong with %j", (text, faults) => {
    expect(faultsIn(text)).toEqual(faults);
  });
});
