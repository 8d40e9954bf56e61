import { Double, isObject, type Json } from "./value.ts";

/** Exact equality: 1 and 1.0 differ, the order of keys does not matter. However deep: JSON may nest 10,000 levels. */
export function sameJson(a: Json, b: Json): boolean {
  const pending: Json[] = [];
  let [left, right] = [a, b];
  for (;;) {
    if (left !== right && !sameOutside(left, right, pending)) return false;
    if (pending.length === 0) return true;
    right = pending.pop() as Json;
    left = pending.pop() as Json;
  }
}

/** @param pending gets the pairs of what is inside, one after the other */
function sameOutside(a: Json, b: Json, pending: Json[]): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && sameLength(a, b, pending);
  if (a instanceof Double) return b instanceof Double && Object.is(a.value, b.value);
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(b, key)) return false;
    if (a[key] !== b[key]) pending.push(a[key] as Json, b[key] as Json);
  }
  return true;
}

function sameLength(a: readonly Json[], b: readonly Json[], pending: Json[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) pending.push(a[i] as Json, b[i] as Json);
  return true;
}
