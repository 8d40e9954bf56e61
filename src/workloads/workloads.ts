/** Where the pods are inside an object of any known workload kind. */
import type { JsonObject } from "../json/value.ts";
import type { PodPlace } from "./pod-place.ts";
import { type OpaqueBlock, PodReader } from "./pod-reader.ts";
import { Scope } from "./scope.ts";
import type { GroupVersionKind } from "./workload-kind.ts";
import type { WorkloadTable } from "./workload-table.ts";

export { UNBOUNDED } from "./count.ts";
export type { Path } from "./path.ts";
export type { PodPlace } from "./pod-place.ts";
export type { OpaqueBlock } from "./pod-reader.ts";
export { readWorkloadKind } from "./read-kind.ts";
export type { GroupVersionKind, WorkloadKind } from "./workload-kind.ts";
export { type PodRule, WorkloadTable } from "./workload-table.ts";

export interface Pods {
  readonly places: readonly PodPlace[];
  /** What a policy over pods cannot judge: it must refuse the object, or let it pass knowingly. */
  readonly opaque: readonly OpaqueBlock[];
}

/**
 * The pods in an object. Never throws, whatever the object holds: what has the wrong type counts as absent. Beyond
 * 1,000 places, and 4 objects in objects, what is left is an opaque block.
 */
export function podsOf(object: JsonObject, kind: GroupVersionKind, table: WorkloadTable): Pods {
  const reader = new PodReader(table);
  reader.read(new Scope({ object, at: [], isText: false, depth: 0, replicas: (own) => own }), kind);
  return { places: reader.places, opaque: reader.opaque };
}
