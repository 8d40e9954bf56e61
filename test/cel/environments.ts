/** Environments for tests: those of validating and of mutating admission expressions. */
import { ADMISSION_REQUEST, admissionTypes, mutationTypes, NAMESPACE } from "../../src/cel/admission-types.ts";
import type { Environment, VariableDecl } from "../../src/cel/environment.ts";
import { kubernetesEnvironment } from "../../src/cel/kubernetes.ts";
import { AUTHORIZER, RESOURCE_CHECK } from "../../src/cel/lib/authz.ts";
import { JSON_PATCH_LIBRARY } from "../../src/cel/lib/json-patch.ts";
import { combineProviders } from "../../src/cel/type-providers.ts";
import { DYN, type Type } from "../../src/cel/types.ts";

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
