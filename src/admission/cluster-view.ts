import type { SchemaView } from "../mutation/mutable-kind.ts";
import type { InvocationView } from "../validation/invocations.ts";
import type { ClusterAuthorizer } from "./authorizer.ts";

/**
 * What a request can see of the cluster, captured once at its start beside the snapshot: namespaces, served
 * resources, params and permissions. Everything but asking for a permission is answered at once, from caches.
 */
export interface ClusterView extends InvocationView, SchemaView {
  readonly authorizer: ClusterAuthorizer;
}
