import { sameJson } from "./equal.ts";
import { isObject, type Json } from "./value.ts";

/**
 * Whether a `test` operation of kube-apiserver's JSON Patch passes. Its library has two peculiarities: an explicit null is
 * not equal to null or nothing in the document, only leaving the value out is; but null is equal to `{}` and `[]`.
 */
export function sameInTest(found: Json, value: Json | undefined): boolean {
  if (found === null || value === undefined) return found === null && value === undefined;
  return same(found, value);
}

function same(found: Json, value: Json): boolean {
  if (Array.isArray(found)) {
    if (value === null) return found.length === 0;
    return (
      Array.isArray(value) && value.length === found.length && found.every((item, i) => sameOrNull(item, value[i]))
    );
  }
  if (!isObject(found)) return sameJson(found, value);
  const keys = Object.keys(found);
  if (value === null) return keys.length === 0;
  if (!isObject(value) || Object.keys(value).length !== keys.length) return false;
  return keys.every((key) => Object.hasOwn(value, key) && sameOrNull(found[key] as Json, value[key]));
}

function sameOrNull(found: Json, value: Json | undefined): boolean {
  if (found === null || value === null || value === undefined) return found === value;
  return same(found, value);
}
