import type { Snapshot } from "../policy/model.ts";
import type { ClusterView } from "./cluster-view.ts";

/** What a request sees for as long as it runs, whatever is swapped meanwhile. */
export interface Captured {
  readonly snapshot: Snapshot;
  readonly view: ClusterView;
}
