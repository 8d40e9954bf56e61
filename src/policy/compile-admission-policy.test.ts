import { describe, expect, it } from "vitest";
import { stringifyJson } from "../json/stringify.ts";
import type { Json, JsonObject } from "../json/value.ts";
import { load } from "./load.ts";

const VALIDATION = { expression: "true" };

function policy(spec: JsonObject, metadata: JsonObject = {}): JsonObject {
  const complete = { apiVersion: "sallyport.dev/v1", kind: "AdmissionPolicy", metadata: { name: "p", ...metadata } };
  return { ...complete, spec };
}

const loaded = (document: Json, now = 0) =>
  load([{ source: "f.yaml", text: stringifyJson(document) }], undefined, { now });

function faults(spec: JsonObject, metadata?: JsonObject): string[] {
  return loaded(policy(spec, metadata)).faults.map(({ field, message }) => `${field}: ${message}`);
}

const RULES = {
  resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
};

describe("an AdmissionPolicy", () => {
  it("is a validating and a mutating policy, and binds itself", () => {
    const mutation = { patchType: "ApplyConfiguration", applyConfiguration: { expression: "Object{}" } };
    const { snapshot, faults, warnings } = loaded(
      policy({ pods: true, validations: [VALIDATION], mutations: [mutation] }),
    );
    expect([faults, warnings]).toEqual([[], []]);
    const binding = { name: "p", policyName: "p", validationActions: ["Deny"] };
    const shared = {
      name: "p",
      source: "f.yaml",
      failurePolicy: "Fail",
      bindings: [binding],
      extension: { pods: true },
    };
    expect(snapshot.validating).toMatchObject([{ ...shared, validations: [{ reason: "Forbidden" }] }]);
    expect(snapshot.mutating).toMatchObject([{ ...shared, reinvocationPolicy: "Never", mutations: [{}] }]);
  });

  it("has the actions and the params of a binding", () => {
    const paramRef = { name: "limits", parameterNotFoundAction: "Deny" };
    const { snapshot } = loaded(
      policy({
        pods: true,
        paramKind: { apiVersion: "v1", kind: "ConfigMap" },
        paramRef,
        validationActions: ["Warn", "Audit"],
        validations: [{ expression: "has(params.data.x)", reason: "Invalid" }],
      }),
    );
    expect(snapshot.validating[0]?.bindings).toMatchObject([{ paramRef, validationActions: ["Warn", "Audit"] }]);
    expect(snapshot.validating[0]?.validations[0]?.reason).toBe("Invalid");
  });

  it.each<[string, JsonObject, string[]]>([
    [
      "without anything to do",
      { pods: true },
      ["spec.validations: Required value: validations, mutations or auditAnnotations must contain at least one item"],
    ],
    ["about nothing", { validations: [VALIDATION] }, ["spec.matchConstraints: Required value"]],
    [
      "with a field that there is not",
      { pods: true, validations: [VALIDATION], exeptions: [] },
      ["spec.exeptions: Forbidden: there is no such field, did you mean 'exceptions'?"],
    ],
    [
      "with such a field far within",
      { pods: true, validations: [{ ...VALIDATION, messageExpresion: "'x'" }] },
      ["spec.validations[0].messageExpresion: Forbidden: there is no such field, did you mean 'messageExpression'?"],
    ],
    [
      "with a wrong type",
      { pods: "yes", validations: [VALIDATION] },
      ["spec.pods: must be true or false, but is a text"],
    ],
    [
      "with what is to come",
      { pods: true, validations: [VALIDATION], quotas: [], images: [{}] },
      [
        "spec.quotas: Forbidden: not yet: it is reserved for a later version",
        "spec.images: Forbidden: not yet: it is reserved for a later version",
      ],
    ],
    [
      "that uses pod without being about pods",
      { matchConstraints: RULES, validations: [{ expression: "has(pod.spec)" }] },
      ["spec.validations[0].expression: undeclared reference to 'pod' (in container '')"],
    ],
    [
      "that uses a list of the context that there is not",
      {
        pods: true,
        context: [{ name: "claims", apiVersion: "resource.k8s.io/v1", kind: "ResourceClaim" }],
        validations: [{ expression: "context.claimz.size() == 0" }],
      },
      ["spec.validations[0].expression: undefined field 'claimz', did you mean 'claims'?"],
    ],
    [
      "whose context is wrong",
      {
        pods: true,
        context: [
          { name: "a-b", apiVersion: "v1", kind: "Service", namespace: "Shop" },
          { name: "x", kind: "" },
          { name: "x", apiVersion: "v1", kind: "Service" },
        ],
        validations: [VALIDATION],
      },
      [
        'spec.context[0].name: Invalid value: "a-b": must be a valid CEL identifier',
        expect.stringContaining('spec.context[0].namespace: Invalid value: "Shop": a lowercase RFC 1123 label'),
        "spec.context[1].apiVersion: Required value",
        "spec.context[1].kind: Required value",
        'spec.context[2].name: Duplicate value: "x"',
      ],
    ],
    [
      "whose exceptions have no end, reason or expression",
      { pods: true, validations: [VALIDATION], exceptions: [{}, { match: "1", until: "soon", reason: "r" }] },
      [
        "spec.exceptions[0].until: Required value: an exception must end",
        "spec.exceptions[0].reason: Required value: say who may do without the policy, and why",
        "spec.exceptions[0].match: Required value: an expression that is true for what the exception is about",
        'spec.exceptions[1].until: Invalid value: "soon": must be a date, 2026-12-31, or a time, 2026-12-31T12:00:00Z',
        'spec.exceptions[1].match: Invalid value: "1": must evaluate to bool but got int',
      ],
    ],
    [
      "whose faults both sides find: told once",
      {
        pods: true,
        variables: [{ name: "v", expression: "nothing" }],
        validations: [{ expression: "wrong" }],
        mutations: [{ patchType: "JSONPatch", jsonPatch: { expression: "false" } }],
      },
      [
        "spec.variables[0].expression: undeclared reference to 'nothing' (in container '')",
        'spec.mutations[0].jsonPatch.expression: Invalid value: "false": must evaluate to list(JSONPatch) but got bool',
        "spec.validations[0].expression: undeclared reference to 'wrong' (in container '')",
      ],
    ],
  ])("%s is refused", (_what, spec, expected) => {
    expect(faults(spec)).toEqual(expected);
  });

  it("is refused with a profile that there is not", () => {
    const annotations = { "sallyport.dev/profile": "strict" };
    expect(faults({ pods: true, validations: [VALIDATION] }, { annotations })).toEqual([
      'metadata.annotations.sallyport.dev/profile: Unsupported value: "strict": supported values: "baseline", "restricted"',
    ]);
  });

  it("of the restricted profile is not in force under baseline", () => {
    const text = stringifyJson(
      policy({ pods: true, validations: [VALIDATION] }, { annotations: { "sallyport.dev/profile": "restricted" } }),
    );
    const names = (profile: "baseline" | "restricted") =>
      load([{ source: "f", text }], undefined, { profile }).snapshot.validating.map(({ name }) => name);
    expect([names("baseline"), names("restricted")]).toEqual([[], ["p"]]);
  });

  it("is warned of fields that pods do not have, and of exceptions that have ended", () => {
    const exception = { match: "pod.metadata.name == 'old'", until: "2026-01-31", reason: "moved by then" };
    const document = policy({
      pods: true,
      exceptions: [exception],
      validations: [{ expression: "pod.spec.contianers.size() > 0" }],
    });
    const at = (time: string) =>
      loaded(document, Date.parse(time)).warnings.map(({ field, message }) => [field, message]);
    const typo = [
      "spec.validations[0].expression",
      "for /v1, Kind=Pod: undefined field 'contianers', did you mean 'containers'?",
    ];
    expect(at("2026-01-31T23:59:59Z")).toEqual([typo]);
    expect(at("2026-02-01T00:00:00Z")).toEqual([
      typo,
      ["spec.exceptions[0].until", "the exception has ended (2026-01-31) and no longer counts: remove it"],
    ]);
  });
});
