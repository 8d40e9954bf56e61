import { expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import { admitDocument } from "./admit.ts";

const POLICY: JsonObject = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicy",
  metadata: { name: "p" },
  spec: {
    colour: "red",
    matchConstraints: {
      resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
    },
    validations: [{ expression: "object.spec.nope == 1" }],
  },
};

it("answers with warnings and with what type checking finds", () => {
  expect(admitDocument(POLICY, { crds: [] })).toEqual({
    accepted: true,
    warnings: ['unknown field "spec.colour"'],
    typeChecking: [
      {
        fieldRef: "spec.validations[0].expression",
        warning:
          "/v1, Kind=Pod: ERROR: <input>:1:12: undefined field 'nope'\n | object.spec.nope == 1\n | ...........^\n",
      },
    ],
  });
});

it("refuses a wrong type without a look at the rest", () => {
  expect(
    admitDocument({ ...POLICY, spec: { ...(POLICY["spec"] as JsonObject), failurePolicy: 1 } }, { crds: [] }),
  ).toEqual({
    accepted: false,
    status: {
      code: 400,
      reason: "BadRequest",
      message:
        'ValidatingAdmissionPolicy in version "v1" cannot be handled as a ValidatingAdmissionPolicy: json: cannot unmarshal number into Go struct field ValidatingAdmissionPolicySpec.spec.failurePolicy of type v1.FailurePolicyType',
    },
    warnings: [],
  });
});

it("takes policies and bindings only", () => {
  expect(() => admitDocument({ apiVersion: "v1", kind: "Pod" }, { crds: [] })).toThrow(TypeError);
});
