/** Sallyport's library for AI workloads, which AdmissionPolicies have and Kubernetes' own kinds do not. */
import type { Library } from "../../environment.ts";
import { BOOL, DYN, listOf, optionalOf, STRING } from "../../types.ts";
import type { Value } from "../../values.ts";
import { functionOf, overload } from "../overload.ts";
import { accelerators } from "./accelerators.ts";
import { argument, commandLine, hasArgument } from "./command-line.ts";
import { containers, containersCost } from "./containers.ts";
import { env, envNames } from "./environment-variables.ts";
import { family, isAccelerator } from "./families.ts";
import { hostPaths } from "./host-paths.ts";
import { image } from "./image.ts";
import { mesh } from "./mesh.ts";
import { models } from "./models.ts";
import { parsePath } from "./paths.ts";
import { locateIn } from "./pod-origin.ts";
import { remembered } from "./remembered.ts";
import { selects, selectsCost } from "./selects.ts";
import { ACCELERATORS, aiTypes, CONTAINER, HOST_PATH, IMAGE, MESH, MODEL } from "./types.ts";
import { argumentCost, costOfText, resultCost } from "./walked.ts";

export { aiTypes };

const STRINGS = listOf(STRING);
const OPTIONAL = optionalOf(STRING);

const path = (pod: Value, text: string) => locateIn(pod, parsePath(text));
const acceleratorsWithoutClaims = (pod: Value) => accelerators(pod, []);

/** Objects are `dyn`: nothing is taken for granted about them. */
export const AI_LIBRARY: Library = {
  name: "sallyport.ai",
  functions: [
    functionOf(
      "containers",
      overload("sallyport_containers", [DYN], listOf(CONTAINER), remembered(containers), containersCost),
    ),
    functionOf("path", overload("sallyport_path", [DYN, STRING], STRING, path, costOfText(1))),
    functionOf(
      "accelerators",
      overload("sallyport_accelerators", [DYN], ACCELERATORS, remembered(acceleratorsWithoutClaims), resultCost),
      overload("sallyport_accelerators_claims", [DYN, listOf(DYN)], ACCELERATORS, accelerators, resultCost),
    ),
    functionOf("isAccelerator", overload("sallyport_is_accelerator", [STRING], BOOL, isAccelerator, costOfText(0))),
    functionOf("family", overload("sallyport_family", [STRING], STRING, family, costOfText(0))),
    functionOf("env", overload("sallyport_env", [DYN, STRING], OPTIONAL, env, argumentCost)),
    functionOf("envNames", overload("sallyport_env_names", [DYN], STRINGS, envNames, argumentCost)),
    functionOf("commandLine", overload("sallyport_command_line", [DYN], STRINGS, commandLine, resultCost)),
    functionOf("argument", overload("sallyport_argument", [DYN, STRING], OPTIONAL, argument, argumentCost)),
    functionOf("hasArgument", overload("sallyport_has_argument", [DYN, STRING], BOOL, hasArgument, argumentCost)),
    functionOf("image", overload("sallyport_image", [STRING], IMAGE, image, costOfText(0))),
    functionOf("models", overload("sallyport_models", [DYN], listOf(MODEL), remembered(models), resultCost)),
    functionOf("selects", overload("sallyport_selects", [DYN, DYN], BOOL, selects, selectsCost)),
    functionOf("mesh", overload("sallyport_mesh", [DYN, DYN], MESH, mesh, resultCost)),
    functionOf(
      "hostPaths",
      overload("sallyport_host_paths", [DYN], listOf(HOST_PATH), remembered(hostPaths), resultCost),
    ),
  ],
};
