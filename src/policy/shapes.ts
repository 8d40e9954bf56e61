/**
 * The Go types that kube-apiserver decodes policies and bindings into (k8s.io/api/admissionregistration, meta/v1).
 */
import {
  documentOf,
  INTEGER,
  LABEL_SELECTOR,
  list,
  type Shape,
  type Struct,
  struct,
  TEXT,
  TEXTS,
  TIME,
  text,
} from "./shape.ts";

export type ApiVersion = "v1" | "v1beta1" | "v1alpha1";

const CONDITIONS = list(
  struct("v1.Condition", {
    type: TEXT,
    status: text("v1.ConditionStatus"),
    observedGeneration: INTEGER,
    lastTransitionTime: TIME,
    reason: TEXT,
    message: TEXT,
  }),
);

/** What the specs of policies and bindings are made of, in one version of the API. */
export function specFields(version: ApiVersion) {
  const go = (name: string): string => `${version}.${name}`;
  const expression = (name: string): Struct => struct(go(name), { name: TEXT, expression: TEXT });
  const rules = list(
    struct(go("NamedRuleWithOperations"), {
      resourceNames: TEXTS,
      "RuleWithOperations.operations": list(text("v1.OperationType")),
      "RuleWithOperations.Rule.apiGroups": TEXTS,
      "RuleWithOperations.Rule.apiVersions": TEXTS,
      "RuleWithOperations.Rule.resources": TEXTS,
      "RuleWithOperations.Rule.scope": text("v1.ScopeType"),
    }),
  );
  const matchResources = struct(go("MatchResources"), {
    namespaceSelector: LABEL_SELECTOR,
    objectSelector: LABEL_SELECTOR,
    resourceRules: rules,
    excludeResourceRules: rules,
    matchPolicy: text(go("MatchPolicyType")),
  });
  const validation = struct(go("Validation"), {
    expression: TEXT,
    message: TEXT,
    reason: text("v1.StatusReason"),
    messageExpression: TEXT,
  });
  const mutation = struct(go("Mutation"), {
    patchType: text(go("PatchType")),
    applyConfiguration: struct(go("ApplyConfiguration"), { expression: TEXT }),
    jsonPatch: struct(go("JSONPatch"), { expression: TEXT }),
  });
  return {
    policy: {
      paramKind: struct(go("ParamKind"), { apiVersion: TEXT, kind: TEXT }),
      matchConstraints: matchResources,
      failurePolicy: text(go("FailurePolicyType")),
      matchConditions: list(expression("MatchCondition")),
      variables: list(expression("Variable")),
    },
    validating: {
      validations: list(validation),
      auditAnnotations: list(struct(go("AuditAnnotation"), { key: TEXT, valueExpression: TEXT })),
    },
    mutating: { mutations: list(mutation), reinvocationPolicy: text("v1.ReinvocationPolicyType") },
    binding: {
      paramRef: struct(go("ParamRef"), {
        name: TEXT,
        namespace: TEXT,
        selector: LABEL_SELECTOR,
        parameterNotFoundAction: text(go("ParameterNotFoundActionType")),
      }),
      matchResources,
    },
    actions: { validationActions: list(text(go("ValidationAction"))) },
  } as const;
}

/** The shapes of the four kinds in one version of the API. */
function shapesIn(version: ApiVersion): ReadonlyMap<string, Struct> {
  const go = (name: string): string => `${version}.${name}`;
  const { policy, validating, mutating, binding, actions } = specFields(version);
  const bound = { policyName: TEXT, ...binding };
  const document = (kind: string, spec: { readonly [field: string]: Shape }, more = {}): [string, Struct] => [
    kind,
    documentOf(go(kind), struct(go(`${kind}Spec`), spec), more),
  ];
  const status = struct(go("ValidatingAdmissionPolicyStatus"), {
    observedGeneration: INTEGER,
    typeChecking: struct(go("TypeChecking"), {
      expressionWarnings: list(struct(go("ExpressionWarning"), { fieldRef: TEXT, warning: TEXT })),
    }),
    conditions: CONDITIONS,
  });
  return new Map([
    document("ValidatingAdmissionPolicy", { ...policy, ...validating }, { status }),
    document("ValidatingAdmissionPolicyBinding", { ...bound, ...actions }),
    document("MutatingAdmissionPolicy", { ...policy, ...mutating }),
    document("MutatingAdmissionPolicyBinding", bound),
  ]);
}

/** By version, then by kind. */
export const SHAPES: Readonly<Record<ApiVersion, ReadonlyMap<string, Struct>>> = {
  v1: shapesIn("v1"),
  v1beta1: shapesIn("v1beta1"),
  v1alpha1: shapesIn("v1alpha1"),
};
