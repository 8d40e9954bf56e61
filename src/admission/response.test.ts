import { describe, expect, it } from "vitest";
import { annotationName, reviewResponse } from "./response.ts";
import type { Verdict } from "./verdict.ts";

const ALLOWED: Verdict = {
  allowed: true,
  warnings: [],
  auditAnnotations: {},
  policies: [],
  findings: [],
  revision: "r",
};

describe("reviewResponse", () => {
  it("says no more than there is to say", () => {
    expect(reviewResponse("u-1", ALLOWED)).toEqual({
      apiVersion: "admission.k8s.io/v1",
      kind: "AdmissionReview",
      response: { uid: "u-1", allowed: true },
    });
  });

  it("carries status, warnings and annotations", () => {
    const status = { code: 403, reason: "Forbidden", message: "no", details: { causes: [{ message: "no" }] } };
    const verdict = { ...ALLOWED, allowed: false, status, warnings: ["w"], auditAnnotations: { "policy/key": "v" } };
    expect(reviewResponse("u-2", verdict).response).toEqual({
      uid: "u-2",
      allowed: false,
      status,
      warnings: ["w"],
      auditAnnotations: { "policy.key": "v" },
    });
  });
});

describe("annotationName", () => {
  it("is a name that the API server takes", () => {
    expect(annotationName("validation.policy.admission.k8s.io/validation_failure")).toBe("validation_failure");
    expect(annotationName("gpu-limits.example.com/count")).toBe("gpu-limits.example.com.count");
  });

  it("stays within 63 characters, and unlike for unlike keys", () => {
    const names = ["a", "b"].map((key) => annotationName(`${"p".repeat(80)}/${key}`));
    expect(names.map((name) => name.length)).toEqual([63, 63]);
    expect(names[0]).not.toBe(names[1]);
  });
});
