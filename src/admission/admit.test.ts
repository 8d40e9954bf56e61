import { describe, expect, it } from "vitest";
import { compiled, constant, DENY, MATCH_ALL, policyOf, REQUEST } from "../../test/support/policies.ts";
import type { AccessCheck, AccessDecision } from "../cel/lib/authz.ts";
import { ResourceCheckValue } from "../cel/lib/authz.ts";
import { DecisionValue } from "../cel/lib/authz-values.ts";
import type { JsonObject } from "../json/value.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { CompiledValidatingPolicy } from "../policy/model.ts";
import { validate } from "./admit.ts";
import { type ClusterAuthorizer, NO_AUTHORIZER } from "./authorizer.ts";
import { memoryClusterView } from "./memory-cluster-view.ts";

const OPEN_END = { now: () => 0, deadline: Number.POSITIVE_INFINITY };
const fails = { ...constant(false), message: "no" };

interface Setting {
  readonly request?: Partial<AdmissionRequest>;
  readonly objects?: readonly JsonObject[];
  readonly authorizer?: ClusterAuthorizer;
  readonly clock?: { now(): number; readonly deadline: number };
}

function judge(policies: readonly CompiledValidatingPolicy[], setting: Setting = {}) {
  const { request = {}, objects = [], authorizer = NO_AUTHORIZER, clock = OPEN_END } = setting;
  const view = memoryClusterView(objects, authorizer);
  const snapshot = { revision: "r-1", validating: policies, mutating: [], workloadKinds: [] };
  return validate({ ...REQUEST, ...request }, { snapshot, view }, clock);
}

const denied = (text: string): object => ({
  allowed: false,
  status: { message: `pods "web" is forbidden: ValidatingAdmissionPolicy ${text}` },
});

describe("validate", () => {
  it("allows what no policy is about", async () => {
    expect(await judge([])).toEqual({
      allowed: true,
      warnings: [],
      auditAnnotations: {},
      policies: [],
      findings: [],
      revision: "r-1",
    });
  });

  it("tells the first denial and remembers all", async () => {
    const verdict = await judge([
      policyOf({ name: "a", validations: [constant(true)] }),
      policyOf({ name: "b", validations: [fails, fails] }),
      policyOf({ name: "c", validations: [fails] }),
    ]);
    expect(verdict).toMatchObject(denied("'b' with binding 'bound' denied request: no"));
    expect(verdict.policies).toEqual(["a", "b", "c"]);
    expect(verdict.findings.map(({ policy }) => policy)).toEqual(["b", "b", "c"]);
  });

  it("asks no policy about what must never be held up", async () => {
    const resource = { group: "authorization.k8s.io", version: "v1", resource: "subjectaccessreviews" };
    const verdict = await judge([policyOf({ validations: [fails] })], { request: { requestResource: resource } });
    expect(verdict).toMatchObject({ allowed: true, policies: [] });
  });

  it("denies for an unknown paramKind before it looks at bindings", async () => {
    const nowhere = { ...MATCH_ALL, namespaceSelector: { matchLabels: { no: "where" }, matchExpressions: [] } };
    const verdict = await judge([
      policyOf({
        paramKind: { apiVersion: "example.com/v1", kind: "Limit" },
        validations: [constant(true)],
        bindings: [{ ...DENY, matchResources: nowhere }],
      }),
    ]);
    const fault = "failed to find resource referenced by paramKind: 'example.com/v1, Kind=Limit'";
    expect(verdict).toMatchObject(denied(`'rules' denied request: failed to configure policy: ${fault}`));
  });

  it("evaluates once for each param, in name order", async () => {
    const limit = (name: string): JsonObject => ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name, namespace: "shop" },
    });
    const paramName = compiled("name", (slots) => {
      const params = slots("params") as JsonObject;
      return String((params["metadata"] as JsonObject)["name"]);
    });
    const selector = { matchLabels: {}, matchExpressions: [] };
    const verdict = await judge(
      [
        policyOf({
          paramKind: { apiVersion: "v1", kind: "ConfigMap" },
          validations: [{ ...constant(false), messageExpression: paramName }],
          bindings: [{ ...DENY, validationActions: ["Warn"], paramRef: { selector, parameterNotFoundAction: "Deny" } }],
        }),
      ],
      { objects: [limit("b"), limit("a"), { ...limit("c"), metadata: { name: "c", namespace: "bank" } }] },
    );
    expect(verdict.warnings.map((text) => text.at(-1))).toEqual(["a", "b"]);
  });

  it.each([
    ["Fail", false],
    ["Ignore", true],
  ] as const)("turns what should not happen into a decision: %s", async (failurePolicy, allowed) => {
    const broken = compiled("broken", () => {
      throw new RangeError("Maximum call stack size exceeded");
    });
    const verdict = await judge([policyOf({ failurePolicy, validations: [broken] })]);
    expect(verdict.allowed).toBe(allowed);
    expect(verdict.findings[0]?.message).toBe("internal error: Maximum call stack size exceeded");
  });
});

