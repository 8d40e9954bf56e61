import { describe, expect, it } from "vitest";
import { parseJson } from "../json/parse.ts";
import { decode } from "./decode.ts";
import { type ApiVersion, SHAPES } from "./shapes.ts";

function decoded(kind: string, text: string, version: ApiVersion = "v1") {
  const shape = SHAPES[version].get(kind);
  if (shape === undefined) throw new Error(kind);
  return decode(parseJson(text), shape);
}

// The texts are those of sigs.k8s.io/json and k8s.io/api v0.36.2.
describe("a wrong type", () => {
  it.each([
    [
      "ValidatingAdmissionPolicy",
      "[]",
      "json: cannot unmarshal array into Go value of type v1.ValidatingAdmissionPolicy",
      "",
    ],
    [
      "ValidatingAdmissionPolicy",
      '{"spec":{"validations":["x"]}}',
      "json: cannot unmarshal string into Go struct field ValidatingAdmissionPolicySpec.spec.validations of type v1.Validation",
      "spec.validations[0]",
    ],
    [
      "ValidatingAdmissionPolicy",
      '{"spec":{"matchConstraints":{"resourceRules":[{"operations":["*", 1]}]}}}',
      "json: cannot unmarshal number into Go struct field NamedRuleWithOperations.spec.matchConstraints.resourceRules.RuleWithOperations.operations of type v1.OperationType",
      "spec.matchConstraints.resourceRules[0].operations[1]",
    ],
    [
      "MutatingAdmissionPolicy",
      '{"spec":{"failurePolicy":true}}',
      "json: cannot unmarshal bool into Go struct field MutatingAdmissionPolicySpec.spec.failurePolicy of type v1.FailurePolicyType",
      "spec.failurePolicy",
    ],
    [
      "ValidatingAdmissionPolicyBinding",
      '{"metadata":{"labels":{"a":1}}}',
      "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string",
      "metadata.labels.a",
    ],
    [
      "MutatingAdmissionPolicyBinding",
      '{"metadata":{"generation":1.5}}',
      "json: cannot unmarshal number 1.5 into Go struct field ObjectMeta.metadata.generation of type int64",
      "metadata.generation",
    ],
  ])("in a %s", (kind, text, message, field) => {
    expect(decoded(kind, text).error).toMatchObject({ message, field });
  });

  it("is named after the version's type", () => {
    const text = '{"spec":{"paramKind":"x","matchConstraints":{"objectSelector":[]}}}';
    expect(decoded("MutatingAdmissionPolicy", text, "v1beta1").error?.message).toBe(
      "json: cannot unmarshal string into Go struct field MutatingAdmissionPolicySpec.spec.paramKind of type v1beta1.ParamKind",
    );
  });

  it("is told once: the first one", () => {
    expect(decoded("ValidatingAdmissionPolicy", '{"kind":1,"spec":2}').error?.field).toBe("kind");
  });
});

describe("what is decoded", () => {
  it("leaves out nulls and unknown fields, which it tells", () => {
    const text =
      '{"colour":1,"spec":{"failurePolicy":null,"paramKind":{"kind":"K","x":{"y":1}},"variables":[{"z":1},null]}}';
    const { value, unknownFields, error } = decoded("ValidatingAdmissionPolicy", text);
    expect(value).toEqual({ spec: { paramKind: { kind: "K" }, variables: [{}, {}] } });
    expect(unknownFields).toEqual(["colour", "spec.paramKind.x", "spec.variables[0].z"]);
    expect(error).toBeUndefined();
  });

  it("knows own keys only", () => {
    const { value, unknownFields } = decoded("ValidatingAdmissionPolicy", '{"__proto__":{"a":1},"constructor":2}');
    expect(unknownFields).toEqual(["__proto__", "constructor"]);
    expect(Object.keys(value)).toEqual([]);
  });

  it("keeps labels of any name", () => {
    const { value } = decoded("ValidatingAdmissionPolicy", '{"metadata":{"labels":{"__proto__":"a"}}}');
    expect(JSON.stringify(value)).toBe('{"metadata":{"labels":{"__proto__":"a"}}}');
  });

  it("tells no more than 100 unknown fields", () => {
    const fields = Array.from({ length: 150 }, (_, i) => `"f${i}":1`).join();
    expect(decoded("ValidatingAdmissionPolicy", `{${fields}}`).unknownFields).toHaveLength(100);
  });
});
