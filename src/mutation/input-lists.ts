import { isObject, type Json } from "../json/value.ts";
import type { Inputs } from "../validation/inputs.ts";
import type { IsInput } from "./go-value.ts";

/** Tells the lists of the inputs from those that expressions make. Rarely asked: the lists are collected only then. */
export function inputLists({ object, oldObject, params, request, namespaceObject }: Inputs): IsInput {
  let lists: Set<unknown> | undefined;
  return (list) => {
    lists ??= listsIn([object, oldObject, params, request, namespaceObject]);
    return lists.has(list);
  };
}

function listsIn(values: readonly Json[]): Set<unknown> {
  const lists = new Set<unknown>();
  const pending = [...values];
  while (pending.length > 0) {
    const value = pending.pop() ?? null;
    if (Array.isArray(value)) lists.add(value);
    else if (!isObject(value)) continue;
    for (const item of Object.values(value)) pending.push(item);
  }
  return lists;
}
