import { describe, expect, it } from "vitest";
import { DENY, policyOf } from "../../test/support/policies.ts";
import type { FailurePolicy, ValidationAction } from "../policy/model.ts";
import { Consequences } from "./consequences.ts";
import { ADMITTED, errorDecision, type Outcome } from "./outcome.ts";

const FAILED: Outcome = {
  decisions: [ADMITTED, { action: "deny", evaluation: "deny", message: "no", reason: "Forbidden" }],
  auditAnnotations: [],
};

function apply(actions: readonly ValidationAction[], outcome: Outcome, failurePolicy: FailurePolicy = "Fail") {
  const consequences = new Consequences();
  consequences.apply(policyOf({ failurePolicy }), { ...DENY, validationActions: actions }, outcome);
  return consequences;
}

describe("actions", () => {
  it("deny", () => {
    const { denial, warnings, auditAnnotations } = apply(["Deny"], FAILED);
    expect(denial).toEqual({
      message: "ValidatingAdmissionPolicy 'rules' with binding 'bound' denied request: no",
      reason: "Forbidden",
    });
    expect({ warnings, auditAnnotations }).toEqual({ warnings: [], auditAnnotations: {} });
  });

  it("warn and audit", () => {
    const { denial, warnings, auditAnnotations } = apply(["Warn", "Audit"], FAILED);
    expect(denial).toBeUndefined();
    expect(warnings).toEqual(["Validation failed for ValidatingAdmissionPolicy 'rules' with binding 'bound': no"]);
    expect(Object.values(auditAnnotations)).toEqual([
      '[{"message":"no","policy":"rules","binding":"bound","expressionIndex":1,"validationActions":["Warn","Audit"]}]',
    ]);
  });

  it("do nothing about ignored errors but remember them", () => {
    const outcome = { decisions: [errorDecision("Ignore", "broken")], auditAnnotations: [] };
    const { denial, warnings, findings } = apply(["Deny", "Warn"], outcome, "Ignore");
    expect({ denial, warnings }).toEqual({ denial: undefined, warnings: [] });
    expect(findings).toEqual([
      { policy: "rules", binding: "bound", evaluation: "error", actions: [], reason: "Invalid", message: "broken" },
    ]);
  });

  it("do not matter for errors in audit annotations", () => {
    const outcome = {
      decisions: [],
      auditAnnotations: [
        { key: "k", value: "v" },
        { key: "e", error: "broken" },
      ],
    };
    const { denial, auditAnnotations } = apply(["Audit"], outcome);
    expect(denial?.message).toBe("ValidatingAdmissionPolicy 'rules' with binding 'bound' denied request: broken");
    expect(auditAnnotations).toEqual({ "rules/k": "v" });
  });
});

describe("a denial", () => {
  it("is the first one", () => {
    const consequences = new Consequences();
    consequences.apply(policyOf({ name: "a" }), DENY, FAILED);
    consequences.refuseConfiguration(policyOf({ name: "b" }), undefined, "unknown kind");
    expect(consequences.denial?.message).toContain("'a'");
    expect(consequences.findings.map(({ policy }) => policy)).toEqual(["a", "b"]);
  });
});

describe("errors in the configuration", () => {
  it.each([
    ["Fail", undefined, "ValidatingAdmissionPolicy 'rules' denied request: failed to configure policy: broken"],
    [
      "Fail",
      DENY,
      "ValidatingAdmissionPolicy 'rules' with binding 'bound' denied request: failed to configure binding: broken",
    ],
    ["Ignore", DENY, undefined],
  ] as const)("%s", (failurePolicy, binding, message) => {
    const consequences = new Consequences();
    consequences.refuseConfiguration(policyOf({ failurePolicy }), binding, "broken");
    expect(consequences.denial?.message).toBe(message);
    expect(consequences.findings).toHaveLength(1);
  });
});
