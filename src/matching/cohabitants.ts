/**
 * Resources that Kubernetes serves in two groups while storing one set of objects (`ingresses` until 1.21,
 * the others until 1.15; events for ever).
 */
const COHABITATIONS: readonly { readonly groups: readonly string[]; readonly resources: readonly string[] }[] = [
  { groups: ["", "events.k8s.io"], resources: ["events"] },
  { groups: ["apps", "extensions"], resources: ["daemonsets", "deployments", "replicasets"] },
  { groups: ["networking.k8s.io", "extensions"], resources: ["ingresses", "networkpolicies"] },
  { groups: ["policy", "extensions"], resources: ["podsecuritypolicies"] },
];

/** The groups that serve the objects of a resource, its own among them. */
export function cohabitants(resource: { readonly group: string; readonly resource: string }): readonly string[] {
  for (const { groups, resources } of COHABITATIONS) {
    if (resources.includes(resource.resource) && groups.includes(resource.group)) return groups;
  }
  return [resource.group];
}
