/** The resources of Kubernetes' own API groups, as kube-apiserver 1.36 lists them in discovery. */
import generated from "./generated/resources.json" with { type: "json" };

/** What src/kube/derive.ts writes; group and version of the kind follow where they are not the resource's. */
export type ResourceRow = readonly [
  group: string,
  version: string,
  resource: string,
  kind: string,
  namespaced: 0 | 1,
  kindGroup?: string,
  kindVersion?: string,
];

export interface GroupVersionKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export interface Resource {
  readonly group: string;
  readonly version: string;
  /** Plural, with the subresource if it is one: `pods`, `deployments/scale`. */
  readonly resource: string;
  readonly kind: GroupVersionKind;
  readonly namespaced: boolean;
}

const resources: readonly Resource[] = (generated as unknown as readonly ResourceRow[]).map(
  ([group, version, resource, kind, namespaced, kindGroup = group, kindVersion = version]) => ({
    group,
    version,
    resource,
    kind: { group: kindGroup, version: kindVersion, kind },
    namespaced: namespaced === 1,
  }),
);

const byResource = new Map(resources.map((found) => [key(found.group, found.version, found.resource), found]));
const byKind = new Map(
  resources
    .filter(({ resource }) => !resource.includes("/"))
    .map((found) => [key(found.group, found.version, found.kind.kind), found]),
);

/** All built-in resources and subresources, sorted by group, version and name. */
export function allResources(): readonly Resource[] {
  return resources;
}

/** The built-in resource of that plural name, such as `pods` or `deployments/scale`. */
export function findResource(group: string, version: string, resource: string): Resource | undefined {
  return byResource.get(key(group, version, resource));
}

/** The built-in resource (no subresource) whose objects are of that kind. */
export function resourceOfKind(group: string, version: string, kind: string): Resource | undefined {
  return byKind.get(key(group, version, kind));
}

const kinds = new Set(resources.map(({ kind }) => key(kind.group, kind.version, kind.kind)));

/** Whether the kind is one of Kubernetes' own, be it only that of a subresource, such as `PodExecOptions`. */
export function isBuiltInKind({ group, version, kind }: GroupVersionKind): boolean {
  return kinds.has(key(group, version, kind));
}

function key(group: string, version: string, name: string): string {
  return `${group}/${version}/${name}`;
}
