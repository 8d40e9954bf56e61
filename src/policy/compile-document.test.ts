import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import { compileDocument } from "./compile-document.ts";
import type { InTreeKind } from "./kinds.ts";
import type { ApiVersion } from "./shapes.ts";

const RULE = { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["CREATE"], resources: ["deployments"] };
const MATCH = { matchConstraints: { resourceRules: [RULE] } };
const SPECS: Record<InTreeKind, JsonObject> = {
  ValidatingAdmissionPolicy: { ...MATCH, validations: [{ expression: "1 == 1" }] },
  MutatingAdmissionPolicy: {
    ...MATCH,
    reinvocationPolicy: "Never",
    mutations: [{ patchType: "ApplyConfiguration", applyConfiguration: { expression: "Object{}" } }],
  },
  ValidatingAdmissionPolicyBinding: { policyName: "p", validationActions: ["Deny"] },
  MutatingAdmissionPolicyBinding: { policyName: "p" },
};

function compiled(
  kind: InTreeKind,
  spec: JsonObject,
  version: ApiVersion = "v1",
  metadata: JsonObject = { name: "p" },
) {
  const document = { metadata, spec: { ...SPECS[kind], ...spec } };
  return compileDocument(document, kind, version);
}

function errors(kind: InTreeKind, spec: JsonObject): string[] {
  return compiled(kind, spec).fieldErrors.map(({ reason, field, message }) => `${reason} ${field}: ${message}`);
}

const rule = (change: JsonObject): JsonObject => ({ matchConstraints: { resourceRules: [{ ...RULE, ...change }] } });
const AT = "spec.matchConstraints.resourceRules[0]";
const LABEL_1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

describe("the rules of ValidatingAdmissionPolicy", () => {
  it.each([
    [{}, []],
    [
      { failurePolicy: "" },
      ['FieldValueNotSupported spec.failurePolicy: Unsupported value: "": supported values: "Fail", "Ignore"'],
    ],
    [
      { failurePolicy: "<a>" },
      [
        'FieldValueNotSupported spec.failurePolicy: Unsupported value: "\\u003ca\\u003e": supported values: "Fail", "Ignore"',
      ],
    ],
    [{ matchConstraints: {} }, ["FieldValueRequired spec.matchConstraints.resourceRules: Required value"]],
    [
      { validations: [] },
      [
        "FieldValueRequired spec.validations: Required value: validations or auditAnnotations must contain at least one item",
        "FieldValueRequired spec.auditAnnotations: Required value: validations or auditAnnotations must contain at least one item",
      ],
    ],
    [
      { paramKind: { apiVersion: "a/b/c", kind: "K_x" } },
      [
        'FieldValueInvalid spec.paramKind.apiVersion: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c',
        `FieldValueInvalid spec.paramKind.kind: Invalid value: "K_x": may have mixed case, but should otherwise match: ${LABEL_1035}`,
      ],
    ],
    [
      { paramKind: { apiVersion: "example.com/" } },
      [
        'FieldValueInvalid spec.paramKind.apiVersion: Invalid value: "example.com/": version must be specified',
        "FieldValueRequired spec.paramKind.kind: Required value",
      ],
    ],
    [{ paramKind: { apiVersion: "v1", kind: "ConfigMap" } }, []],
    [rule({ apiVersions: ["v1", ""] }), [`FieldValueRequired ${AT}.apiVersions[1]: Required value`]],
    [rule({ apiGroups: [""] }), []],
    [
      rule({ operations: ["CREATE", "*", "PATCH"] }),
      [
        `FieldValueInvalid ${AT}.operations: Invalid value: ["CREATE","*","PATCH"]: if '*' is present, must not specify other operations`,
        `FieldValueNotSupported ${AT}.operations[2]: Unsupported value: "PATCH": supported values: "*", "CONNECT", "CREATE", "DELETE", "UPDATE"`,
      ],
    ],
    [
      rule({ resources: ["pods", "*/*", ""] }),
      [
        `FieldValueRequired ${AT}.resources[2]: Required value`,
        `FieldValueInvalid ${AT}.resources: Invalid value: ["pods","*/*",""]: if '*/*' is present, must not specify other resources`,
      ],
    ],
    // Only the last resource without subresource is looked at.
    [rule({ resources: ["pods", "*"] }), []],
    [
      rule({ resources: ["*", "pods"] }),
      [
        `FieldValueInvalid ${AT}.resources: Invalid value: ["*","pods"]: if '*' is present, must not specify other resources without subresources`,
      ],
    ],
    [
      rule({ resourceNames: ["a", "a", ".."], scope: "" }),
      [
        `FieldValueDuplicate ${AT}.resourceNames[1]: Duplicate value: "a"`,
        `FieldValueInvalid ${AT}.resourceNames[2]: Invalid value: "..": may not be '..'`,
        `FieldValueNotSupported ${AT}.scope: Unsupported value: "": supported values: "*", "Cluster", "Namespaced"`,
      ],
    ],
    [
      { matchConditions: [{}, { name: "a/b/", expression: " \n" }] },
      [
        "FieldValueRequired spec.matchConditions[0].expression: Required value",
        "FieldValueRequired spec.matchConditions[0].name: Required value",
        "FieldValueRequired spec.matchConditions[1].expression: Required value",
        "FieldValueInvalid spec.matchConditions[1].name: Invalid value: \"a/b/\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
      ],
    ],
    [
      {
        variables: [
          {},
          { name: "in", expression: "1" },
          { name: "a", expression: "1" },
          { name: "a", expression: "2" },
        ],
      },
      [
        "FieldValueRequired spec.variables[0].name: Required value: name is not specified",
        "FieldValueRequired spec.variables[0].expression: Required value: expression is not specified",
        'FieldValueInvalid spec.variables[1].name: Invalid value: "in": must be a valid CEL identifier',
      ],
    ],
    [
      { validations: [{ messageExpression: " ", message: "a\nb", reason: "Unauthorized" }] },
      [
        "FieldValueRequired spec.validations[0].expression: Required value: expression is not specified",
        'FieldValueInvalid spec.validations[0].messageExpression: Invalid value: " ": must be non-empty if specified',
        'FieldValueInvalid spec.validations[0].message: Invalid value: "a\\nb": must not contain line breaks',
        'FieldValueNotSupported spec.validations[0].reason: Unsupported value: "Unauthorized": supported values: "Forbidden", "Invalid", "RequestEntityTooLarge"',
      ],
    ],
    [{ validations: [{ expression: "1 == 1", message: "\n a \n" }] }, []],
    [
      { auditAnnotations: [{ key: "k", valueExpression: `'${"x".repeat(5119)}'` }] },
      [
        "FieldValueRequired spec.auditAnnotations[0].valueExpression: Required value: must not exceed 5120 bytes in length",
      ],
    ],
  ])("%j", (spec, expected) => {
    expect(errors("ValidatingAdmissionPolicy", spec)).toEqual(expected);
  });
});

