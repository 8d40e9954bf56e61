/**
 * What calls cost: one unit, ten for each object that they look into (a container, a volume, an entry of resources, a
 * claim, a reference), one for each text in a list, a tenth of one for each character of texts.
 */
import type { Overload } from "../../environment.ts";
import type { Result, Value } from "../../values.ts";

/** What the last call that had something to do with an object has gone through. */
const walks = new WeakMap<object, number>();

export const OBJECT_WALK = 10;

/** Remembers what making a result took. */
export function walked<Made extends Value & object>(result: Made, walk: number): Made {
  walks.set(result, walk);
  return result;
}

/** The cost of a call whose result is `walked`. */
export const resultCost: Overload["cost"] = (_, result) => 1 + walkOf(result);

/** The cost of a call that has `walked` its first argument, whose result is no object of its own. */
export const argumentCost: Overload["cost"] = ([argument]) => 1 + walkOf(argument);

/** What the last call has gone through that had to do with this object. */
export function walkOf(value: Result | undefined): number {
  return typeof value === "object" && value !== null ? (walks.get(value) ?? 0) : 0;
}

/** What going through so many UTF-16 units counts as. */
export function textWalk(length: number): number {
  return Math.ceil(length * 0.1);
}

/** The cost of going through the argument at an index. */
export function costOfText(index: number): (args: readonly Value[]) => number {
  return (args) => {
    const text = args[index];
    return 1 + (typeof text === "string" ? textWalk(text.length) : 0);
  };
}
