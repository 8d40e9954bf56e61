/**
 * Lossless JSON. A bare `number` is always an integer that JavaScript holds exactly; integers beyond 2^53 are
 * `bigint` (within int64; Kubernetes reads larger ones as floating point, a `Double`), numbers written with a
 * fraction or an exponent are `Double`, so that 1 and 1.0 stay apart.
 */
export type Json = null | boolean | number | bigint | string | Double | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Whatever is an object in JavaScript but neither a JSON object nor a list. No JSON can be mistaken for one. */
export abstract class Boxed {}

/** A 64-bit floating-point number. */
export class Double extends Boxed {
  readonly value: number;
  constructor(value: number) {
    super();
    this.value = value;
  }
}

/** True for a JSON object. Look only at its own keys: `Object.hasOwn(object, key)`. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Boxed);
}

/** The value at an own key; undefined if the value is no object or has no such key. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