describe("the rules of MutatingAdmissionPolicy", () => {
  it.each([
    [{}, []],
    [
      { reinvocationPolicy: "Always" },
      [
        'FieldValueNotSupported spec.reinvocationPolicy: Unsupported value: "Always": supported values: "IfNeeded", "Never"',
      ],
    ],
    [
      rule({ operations: ["DELETE"] }),
      [
        'FieldValueNotSupported spec.matchConstraints.resourceRules.operations: Unsupported value: "DELETE": supported values: "*", "CONNECT", "CREATE", "UPDATE"',
      ],
    ],
    [
      { mutations: [{}, { patchType: "Merge" }, { patchType: "JSONPatch", applyConfiguration: {} }] },
      [
        "FieldValueRequired spec.mutations[0].patchType: Required value",
        'FieldValueNotSupported spec.mutations[1].patchType: Unsupported value: "Merge": supported values: "ApplyConfiguration", "JSONPatch"',
        "FieldValueRequired spec.mutations[2].jsonPatch: Required value: must be specified when patchType is JSONPatch",
        'FieldValueInvalid spec.mutations[2].applyConfiguration: Invalid value: "{applyConfiguration}": must not be specified when patchType is JSONPatch',
      ],
    ],
    [
      { mutations: [{ patchType: "JSONPatch", jsonPatch: { expression: " " } }] },
      ["FieldValueRequired spec.mutations[0].jsonPatch.expression: Required value"],
    ],
  ])("%j", (spec, expected) => {
    expect(errors("MutatingAdmissionPolicy", spec)).toEqual(expected);
  });
});

