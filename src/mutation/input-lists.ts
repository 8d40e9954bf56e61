import type { Inputs } from "../validation/inputs.ts";
import type { IsInput } from "./go-value.ts";
import { valuesIn } from "./values-in.ts";

/** Tells the lists of the inputs from those that expressions make. Rarely asked: the lists are collected only then. */
export function inputLists({ object, oldObject, params, request, namespaceObject }: Inputs): IsInput {
  let values: Set<unknown> | undefined;
  return (list) => {
    values ??= new Set(valuesIn([object, oldObject, params, request, namespaceObject]));
    return values.has(list);
  };
}
