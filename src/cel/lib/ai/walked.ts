/** What calls cost: one unit, and one for each thing that they go through. */
import type { Overload } from "../../environment.ts";
import type { Value } from "../../values.ts";

/** How many things calls have gone through, by their results. */
const walks = new WeakMap<object, number>();

/** Remembers what making a result took. The result must be a new object. */
export function walked<Made extends Value & object>(result: Made, things: number): Made {
  walks.set(result, things);
  return result;
}

/** The cost of a call whose result is `walked`. */
export const walkCost: Overload["cost"] = (_, result) => {
  return 1 + (typeof result === "object" && result !== null ? (walks.get(result) ?? 0) : 0);
};

/** The cost of going through so many code units of text, as Kubernetes has it: a tenth. */
export function textCost(length: number): number {
  return 1 + Math.ceil(length * 0.1);
}
