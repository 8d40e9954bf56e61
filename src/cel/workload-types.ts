/** The types of the variables that an AdmissionPolicy has beyond those of the in-tree policies. */
import type { TypeProvider } from "./environment.ts";
import { declareTypes } from "./type-providers.ts";
import { DYN, INT, listOf, objectType, STRING } from "./types.ts";

/** The type of `workload`. */
export const WORKLOAD = objectType("sallyport.Workload");
/** The type of `context`. */
export const CONTEXT = objectType("sallyport.Context");

export const workloadTypes: TypeProvider = declareTypes(
  new Map([
    [
      "sallyport.Workload",
      new Map([
        ["pods", listOf(objectType("sallyport.WorkloadPod"))],
        ["opaque", listOf(objectType("sallyport.OpaqueBlock"))],
      ]),
    ],
    [
      "sallyport.WorkloadPod",
      new Map([
        ["pod", DYN],
        ["podPath", STRING],
        ["replicas", INT],
      ]),
    ],
    [
      "sallyport.OpaqueBlock",
      new Map([
        ["path", STRING],
        ["reason", STRING],
      ]),
    ],
  ]),
);

/** The type of `context`, with a field for each list. */
export function contextTypes(names: readonly string[]): TypeProvider {
  return declareTypes(new Map([["sallyport.Context", new Map(names.map((name) => [name, listOf(DYN)]))]]));
}
