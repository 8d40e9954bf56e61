import type { SourceText } from "../policy/documents.ts";
import { type Loaded, type LoadOptions, load } from "../policy/load.ts";
import { readWorkloadKind } from "../workloads/workloads.ts";

/** Reads, checks and compiles all texts: see `load`, which does not know what a WorkloadKind means. */
export function loadPolicies(
  texts: readonly SourceText[],
  previous: Loaded | undefined,
  options: Omit<LoadOptions, "checkWorkloadKind">,
): Loaded {
  return load(texts, previous, { ...options, checkWorkloadKind: (document) => readWorkloadKind(document).faults });
}
