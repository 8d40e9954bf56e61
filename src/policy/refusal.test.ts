import { describe, expect, it } from "vitest";
import type { FieldError } from "./field-errors.ts";
import { refusalOf } from "./refusal.ts";

const error = (field: string, message: string): FieldError => ({ reason: "FieldValueInvalid", field, message });

function refusal(fieldErrors: readonly FieldError[]) {
  return refusalOf({ fieldErrors, warnings: [], document: {} }, "Bad", "MutatingAdmissionPolicy", "v1beta1");
}

describe("refusalOf", () => {
  it("is nothing for a document without errors", () => {
    expect(refusal([])).toBeUndefined();
  });

  it("tells one error as it is", () => {
    expect(refusal([error("spec.a", "Invalid value: 1")])).toEqual({
      code: 422,
      reason: "Invalid",
      message: 'MutatingAdmissionPolicy.admissionregistration.k8s.io "Bad" is invalid: spec.a: Invalid value: 1',
      details: {
        name: "Bad",
        group: "admissionregistration.k8s.io",
        kind: "MutatingAdmissionPolicy",
        causes: [{ reason: "FieldValueInvalid", message: "Invalid value: 1", field: "spec.a" }],
      },
    });
  });

  it("tells several in brackets, equal ones once, but all causes", () => {
    const answer = refusal([error("a", "x"), error("b", "y"), error("a", "x")]);
    expect(answer?.message).toMatch(/ is invalid: \[a: x, b: y\]$/);
    expect(answer?.details?.causes).toHaveLength(3);
    expect(refusal([error("a", "x"), error("a", "x")])?.message).toMatch(/ is invalid: a: x$/);
  });

  it("tells a wrong type as a bad request", () => {
    const decodeError = { message: "json: cannot unmarshal", field: "spec", plain: "" };
    const compilation = { decodeError, fieldErrors: [], warnings: [], document: {} };
    expect(refusalOf(compilation, "p", "MutatingAdmissionPolicy", "v1beta1")).toEqual({
      code: 400,
      reason: "BadRequest",
      message:
        'MutatingAdmissionPolicy in version "v1beta1" cannot be handled as a MutatingAdmissionPolicy: json: cannot unmarshal',
    });
  });
});
