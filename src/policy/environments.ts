/** What the expressions of a policy can refer to (k8s.io/apiserver/pkg/admission/plugin/cel). */
import {
  ADMISSION_REQUEST,
  admissionTypes,
  mutationTypes,
  NAMESPACE,
  VARIABLES,
  variablesTypes,
} from "../cel/admission-types.ts";
import type { Environment, TypeProvider, VariableDecl } from "../cel/environment.ts";
import { kubernetesEnvironment } from "../cel/kubernetes.ts";
import { AUTHORIZER, RESOURCE_CHECK } from "../cel/lib/authz.ts";
import { JSON_PATCH_LIBRARY } from "../cel/lib/json-patch.ts";
import { tracingOrigins } from "../cel/lib/list-origin.ts";
import { combineProviders, type Fields } from "../cel/type-providers.ts";
import { DYN, type Type } from "../cel/types.ts";
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
}

/** Other types than dyn for what is typed by its kind. */
export interface KindTypes {
  readonly object: Type;
  readonly params: Type;
  readonly provider: TypeProvider;
}

const UNTYPED: KindTypes = { object: DYN, params: DYN, provider: combineProviders() };

/** @param variables the types of the variables that can be seen; `variables` is not declared if they are absent */
export function environmentFor(scope: Scope, variables?: Fields): Environment {
  const base = baseEnvironment(scope, variables !== undefined);
  return variables === undefined ? base : withVariables(base, variables);
}

/** For type checking: `object` and `params` have the types of their kinds, and `authorizer` is never narrowed. */
export function typedEnvironment(params: boolean, types: KindTypes, variables: Fields): Environment {
  const declared: SlotName[] = ["object", "oldObject", "request", "namespaceObject", "variables", "authorizer"];
  const base = kubernetesEnvironment({
    variables: declare(params ? [...declared, "params"] : declared, types),
    provider: combineProviders(admissionTypes, types.provider),
  });
  return withVariables(base, variables);
}

function withVariables(base: Environment, variables: Fields): Environment {
  return { ...base, provider: combineProviders(base.provider, variablesTypes(variables)) };
}

const environments = new Map<string, Environment>();

/** Environments are built once each: there are few. */
function baseEnvironment({ params, authorizer, patches, tracesLists = false }: Scope, composed: boolean): Environment {
  const key = [params, authorizer, patches, tracesLists, composed].join();
  const known = environments.get(key);
  if (known !== undefined) return known;
  const declared: SlotName[] = ["object", "oldObject", "request", "namespaceObject"];
  if (params) declared.push("params");
  if (composed) declared.push("variables");
  if (authorizer) declared.push("authorizer", "authorizer.requestResource");
  const untraced = kubernetesEnvironment({
    variables: declare(declared, UNTYPED),
    provider: patches ? combineProviders(admissionTypes, mutationTypes) : admissionTypes,
    libraries: patches ? [JSON_PATCH_LIBRARY] : [],
  });
  const environment = tracesLists ? { ...untraced, functions: tracingOrigins(untraced.functions) } : untraced;
  environments.set(key, environment);
  return environment;
}

function declare(names: readonly SlotName[], { object, params }: KindTypes): VariableDecl[] {
  const types: Readonly<Record<SlotName, Type>> = {
    object,
    oldObject: object,
    params,
    request: ADMISSION_REQUEST,
    namespaceObject: NAMESPACE,
    variables: VARIABLES,
    authorizer: AUTHORIZER,
    "authorizer.requestResource": RESOURCE_CHECK,
  };
  return names.map((name) => ({ name, type: types[name], slot: SLOTS.indexOf(name) }));
}
