import { allResources, type GroupVersionKind } from "../kube/resources.ts";
import { cohabitants } from "./cohabitants.ts";
import type { AdmissionRequest, GroupVersionResource } from "./request.ts";
import type { Rule } from "./rule.ts";

/** One form in which objects can be read and written: a resource of a group version, and the kind it holds. */
export interface ResourceForm {
  readonly resource: GroupVersionResource;
  /** Of a subresource its own kind: `autoscaling/v1` Scale for `deployments/scale`. */
  readonly kind: GroupVersionKind;
}

/** A resource in all group versions, over groups too: core events and those of `events.k8s.io` are the same objects. */
export interface ServedResource {
  readonly forms: readonly ResourceForm[];
  /**
   * How one form becomes another: `none` renames the version only (the default of custom resources),
   * `built-in` is the API server's own conversion, `webhook` that of the resource's author.
   */
  readonly conversion: "none" | "built-in" | "webhook";
}

/**
 * The forms that a rule may mean when nothing is known about the requested resource: every version that the rule
 * names is taken to be served with the same fields. A policy for `v1` must not be passed by asking for `v1beta1`.
 */
export function assumedForms(rule: Rule, request: AdmissionRequest): readonly ResourceForm[] {
  const { requestResource: resource, requestKind: kind } = request;
  const versions = rule.versions ?? [];
  return versions.map((version) => ({
    resource: { ...resource, version },
    kind: kind.group === resource.group ? { ...kind, version } : kind,
  }));
}

const builtIn: ReadonlyMap<string, ServedResource> = groupForms();

/** All forms of a built-in resource or subresource of Kubernetes 1.36; undefined for any other. */
export function builtInResource(resource: GroupVersionResource, subResource: string): ServedResource | undefined {
  return builtIn.get(
    formsKey(resource.group, subResource === "" ? resource.resource : `${resource.resource}/${subResource}`),
  );
}

function groupForms(): Map<string, ServedResource> {
  const grouped = new Map<string, { forms: ResourceForm[]; conversion: "built-in" }>();
  for (const { group, version, resource: path, kind } of allResources()) {
    const [resource = path] = path.split("/");
    for (const cohabitant of cohabitants({ group, resource })) {
      const key = formsKey(cohabitant, path);
      const served = grouped.get(key) ?? { forms: [], conversion: "built-in" };
      served.forms.push({ resource: { group, version, resource }, kind });
      grouped.set(key, served);
    }
  }
  return grouped;
}

function formsKey(group: string, path: string): string {
  return `${group}/${path}`;
}
