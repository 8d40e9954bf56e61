/** What the expressions of a policy can refer to (k8s.io/apiserver/pkg/admission/plugin/cel). */
import {
  ADMISSION_REQUEST,
  admissionTypes,
  mutationTypes,
  NAMESPACE,
  VARIABLES,
  variablesTypes,
} from "../cel/admission-types.ts";
import type { Environment, Library, TypeProvider, VariableDecl } from "../cel/environment.ts";
import { kubernetesEnvironment } from "../cel/kubernetes.ts";
import { AI_LIBRARY, aiTypes } from "../cel/lib/ai/ai.ts";
import { AUTHORIZER, RESOURCE_CHECK } from "../cel/lib/authz.ts";
import { JSON_PATCH_LIBRARY } from "../cel/lib/json-patch.ts";
import { tracingOrigins } from "../cel/lib/list-origin.ts";
import { combineProviders, type Fields } from "../cel/type-providers.ts";
import { DYN, INT, STRING, type Type } from "../cel/types.ts";
import { CONTEXT, contextTypes, WORKLOAD, workloadTypes } from "../cel/workload-types.ts";
import { SLOTS, type SlotName } from "./slots.ts";

/** Which of the things that not every expression may use are there. */
export interface Scope {
  /** `params`: only if the policy has a `paramKind`. */
  readonly params: boolean;
  /** `authorizer`: not in a messageExpression. */
  readonly authorizer: boolean;
  /** `Object`, `JSONPatch` and `jsonpatch.escapeKey`: only in mutations. */
  readonly patches: boolean;
  /** Whether lists remember where they come from, as mutations and their variables need it; absent: they do not. */
  readonly tracesLists?: boolean;
  /** Of an AdmissionPolicy: what the in-tree kinds do not have. */
  readonly extension?: ExtensionScope;
}

export interface ExtensionScope {
  /** `pod`, `oldPod`, `podPath` and `replicas`. */
  readonly pods: boolean;
  /** The names of its lists; `context` is there if there are any. */
  readonly context: readonly string[];
}

/** Other types than dyn for what is typed by its kind. */
export interface KindTypes {
  readonly object: Type;
  readonly pod: Type;
  readonly params: Type;
  readonly provider: TypeProvider;
}

/** What AdmissionPolicies have beyond Kubernetes' own. */
const OWN_TYPES: TypeProvider = combineProviders(workloadTypes, aiTypes);
const OWN_LIBRARIES: readonly Library[] = [AI_LIBRARY];

const UNTYPED: KindTypes = { object: DYN, pod: DYN, params: DYN, provider: combineProviders() };

/** @param variables the types of the variables that can be seen; `variables` is not declared if they are absent */
export function environmentFor(scope: Scope, variables?: Fields): Environment {
  const base = withContext(baseEnvironment(scope, variables !== undefined), scope.extension);
  return variables === undefined ? base : withVariables(base, variables);
}

/** For type checking: `object` and `params` have the types of their kinds, and `authorizer` is never narrowed. */
export function typedEnvironment(
  params: boolean,
  types: KindTypes,
  variables: Fields,
  extension?: ExtensionScope,
): Environment {
  const declared: SlotName[] = ["object", "oldObject", "request", "namespaceObject", "variables", "authorizer"];
  if (params) declared.push("params");
  const base = kubernetesEnvironment({
    variables: declare([...declared, ...extensionNames(extension)], types),
    provider: combineProviders(admissionTypes, types.provider, ...(extension === undefined ? [] : [OWN_TYPES])),
    libraries: extension === undefined ? [] : OWN_LIBRARIES,
  });
  return withVariables(withContext(base, extension), variables);
}

function extensionNames(extension: ExtensionScope | undefined): SlotName[] {
  if (extension === undefined) return [];
  const names: SlotName[] = extension.pods ? ["pod", "oldPod", "podPath", "replicas"] : [];
  return extension.context.length === 0 ? [...names, "workload"] : [...names, "context", "workload"];
}

function withContext(base: Environment, extension: ExtensionScope | undefined): Environment {
  if (extension === undefined || extension.context.length === 0) return base;
  return { ...base, provider: combineProviders(base.provider, contextTypes(extension.context)) };
}

function withVariables(base: Environment, variables: Fields): Environment {
  return { ...base, provider: combineProviders(base.provider, variablesTypes(variables)) };
}

const environments = new Map<string, Environment>();

/** Environments are built once each: there are few. */
function baseEnvironment(scope: Scope, composed: boolean): Environment {
  const { params, authorizer, patches, tracesLists = false, extension } = scope;
  const own = extensionNames(extension);
  const key = [params, authorizer, patches, tracesLists, composed, ...own].join();
  const known = environments.get(key);
  if (known !== undefined) return known;
  const declared: SlotName[] = ["object", "oldObject", "request", "namespaceObject"];
  if (params) declared.push("params");
  if (composed) declared.push("variables");
  if (authorizer) declared.push("authorizer", "authorizer.requestResource");
  const providers = [
    admissionTypes,
    ...(patches ? [mutationTypes] : []),
    ...(extension === undefined ? [] : [OWN_TYPES]),
  ];
  const untraced = kubernetesEnvironment({
    variables: declare([...declared, ...own], UNTYPED),
    provider: combineProviders(...providers),
    libraries: [...(patches ? [JSON_PATCH_LIBRARY] : []), ...(extension === undefined ? [] : OWN_LIBRARIES)],
  });
  const environment = tracesLists ? { ...untraced, functions: tracingOrigins(untraced.functions) } : untraced;
  environments.set(key, environment);
  return environment;
}

function declare(names: readonly SlotName[], { object, pod, params }: KindTypes): VariableDecl[] {
  const types: Readonly<Record<SlotName, Type>> = {
    object,
    oldObject: object,
    params,
    request: ADMISSION_REQUEST,
    namespaceObject: NAMESPACE,
    variables: VARIABLES,
    authorizer: AUTHORIZER,
    "authorizer.requestResource": RESOURCE_CHECK,
    pod,
    oldPod: pod,
    podPath: STRING,
    replicas: INT,
    context: CONTEXT,
    workload: WORKLOAD,
  };
  return names.map((name) => ({ name, type: types[name], slot: SLOTS.indexOf(name) }));
}
