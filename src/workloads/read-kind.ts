import type { JsonObject } from "../json/value.ts";
import type { WorkloadKind } from "./workload-kind.ts";
export function readWorkloadKind(_document: JsonObject): {
  kind?: WorkloadKind;
  faults: { field: string; message: string }[];
} {
  return { faults: [] };
}
