/**
 * The documents that users write, as typed data, and what is compiled from them. Shapes and names are those of
 * `admissionregistration.k8s.io/v1`; defaults are filled in (`failurePolicy` Fail, `matchPolicy` Equivalent,
 * `scope` *, empty selectors).
 */
import type { Program } from "../cel/program.ts";
import type { JsonObject } from "../json/value.ts";
import type { LabelSelector } from "../kube/selector.ts";

export interface NamedRuleWithOperations {
  readonly resourceNames: readonly string[];
  /** CREATE, UPDATE, DELETE, CONNECT or `*`. */
  readonly operations: readonly string[];
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  /** `pods`, `pods/status`, `pods/*`, `*`, `*` + `/scale`, `*` + `/*`. */
  readonly resources: readonly string[];
  readonly scope: "*" | "Cluster" | "Namespaced";
}

export interface MatchResources {
  readonly namespaceSelector: LabelSelector;
  readonly objectSelector: LabelSelector;
  readonly resourceRules: readonly NamedRuleWithOperations[];
  readonly excludeResourceRules: readonly NamedRuleWithOperations[];
  readonly matchPolicy: "Exact" | "Equivalent";
}

export interface ParamKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface ParamRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly selector?: LabelSelector;
  readonly parameterNotFoundAction: "Allow" | "Deny";
}

export type FailurePolicy = "Fail" | "Ignore";
export type ValidationAction = "Deny" | "Warn" | "Audit";
export type ValidationReason = "Unauthorized" | "Forbidden" | "Invalid" | "RequestEntityTooLarge";

/** A binding of either kind. `validationActions` is empty for a MutatingAdmissionPolicyBinding. */
export interface Binding {
  readonly name: string;
  readonly policyName: string;
  readonly paramRef?: ParamRef;
  readonly matchResources?: MatchResources;
  readonly validationActions: readonly ValidationAction[];
}

/** An expression with its program. */
export interface Compiled {
  readonly expression: string;
  readonly program: Program;
}

export interface CompiledCondition extends Compiled {
  readonly name: string;
}

export interface CompiledVariable extends Compiled {
  readonly name: string;
}

export interface CompiledValidation extends Compiled {
  readonly message?: string;
  readonly messageExpression?: Compiled;
  /** Undefined means Invalid. */
  readonly reason?: ValidationReason;
}

export interface CompiledAuditAnnotation {
  readonly key: string;
  readonly valueExpression: Compiled;
}

/** A list of other objects of the cluster that the expressions of a policy see: `context.<name>`. */
export interface ContextList {
  readonly name: string;
  readonly kind: ParamKind;
  /** Undefined: the namespace of the request, or of cluster-scoped objects all; `*`: all namespaces. */
  readonly namespace?: string;
  readonly selector: LabelSelector;
}

/** A policy does not apply where the expression is true, for some time. */
export interface CompiledException extends Compiled {
  /** The text of the document, and what it means in milliseconds since 1970. */
  readonly until: string;
  readonly endsAt: number;
  readonly reason: string;
}

/** What an AdmissionPolicy of sallyport.dev has beyond the in-tree kinds. */
export interface Extension {
  /** Whether the policy is evaluated for each pod in the object, by the variables `pod`, `oldPod`, `podPath`, `replicas`. */
  readonly pods: boolean;
  readonly context: readonly ContextList[];
  readonly exceptions: readonly CompiledException[];
  /** In force only under that profile, or a stricter one; undefined: always. */
  readonly profile?: Profile;
}

/** Which policies of a pack are in force: `restricted` has all of `baseline`, and more. */
export type Profile = "baseline" | "restricted";

/** What both kinds of policy have. */
export interface CompiledPolicyBase {
  readonly name: string;
  readonly failurePolicy: FailurePolicy;
  readonly paramKind?: ParamKind;
  readonly matchConstraints: MatchResources;
  readonly matchConditions: readonly CompiledCondition[];
  /** In the order written; each sees the earlier ones. */
  readonly variables: readonly CompiledVariable[];
  /** In name order. */
  readonly bindings: readonly Binding[];
  /** Of an AdmissionPolicy, which binds itself; undefined for the in-tree kinds. */
  readonly extension?: Extension;
  /** Where the policy was read from, for messages: a file path or `ConfigMap/key`. */
  readonly source: string;
}

export interface CompiledValidatingPolicy extends CompiledPolicyBase {
  readonly kind: "ValidatingAdmissionPolicy";
  readonly validations: readonly CompiledValidation[];
  readonly auditAnnotations: readonly CompiledAuditAnnotation[];
}

export type CompiledMutation =
  | { readonly patchType: "ApplyConfiguration"; readonly expression: Compiled }
  | { readonly patchType: "JSONPatch"; readonly expression: Compiled };

export interface CompiledMutatingPolicy extends CompiledPolicyBase {
  readonly kind: "MutatingAdmissionPolicy";
  readonly mutations: readonly CompiledMutation[];
  readonly reinvocationPolicy: "Never" | "IfNeeded";
  /** Whether whoever sends an object is warned of what the policy changes in it: annotation `sallyport.dev/warn`. */
  readonly warns: boolean;
}

/**
 * All policies in force, immutable. Swapped as a whole.
 */
export interface Snapshot {
  /** The first 12 hexadecimal digits of the SHA-256 over the documents: stands in every decision. */
  readonly revision: string;
  /** In name order. */
  readonly validating: readonly CompiledValidatingPolicy[];
  /** In name order. */
  readonly mutating: readonly CompiledMutatingPolicy[];
  /** Documents of kind WorkloadKind: what holds pods beyond what is known anyway. */
  readonly workloadKinds: readonly JsonObject[];
}
