/** Which kinds a policy's rules name, as far as they can be known beforehand. */
import type { JsonObject } from "../json/value.ts";
import { allResources, type GroupVersionKind } from "../kube/resources.ts";
import type { CustomResource } from "./custom-resources.ts";
import { textsOf } from "./fields.ts";

/** So many finds end the search, for each rule anew. */
const MAX_KINDS = 10;

/**
 * The kinds that rules without wildcards name, in the order of group, version and kind: those that the API server
 * checks expressions against (`typesToCheck` in k8s.io/apiserver).
 */
export function kindsForRules(rules: readonly JsonObject[], custom: readonly CustomResource[]): GroupVersionKind[] {
  const found = new Map<string, GroupVersionKind>();
  for (const rule of rules) {
    if (!addKindsOf(rule, custom, found)) break;
  }
  return [...found.keys()].toSorted().flatMap((key) => found.get(key) ?? []);
}

/** @returns whether to go on with the next rule */
function addKindsOf(
  rule: JsonObject,
  custom: readonly CustomResource[],
  found: Map<string, GroupVersionKind>,
): boolean {
  const groups = textsOf(rule, "apiGroups");
  const versions = textsOf(rule, "apiVersions");
  if ([...groups, ...versions].some((text) => text.includes("*"))) return true;
  const resources = textsOf(rule, "resources").filter((resource) => !/[*/]/.test(resource));
  let count = 0;
  for (const group of groups.toSorted()) {
    for (const version of versions.toSorted()) {
      for (const resource of resources.toSorted()) {
        for (const kind of kindsOf(group, version, resource.toLowerCase(), custom)) {
          found.set(`${kind.group}\0${kind.version}\0${kind.kind}`, kind);
          if (++count === MAX_KINDS) return false;
        }
      }
    }
  }
  return true;
}

/**
 * As client-go's discovery REST mapper finds them: by plural or singular name, and with the empty group in every
 * group.
 */
function kindsOf(
  group: string,
  version: string,
  resource: string,
  custom: readonly CustomResource[],
): GroupVersionKind[] {
  const builtIn = allResources()
    .filter((candidate) => candidate.resource === resource || candidate.kind.kind.toLowerCase() === resource)
    .filter((candidate) => !candidate.resource.includes("/"))
    .map(({ kind, group, version }) => ({ group, version, kind: kind.kind }));
  const defined = custom
    .filter((candidate) => candidate.plural === resource || candidate.singular === resource)
    .map(({ group, version, kind }) => ({ group, version, kind }));
  return [...builtIn, ...defined].filter((kind) => kind.version === version && (group === "" || kind.group === group));
}
