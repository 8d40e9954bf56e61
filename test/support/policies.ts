/** Policies made by hand, for tests of what happens around expressions. */
import type { Program } from "../../src/cel/program.ts";
import { DYN } from "../../src/cel/types.ts";
import type { Frame, Result, Value } from "../../src/cel/values.ts";
import { CelError, StructValue } from "../../src/cel/values.ts";
import type { JsonObject } from "../../src/json/value.ts";
import type { AdmissionRequest } from "../../src/matching/request.ts";
import type { Binding, Compiled, CompiledValidatingPolicy, MatchResources } from "../../src/policy/model.ts";
import { SLOTS, type SlotName } from "../../src/policy/slots.ts";
import { ValidationInputs } from "../../src/validation/inputs.ts";

export type Slots = (name: SlotName) => Value | undefined;

/** An expression that does what `run` does, at that cost. */
export function compiled(expression: string, run: (slots: Slots) => Result, cost = 1): Compiled {
  const program: Program = {
    source: expression,
    outputType: DYN,
    evaluate: (vars) => ({ result: run((name) => vars[SLOTS.indexOf(name)]), cost }),
  };
  return { expression, program };
}

/** An expression that is always that. */
export function constant(result: Result, cost = 1): Compiled {
  const text = result instanceof CelError ? "failing" : JSON.stringify(result);
  return compiled(text, () => result, cost);
}

const NO_FRAME: Frame = { vars: [], locals: [], cost: 0, limit: 0, work: 0 };

/** An expression that reads a variable. */
export function readVariable(name: string): Compiled {
  return compiled(`variables.${name}`, (slots) => {
    const variables = slots("variables");
    const field = variables instanceof StructValue ? variables.field(name, NO_FRAME) : undefined;
    return field ?? new CelError(`no such key: ${name}`);
  });
}

export const MATCH_ALL: MatchResources = {
  namespaceSelector: { matchLabels: {}, matchExpressions: [] },
  objectSelector: { matchLabels: {}, matchExpressions: [] },
  resourceRules: [],
  excludeResourceRules: [],
  matchPolicy: "Equivalent",
};

export const DENY: Binding = { name: "bound", policyName: "rules", validationActions: ["Deny"] };

export function policyOf(over: Partial<CompiledValidatingPolicy>): CompiledValidatingPolicy {
  return {
    kind: "ValidatingAdmissionPolicy",
    name: "rules",
    source: "test",
    failurePolicy: "Fail",
    matchConstraints: MATCH_ALL,
    matchConditions: [],
    variables: [],
    validations: [],
    auditAnnotations: [],
    bindings: [DENY],
    ...over,
  };
}

/** A pod that is created. */
export const REQUEST: AdmissionRequest = {
  uid: "u-1",
  kind: { group: "", version: "v1", kind: "Pod" },
  resource: { group: "", version: "v1", resource: "pods" },
  subResource: "",
  requestKind: { group: "", version: "v1", kind: "Pod" },
  requestResource: { group: "", version: "v1", resource: "pods" },
  requestSubResource: "",
  name: "web",
  namespace: "shop",
  operation: "CREATE",
  userInfo: { username: "alice", uid: "", groups: ["team-a"], extra: {} },
  object: { metadata: { name: "web" } },
  oldObject: null,
  dryRun: false,
  options: null,
};

/** What policies see of it; texts stand for the values that ask for permissions. */
export function inputsOf(namespaceObject: JsonObject | null = null): ValidationInputs {
  const { requestResource: resource, requestKind: kind, object, oldObject } = REQUEST;
  const objects = { form: { resource, kind }, object, oldObject, namespaceObject };
  return new ValidationInputs(REQUEST, objects, null, { authorizer: "authorizer", requestResource: "resource" });
}
