/**
 * The Go types that kube-apiserver decodes policies and bindings into (k8s.io/api/admissionregistration, meta/v1).
 * Their names appear in its answer to a document whose fields have the wrong JSON type.
 */
export type Shape =
  | { readonly kind: "string" | "boolean" | "integer" | "time"; readonly goType: string }
  | { readonly kind: "any" }
  | { readonly kind: "list"; readonly element: Shape; readonly goType: string }
  | { readonly kind: "map"; readonly value: Shape; readonly goType: string }
  | Struct;

export interface Struct {
  readonly kind: "struct";
  /** Without its package. */
  readonly name: string;
  readonly goType: string;
  readonly fields: ReadonlyMap<string, Field>;
}

export interface Field {
  readonly shape: Shape;
  /** Embedded Go structs that the field belongs to: Go names them in its messages. */
  readonly embedded: readonly string[];
}

export type ApiVersion = "v1" | "v1beta1" | "v1alpha1";

const text = (goType = "string"): Shape => ({ kind: "string", goType });
const list = (element: Shape): Shape => ({ kind: "list", element, goType: `[]${goTypeOf(element)}` });
const map = (value: Shape): Shape => ({ kind: "map", value, goType: `map[string]${goTypeOf(value)}` });
const INTEGER: Shape = { kind: "integer", goType: "int64" };
const BOOLEAN: Shape = { kind: "boolean", goType: "bool" };
const TIME: Shape = { kind: "time", goType: "v1.Time" };
const ANY: Shape = { kind: "any" };
const TEXT = text();
const TEXTS = list(TEXT);

function goTypeOf(shape: Shape): string {
  return shape.kind === "any" ? "interface {}" : shape.goType;
}

/** @param fields by name; `Embedded.field` for the field of an embedded struct */
function struct(goType: string, fields: { readonly [field: string]: Shape }): Struct {
  const entries = Object.entries(fields).map(([path, shape]): [string, Field] => {
    const embedded = path.split(".");
    return [embedded.pop() ?? "", { shape, embedded }];
  });
  return { kind: "struct", name: goType.slice(goType.indexOf(".") + 1), goType, fields: new Map(entries) };
}

const OBJECT_META = struct("v1.ObjectMeta", {
  name: TEXT,
  generateName: TEXT,
  namespace: TEXT,
  selfLink: TEXT,
  uid: text("types.UID"),
  resourceVersion: TEXT,
  generation: INTEGER,
  creationTimestamp: TIME,
  deletionTimestamp: TIME,
  deletionGracePeriodSeconds: INTEGER,
  labels: map(TEXT),
  annotations: map(TEXT),
  ownerReferences: list(
    struct("v1.OwnerReference", {
      apiVersion: TEXT,
      kind: TEXT,
      name: TEXT,
      uid: text("types.UID"),
      controller: BOOLEAN,
      blockOwnerDeletion: BOOLEAN,
    }),
  ),
  finalizers: TEXTS,
  managedFields: list(
    struct("v1.ManagedFieldsEntry", {
      manager: TEXT,
      operation: text("v1.ManagedFieldsOperationType"),
      apiVersion: TEXT,
      time: TIME,
      fieldsType: TEXT,
      fieldsV1: ANY,
      subresource: TEXT,
    }),
  ),
});

const LABEL_SELECTOR = struct("v1.LabelSelector", {
  matchLabels: map(TEXT),
  matchExpressions: list(
    struct("v1.LabelSelectorRequirement", {
      key: TEXT,
      operator: text("v1.LabelSelectorOperator"),
      values: TEXTS,
    }),
  ),
});

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

/** The shapes of the four kinds in one version of the API. */
function shapesIn(version: ApiVersion): ReadonlyMap<string, Struct> {
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
  const policy = {
    paramKind: struct(go("ParamKind"), { apiVersion: TEXT, kind: TEXT }),
    matchConstraints: matchResources,
    failurePolicy: text(go("FailurePolicyType")),
    matchConditions: list(expression("MatchCondition")),
    variables: list(expression("Variable")),
  };
  const binding = {
    policyName: TEXT,
    paramRef: struct(go("ParamRef"), {
      name: TEXT,
      namespace: TEXT,
      selector: LABEL_SELECTOR,
      parameterNotFoundAction: text(go("ParameterNotFoundActionType")),
    }),
    matchResources,
  };
  const document = (kind: string, spec: Struct, more: { readonly [field: string]: Shape } = {}): [string, Struct] => [
    kind,
    struct(go(kind), { "TypeMeta.kind": TEXT, "TypeMeta.apiVersion": TEXT, metadata: OBJECT_META, spec, ...more }),
  ];
  const status = struct(go("ValidatingAdmissionPolicyStatus"), {
    observedGeneration: INTEGER,
    typeChecking: struct(go("TypeChecking"), {
      expressionWarnings: list(struct(go("ExpressionWarning"), { fieldRef: TEXT, warning: TEXT })),
    }),
    conditions: CONDITIONS,
  });
  return new Map([
    document(
      "ValidatingAdmissionPolicy",
      struct(go("ValidatingAdmissionPolicySpec"), {
        ...policy,
        validations: list(
          struct(go("Validation"), {
            expression: TEXT,
            message: TEXT,
            reason: text("v1.StatusReason"),
            messageExpression: TEXT,
          }),
        ),
        auditAnnotations: list(struct(go("AuditAnnotation"), { key: TEXT, valueExpression: TEXT })),
      }),
      { status },
    ),
    document(
      "ValidatingAdmissionPolicyBinding",
      struct(go("ValidatingAdmissionPolicyBindingSpec"), {
        ...binding,
        validationActions: list(text(go("ValidationAction"))),
      }),
    ),
    document(
      "MutatingAdmissionPolicy",
      struct(go("MutatingAdmissionPolicySpec"), {
        ...policy,
        mutations: list(
          struct(go("Mutation"), {
            patchType: text(go("PatchType")),
            applyConfiguration: struct(go("ApplyConfiguration"), { expression: TEXT }),
            jsonPatch: struct(go("JSONPatch"), { expression: TEXT }),
          }),
        ),
        reinvocationPolicy: text("v1.ReinvocationPolicyType"),
      }),
    ),
    document("MutatingAdmissionPolicyBinding", struct(go("MutatingAdmissionPolicyBindingSpec"), binding)),
  ]);
}

/** By version, then by kind. */
export const SHAPES: Readonly<Record<ApiVersion, ReadonlyMap<string, Struct>>> = {
  v1: shapesIn("v1"),
  v1beta1: shapesIn("v1beta1"),
  v1alpha1: shapesIn("v1alpha1"),
};
