import type { Environment, FunctionDecl, Library, TypeProvider, VariableDecl } from "./environment.ts";
import { ARITHMETIC } from "./lib/arithmetic.ts";
import { AUTHZ, AUTHZ_SELECTORS } from "./lib/authz.ts";
import { CIDR } from "./lib/cidr.ts";
import { COLLECTIONS } from "./lib/collections.ts";
import { COMPARISON } from "./lib/comparison.ts";
import { COMPREHENSIONS } from "./lib/comprehensions.ts";
import { CONVERSIONS } from "./lib/conversions.ts";
import { FORMAT } from "./lib/format.ts";
import { IP } from "./lib/ip.ts";
import { LISTS } from "./lib/lists.ts";
import { LISTS_EXTENSION } from "./lib/lists-ext.ts";
import { LOGIC } from "./lib/logic.ts";
import { OPTIONAL_TYPES } from "./lib/optional.ts";
import { QUANTITIES } from "./lib/quantity.ts";
import { REGEX } from "./lib/regex.ts";
import { SEMVER } from "./lib/semver.ts";
import { SETS } from "./lib/sets.ts";
import { STRING_FUNCTIONS } from "./lib/strings.ts";
import { TEXT } from "./lib/text.ts";
import { TIME } from "./lib/time.ts";
import { URLS } from "./lib/urls.ts";
import { runtimeTypeName } from "./runtime/type-of.ts";
import type { Type } from "./types.ts";

/** What Kubernetes 1.36 gives to every expression (k8s.io/apiserver/pkg/cel/environment/base.go). */
const BASE_LIBRARIES: readonly Library[] = [
  ARITHMETIC,
  COLLECTIONS,
  COMPARISON,
  CONVERSIONS,
  LOGIC,
  TEXT,
  TIME,
  URLS,
  REGEX,
  LISTS,
  AUTHZ,
  OPTIONAL_TYPES,
  QUANTITIES,
  STRING_FUNCTIONS,
  SETS,
  IP,
  CIDR,
  FORMAT,
  AUTHZ_SELECTORS,
  COMPREHENSIONS,
  SEMVER,
  LISTS_EXTENSION,
];

export interface EnvironmentOptions {
  readonly variables: readonly VariableDecl[];
  readonly provider: TypeProvider;
  /** Beyond the base: that of JSON patches, or Sallyport's own. */
  readonly libraries?: readonly Library[];
}

/** An environment for expressions of the kind that Kubernetes evaluates. Build it once and share it. */
export function kubernetesEnvironment({ variables, provider, libraries = [] }: EnvironmentOptions): Environment {
  const all = [...BASE_LIBRARIES, ...libraries];
  return {
    variables: new Map(variables.map((variable) => [variable.name, variable])),
    functions: functionsByName(all),
    typeNames: new Map(
      all.flatMap(({ types = [] }) => types.map((type): [string, Type] => [runtimeTypeName(type), type])),
    ),
    provider,
    homogeneousLiterals: true,
  };
}

/** Overloads that several libraries give to one function come together, in the order of the libraries. */
function functionsByName(libraries: readonly Library[]): ReadonlyMap<string, FunctionDecl> {
  const functions = new Map<string, FunctionDecl>();
  for (const { name, overloads } of libraries.flatMap((library) => library.functions)) {
    const known = functions.get(name)?.overloads ?? [];
    functions.set(name, { name, overloads: [...known, ...overloads] });
  }
  return functions;
}
