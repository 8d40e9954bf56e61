/** The kinds that are known without any configuration. */
import { KUBERNETES_KINDS } from "./kubernetes-kinds.ts";
import { TRAINING_KINDS } from "./training-kinds.ts";
import type { WorkloadKind } from "./workload-kind.ts";

export const BUILT_IN_KINDS: readonly WorkloadKind[] = [...KUBERNETES_KINDS, ...TRAINING_KINDS];
