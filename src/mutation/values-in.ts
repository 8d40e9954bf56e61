import { isObject, type Json } from "../json/value.ts";

/** All lists and objects within values, themselves included. */
export function valuesIn(values: readonly Json[]): readonly Json[] {
  const found: Json[] = [];
  const pending = [...values];
  while (pending.length > 0) {
    const value = pending.pop() ?? null;
    if (!Array.isArray(value) && !isObject(value)) continue;
    found.push(value);
    for (const item of Object.values(value)) pending.push(item);
  }
  return found;
}
