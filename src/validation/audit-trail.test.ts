import { describe, expect, it } from "vitest";
import type { Binding } from "../policy/model.ts";
import { AuditTrail } from "./audit-trail.ts";

const BINDING: Binding = { name: "b", policyName: "p", validationActions: ["Warn", "Audit"] };
const KEY = "validation.policy.admission.k8s.io/validation_failure";

describe("AuditTrail", () => {
  it("records the first failure only, as Go writes JSON", () => {
    const trail = new AuditTrail();
    trail.recordFailure("p", BINDING, 2, 'a <b> & "c"\u2028');
    trail.recordFailure("q", BINDING, 0, "later");
    expect(trail.annotations()).toEqual({
      [KEY]:
        '[{"message":"a \\u003cb\\u003e \\u0026 \\"c\\"\\u2028","policy":"p","binding":"b","expressionIndex":2,"validationActions":["Warn","Audit"]}]',
    });
  });

  it("joins different values and tells equal ones once", () => {
    const trail = new AuditTrail();
    for (const value of ["b", "a", "b"]) trail.add("p", "k", value);
    trail.add("q", "k", "c");
    expect(trail.annotations()).toEqual({ "p/k": "b, a", "q/k": "c" });
  });

  it.each<[title: string, value: string, kept: string]>([
    ["as long as may be", "x".repeat(10240), "x".repeat(10240)],
    ["longer", "x".repeat(10241), "x".repeat(10240)],
    ["a character that just fits", `${"x".repeat(10238)}éé`, `${"x".repeat(10238)}é`],
    ["two bytes, one of them too many", `${"x".repeat(10239)}é`, `${"x".repeat(10239)}\ufffd`],
    ["four bytes, one of them too many", `${"x".repeat(10237)}😀`, `${"x".repeat(10237)}\ufffd\ufffd\ufffd`],
  ])("cuts values: %s", (_title, value, kept) => {
    const trail = new AuditTrail();
    trail.add("p", "k", value);
    expect(trail.annotations()).toEqual({ "p/k": kept });
  });
});
