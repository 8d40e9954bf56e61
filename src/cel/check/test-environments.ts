/** Environments for tests: those of validating and of mutating admission expressions. */
import { ADMISSION_REQUEST, admissionTypes, mutationTypes, NAMESPACE } from "../admission-types.ts";
import type { Environment, VariableDecl } from "../environment.ts";
import { kubernetesEnvironment } from "../kubernetes.ts";
import { AUTHORIZER, RESOURCE_CHECK } from "../lib/authz.ts";
import { JSON_PATCH_LIBRARY } from "../lib/json-patch.ts";
import { combineProviders } from "../type-providers.ts";
import { DYN, type Type } from "../types.ts";

const VARIABLES: readonly VariableDecl[] = Object.entries<Type>({
  object: DYN,
  oldObject: DYN,
  params: DYN,
  request: ADMISSION_REQUEST,
  namespaceObject: NAMESPACE,
  authorizer: AUTHORIZER,
  "authorizer.requestResource": RESOURCE_CHECK,
}).map(([name, type], slot) => ({ name, type, slot }));

export const ADMISSION: Environment = kubernetesEnvironment({ variables: VARIABLES, provider: admissionTypes });

export const MUTATION: Environment = kubernetesEnvironment({
  variables: VARIABLES,
  provider: combineProviders(mutationTypes, admissionTypes),
  libraries: [JSON_PATCH_LIBRARY],
});
