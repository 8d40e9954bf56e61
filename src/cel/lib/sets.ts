/** cel-go's extension `sets`: lists as sets. */
import type { Library, Overload } from "../environment.ts";
import { equal } from "../runtime/equality.ts";
import { actualSize } from "../runtime/size.ts";
import { BOOL, listOf, T } from "../types.ts";
import type { Value } from "../values.ts";
import { requireAffordable } from "./affordable.ts";
import { functionOf, overload } from "./overload.ts";

type List = readonly Value[];

function contains(list: List, sublist: List): boolean {
  return sublist.every((element) => has(list, element));
}

function equivalent(a: List, b: List): boolean {
  return contains(a, b) && contains(b, a);
}

function intersects(a: List, b: List): boolean {
  return a.some((element) => has(b, element));
}

function has(list: List, element: Value): boolean {
  if (typeof element === "string" || typeof element === "boolean") return list.includes(element);
  return list.some((other) => equal(element, other));
}

/** As if every element of one were compared with every element of the other, `times` over. */
function comparing(id: string, times: number, call: (a: List, b: List) => boolean): Overload {
  const cost = ([a, b]: readonly Value[]) => 1 + actualSize(a as Value) * actualSize(b as Value) * times;
  const bounded = (a: List, b: List) => {
    requireAffordable(cost([a, b]));
    return call(a, b);
  };
  return overload(id, [listOf(T), listOf(T)], BOOL, bounded, cost);
}

export const SETS: Library = {
  name: "cel.lib.ext.sets",
  functions: [
    functionOf("sets.contains", comparing("list_sets_contains_list", 1, contains)),
    functionOf("sets.equivalent", comparing("list_sets_equivalent_list", 2, equivalent)),
    functionOf("sets.intersects", comparing("list_sets_intersects_list", 1, intersects)),
  ],
};
