/** Sallyport's library for AI workloads, which AdmissionPolicies have and Kubernetes' own kinds do not. */
import type { Library } from "../../environment.ts";
import { BOOL, DYN, listOf, STRING } from "../../types.ts";
import type { Value } from "../../values.ts";
import { functionOf, overload } from "../overload.ts";
import { accelerators } from "./accelerators.ts";
import { containers } from "./containers.ts";
import { family, isAccelerator } from "./families.ts";
import { image } from "./image.ts";
import { parsePath } from "./paths.ts";
import { locateIn } from "./pod-origin.ts";
import { ACCELERATORS, aiTypes, CONTAINER, IMAGE } from "./types.ts";
import { textCost, walkCost } from "./walked.ts";

export { aiTypes };

/** The length of the argument that is a text. */
const costOf =
  (index: number) =>
  (args: readonly Value[]): number => {
    const text = args[index];
    return typeof text === "string" ? textCost(text.length) : 1;
  };

export const AI_LIBRARY: Library = {
  name: "sallyport.ai",
  functions: [
    functionOf("containers", overload("sallyport_containers", [DYN], listOf(CONTAINER), containers, walkCost)),
    functionOf(
      "path",
      overload(
        "sallyport_path",
        [DYN, STRING],
        STRING,
        (pod: Value, path: string) => locateIn(pod, parsePath(path)),
        costOf(1),
      ),
    ),
    functionOf(
      "accelerators",
      overload("sallyport_accelerators", [DYN], ACCELERATORS, (pod: Value) => accelerators(pod, []), walkCost),
      overload("sallyport_accelerators_claims", [DYN, listOf(DYN)], ACCELERATORS, accelerators, walkCost),
    ),
    functionOf("isAccelerator", overload("sallyport_is_accelerator", [STRING], BOOL, isAccelerator, costOf(0))),
    functionOf("family", overload("sallyport_family", [STRING], STRING, family, costOf(0))),
    functionOf("image", overload("sallyport_image", [STRING], IMAGE, image, costOf(0))),
  ],
};
