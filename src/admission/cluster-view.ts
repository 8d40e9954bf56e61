import type { MatchingView } from "../matching/match.ts";
import type { ParamsView } from "../validation/params.ts";
import type { Permissions } from "./permissions.ts";

/**
 * What a request can see of the cluster, captured once at its start beside the snapshot: namespaces, served
 * resources, params and permissions. Everything but asking for permissions is answered at once, from caches.
 */
export interface ClusterView extends MatchingView, ParamsView {
  readonly permissions: Permissions;
}