describe("the deadline", () => {
  it.each([
    ["Fail", false],
    ["Ignore", true],
  ] as const)("lets the failure policy decide what is left: %s", async (failurePolicy, allowed) => {
    let time = 0;
    const slow = compiled("slow", () => {
      time += 60;
      return true;
    });
    const policies = ["a", "b", "c"].map((name) => policyOf({ name, failurePolicy, validations: [slow] }));
    const verdict = await judge(policies, { clock: { now: () => time, deadline: 100 } });
    expect(verdict.allowed).toBe(allowed);
    expect(verdict.findings.map(({ policy, message }) => `${policy}: ${message}`)).toEqual([
      "c: the request timed out before the policy was evaluated",
    ]);
  });
});

describe("permissions", () => {
  const may = (verb: string) =>
    compiled(`may ${verb}`, (slots) => {
      const check = slots("authorizer.requestResource");
      const decision = check instanceof ResourceCheckValue ? check.check(verb) : undefined;
      return decision instanceof DecisionValue && decision.decision.allowed;
    });

  /** Knows what it was asked. */
  function learning(answer: (check: AccessCheck) => AccessDecision | undefined) {
    const known = new Map<string, AccessDecision>();
    const asked: string[] = [];
    const authorizer: ClusterAuthorizer = {
      authorize: (check) => known.get(JSON.stringify(check)),
      async ask(check) {
        asked.push(check.resourceAttributes?.verb ?? "");
        const decision = answer(check);
        if (decision !== undefined) known.set(JSON.stringify(check), decision);
      },
    };
    return { authorizer, asked };
  }

  it("are asked for once each, and the policy is evaluated again", async () => {
    const { authorizer, asked } = learning(({ resourceAttributes }) => ({
      allowed: resourceAttributes?.verb === "get",
    }));
    const policy = policyOf({ validations: [may("get"), { ...may("list"), message: "may not list" }, may("get")] });
    const verdict = await judge([policy], { authorizer });
    expect(verdict.findings.map(({ message }) => message)).toEqual(["may not list"]);
    expect(asked).toEqual(["get", "list"]);
  });

  it("name the user and the requested resource", async () => {
    const checks: AccessCheck[] = [];
    const { authorizer } = learning((check) => {
      checks.push(check);
      return { allowed: true };
    });
    await judge([policyOf({ validations: [may("update")] })], { authorizer });
    expect(checks).toEqual([
      {
        resourceAttributes: { namespace: "shop", verb: "update", version: "*", resource: "pods", name: "web" },
        user: "alice",
        groups: ["team-a"],
      },
    ]);
  });

  it("that never come are an error", async () => {
    const { authorizer, asked } = learning(() => undefined);
    const verdict = await judge([policyOf({ validations: [may("get")] })], { authorizer });
    expect(verdict.findings[0]?.message).toBe("internal error: an authorization check has no answer yet");
    expect(asked.length).toBeLessThan(100);
  });

  it("that cannot be asked for are an error", async () => {
    const authorizer: ClusterAuthorizer = {
      authorize: () => undefined,
      ask: () => Promise.reject(new Error("connection refused")),
    };
    const verdict = await judge([policyOf({ validations: [may("get")] })], { authorizer });
    expect(verdict.findings[0]?.message).toBe("internal error: connection refused");
  });

  it("that come too late are no longer used", async () => {
    let time = 0;
    const { authorizer } = learning(() => {
      time = 100;
      return { allowed: true };
    });
    const clock = { now: () => time, deadline: 100 };
    const verdict = await judge([policyOf({ validations: [may("get")] })], { authorizer, clock });
    expect(verdict.findings[0]?.message).toBe("the request timed out before the policy was evaluated");
  });
});
