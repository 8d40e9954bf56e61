import type { Json } from "./value.ts";

/** An object that is still being made. */
export type Mutable = { [key: string]: Json };

/** Sets a member, whatever it is called: assigning to `__proto__` would not. */
export function setMember<V>(object: { [key: string]: V }, key: string, value: V): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
