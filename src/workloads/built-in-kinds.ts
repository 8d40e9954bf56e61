/** The kinds that are known without any configuration. */
import { BATCH_KINDS } from "./batch-kinds.ts";
import { KSERVE_KINDS } from "./kserve-kinds.ts";
import { KUBERNETES_KINDS } from "./kubernetes-kinds.ts";
import { NVIDIA_KINDS } from "./nvidia-kinds.ts";
import { SERVING_KINDS } from "./serving-kinds.ts";
import { TRAINING_KINDS } from "./training-kinds.ts";
import type { WorkloadKind } from "./workload-kind.ts";

export const BUILT_IN_KINDS: readonly WorkloadKind[] = [
  ...KUBERNETES_KINDS,
  ...TRAINING_KINDS,
  ...KSERVE_KINDS,
  ...NVIDIA_KINDS,
  ...SERVING_KINDS,
  ...BATCH_KINDS,
];
