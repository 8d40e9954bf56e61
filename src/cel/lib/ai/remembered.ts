import type { Value } from "../../values.ts";

/**
 * A function of one object that works things out once: the policies of a pack ask the same of the same pod. What JSON
 * holds never changes. Exceptions are not remembered.
 */
export function remembered<R>(make: (value: Value) => R): (value: Value) => R {
  const known = new WeakMap<object, R>();
  return (value) => {
    if (typeof value !== "object" || value === null) return make(value);
    const found = known.get(value) ?? make(value);
    known.set(value, found);
    return found;
  };
}