describe("the rules of bindings", () => {
  it.each([
    [{ validationActions: ["Audit", "Warn"] }, []],
    [
      { policyName: "", validationActions: ["Tell", "Tell"] },
      [
        "FieldValueRequired spec.policyName: Required value",
        'FieldValueNotSupported spec.validationActions[0]: Unsupported value: "Tell": supported values: "Audit", "Deny", "Warn"',
        'FieldValueNotSupported spec.validationActions[1]: Unsupported value: "Tell": supported values: "Audit", "Deny", "Warn"',
        'FieldValueDuplicate spec.validationActions[1]: Duplicate value: "Tell"',
      ],
    ],
    [
      { paramRef: { name: "a/b", selector: {}, parameterNotFoundAction: "Allow" } },
      [
        "FieldValueInvalid spec.paramRef.name: Invalid value: \"a/b\": may not contain '/'",
        "FieldValueForbidden spec.paramRef.name: Forbidden: name and selector are mutually exclusive",
        "FieldValueForbidden spec.paramRef.selector: Forbidden: name and selector are mutually exclusive",
      ],
    ],
    [{ paramRef: { selector: {} } }, ["FieldValueRequired spec.paramRef.parameterNotFoundAction: Required value"]],
    [{ matchResources: { matchPolicy: "Exact" } }, []],
    [
      { matchResources: { matchPolicy: "", excludeResourceRules: [{ ...RULE, scope: "x" }] } },
      [
        'FieldValueNotSupported spec.matchResources.matchPolicy: Unsupported value: "": supported values: "Equivalent", "Exact"',
        'FieldValueNotSupported spec.matchResources.excludeResourceRules[0].scope: Unsupported value: "x": supported values: "*", "Cluster", "Namespaced"',
      ],
    ],
  ])("%j", (spec, expected) => {
    expect(errors("ValidatingAdmissionPolicyBinding", spec)).toEqual(expected);
  });

  it("are fewer for MutatingAdmissionPolicyBinding, which cannot match DELETE", () => {
    const spec = { matchResources: { resourceRules: [{ ...RULE, operations: ["DELETE"] }] } };
    expect(errors("MutatingAdmissionPolicyBinding", {})).toEqual([]);
    expect(errors("MutatingAdmissionPolicyBinding", spec)).toEqual([
      'FieldValueNotSupported spec.matchResources.resourceRules.operations: Unsupported value: "DELETE": supported values: "*", "CONNECT", "CREATE", "UPDATE"',
    ]);
  });
});

describe("metadata", () => {
  it.each([
    [{}, ["metadata.name: Required value: name or generateName is required"]],
    [
      { name: "p", annotations: { "A B": "" } },
      [/^metadata\.annotations: Invalid value: "A B": name part must consist/],
    ],
    [
      { name: "p", annotations: { a: "x".repeat(262_144) } },
      ["metadata.annotations: Too long: may not be more than 262144 bytes"],
    ],
    [{ name: "p", labels: { a: "-" } }, [/^metadata\.labels: Invalid value: "-": a valid label must/]],
    [{ name: "p", finalizers: [""] }, ['metadata.finalizers: Invalid value: "": name part must be non-empty', /./]],
    [
      { name: "p", ownerReferences: [{ kind: "Pod", name: "x", uid: "y" }] },
      ['metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty'],
    ],
  ])("%j", (metadata, expected) => {
    const { fieldErrors } = compiled("ValidatingAdmissionPolicyBinding", {}, "v1", metadata as JsonObject);
    const texts = fieldErrors.map(({ field, message }) => `${field}: ${message}`);
    expect(texts).toEqual(expected.map((each) => (typeof each === "string" ? each : expect.stringMatching(each))));
  });

  it("warns of reserved names", () => {
    const { warnings } = compiled("MutatingAdmissionPolicyBinding", {}, "v1", { name: "a.static.k8s.io" });
    expect(warnings.map(({ message }) => message)).toEqual([
      'metadata.name: names ending with ".static.k8s.io" will be reserved for static manifest-based configurations when the ManifestBasedAdmissionControlConfig feature gate is enabled',
    ]);
  });
});

it("fills in what v1alpha1 has a default for", () => {
  const spec = { paramRef: { name: "x" } };
  expect(compiled("ValidatingAdmissionPolicyBinding", spec, "v1beta1").fieldErrors).toHaveLength(1);
  expect(compiled("ValidatingAdmissionPolicyBinding", spec, "v1alpha1").compiled).toMatchObject({
    binding: { name: "p", policyName: "p", paramRef: { name: "x", parameterNotFoundAction: "Deny" } },
  });
});
