import { describe, expect, it } from "vitest";
import { ADMISSION } from "../../../test/cel/environments.ts";
import { compile, type Evaluation } from "../program.ts";
import { ANY } from "../types.ts";
import { CelError, type Value } from "../values.ts";
import { type AccessCheck, type AccessDecision, AuthorizerValue, Pending, ResourceCheckValue } from "./authz.ts";

const USER = { username: "alice", groups: ["team-a"], uid: "7", extra: { scopes: ["x"] } };
const ASKER = { user: "alice", groups: ["team-a"], extra: { scopes: ["x"] }, uid: "7" };
const REQUESTED = { group: "apps", resource: "deployments", subresource: "scale", namespace: "shop", name: "web" };

function evaluate(source: string, answer: (check: AccessCheck) => AccessDecision | undefined): Evaluation {
  const compilation = compile(source, ADMISSION, [ANY]);
  if (!compilation.ok) throw new Error(compilation.error.message);
  const authorizer = new AuthorizerValue({ authorize: answer }, USER);
  const values: Record<string, Value> = {
    authorizer,
    "authorizer.requestResource": new ResourceCheckValue(authorizer, REQUESTED),
  };
  const vars = [...ADMISSION.variables.values()].map(({ name }) => values[name] ?? null);
  return compilation.program.evaluate(vars, 1_000_000);
}

function checkOf(source: string): AccessCheck {
  const checks: AccessCheck[] = [];
  evaluate(`${source}.allowed()`, (check) => {
    checks.push(check);
    return { allowed: true };
  });
  expect(checks).toHaveLength(1);
  return checks[0]!;
}

describe("a check", () => {
  it.each<[string, AccessCheck]>([
    ["authorizer.path('/healthz').check('get')", { nonResourceAttributes: { path: "/healthz", verb: "get" } }],
    [
      "authorizer.group('').resource('pods').check('list')",
      { resourceAttributes: { verb: "list", version: "*", resource: "pods" } },
    ],
    [
      "authorizer.group('apps').resource('deployments').subresource('scale').namespace('n').name('web').check('update')",
      {
        resourceAttributes: {
          namespace: "n",
          verb: "update",
          group: "apps",
          version: "*",
          resource: "deployments",
          subresource: "scale",
          name: "web",
        },
      },
    ],
    [
      "authorizer.requestResource.name('other').check('get')",
      {
        resourceAttributes: {
          namespace: "shop",
          verb: "get",
          group: "apps",
          version: "*",
          resource: "deployments",
          subresource: "scale",
          name: "other",
        },
      },
    ],
    [
      "authorizer.group('').resource('pods').fieldSelector('spec.nodeName=a').labelSelector('b in (c),d,e>1').check('list')",
      {
        resourceAttributes: {
          verb: "list",
          version: "*",
          resource: "pods",
          fieldSelector: { requirements: [{ key: "spec.nodeName", operator: "In", values: ["a"] }] },
          labelSelector: {
            requirements: [
              { key: "b", operator: "In", values: ["c"] },
              { key: "d", operator: "Exists" },
            ],
          },
        },
      },
    ],
    [
      "authorizer.group('').resource('pods').fieldSelector('a').labelSelector('(').check('list')",
      { resourceAttributes: { verb: "list", version: "*", resource: "pods" } },
    ],
  ])("%s", (source, check) => {
    expect(checkOf(source)).toStrictEqual({ ...check, ...ASKER });
  });

  it("may be of a service account", () => {
    expect(checkOf("authorizer.serviceAccount('ns', 'sa').path('/x').check('get')")).toStrictEqual({
      nonResourceAttributes: { path: "/x", verb: "get" },
      user: "system:serviceaccount:ns:sa",
      groups: ["system:serviceaccounts", "system:serviceaccounts:ns"],
    });
  });

  it("that has no answer yet cannot be absorbed", () => {
    const source = "true || authorizer.path('/a').check('get').allowed()";
    expect(evaluate(source, () => undefined).result).toBe(true);
    const waiting = () => evaluate("authorizer.path('/a').check('get').allowed() || true", () => undefined);
    expect(waiting).toThrow(Pending);
    expect(waiting).toThrow(expect.objectContaining({ check: expect.objectContaining({ user: "alice" }) }));
  });
});

describe("a decision", () => {
  const denial = { allowed: false, reason: "no", evaluationError: "broken" };
  it.each<[string, AccessDecision, Value]>([
    ["allowed", { allowed: true }, true],
    ["reason", { allowed: true }, ""],
    ["errored", { allowed: true }, false],
    ["error", { allowed: true }, ""],
    ["allowed", denial, false],
    ["reason", denial, "no"],
    ["errored", denial, true],
    ["error", denial, "broken"],
  ])("%s of %j", (name, decision, value) => {
    expect(evaluate(`authorizer.path('/a').check('get').${name}()`, () => decision).result).toBe(value);
  });
});

describe("the functions", () => {
  // Texts and costs as in k8s.io/apiserver v0.36.2, pkg/cel/library.
  it.each([
    ["authorizer.path('\t ')", "path must not be empty", 2],
    ["authorizer.group('').resource('')", "resource must not be empty", 3],
    ["authorizer.serviceAccount('ns', 'A')", "Invalid service account name", 2],
    ["authorizer.serviceAccount('a.b', 'a.b')", "Invalid service account namespace", 2],
    ["authorizer == authorizer", "no such overload", 3],
    ["dyn('x').check('get')", "no such overload: check(string, string)", 350_000],
  ])("%s: %s, for %i", (source, message, cost) => {
    expect(evaluate(source, () => ({ allowed: true }))).toEqual({ result: new CelError(message), cost });
  });

  it.each([
    ["authorizer.path('/a').check('get').allowed()", 350_003],
    ["authorizer.group('').resource('pods').check('get').allowed()", 350_004],
    ["authorizer.requestResource.labelSelector('a=b').check('get').allowed()", 350_113],
    ["authorizer.requestResource.fieldSelector('a.b=c,d=e').check('get').allowed()", 350_263],
  ])("%s costs %i", (source, cost) => {
    expect(evaluate(source, () => ({ allowed: true })).cost).toBe(cost);
  });

  it("let an expression make two checks", () => {
    const check = "authorizer.path('/a').check('get').allowed()";
    expect(evaluate(`${check} && ${check}`, () => ({ allowed: true })).result).toBe(true);
    expect(evaluate(`${check} && ${check} && ${check}`, () => ({ allowed: true })).result).toEqual(
      new CelError("operation cancelled: actual cost limit exceeded"),
    );
  });
});
