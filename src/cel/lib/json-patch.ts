/** Kubernetes' function for paths of JSON patches, in expressions that mutate. */
import { escapeToken } from "../../json/pointer.ts";
import type { Library } from "../environment.ts";
import { STRING } from "../types.ts";
import { functionOf, overload, traversalCost } from "./overload.ts";

export const JSON_PATCH_LIBRARY: Library = {
  name: "kubernetes.jsonpatch",
  functions: [
    functionOf(
      "jsonpatch.escapeKey",
      overload("string_jsonpatch_escapeKey_string", [STRING], STRING, escapeToken, traversalCost),
    ),
  ],
};
