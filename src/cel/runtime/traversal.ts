import type { Result } from "../values.ts";
import { CelError } from "../values.ts";
import { isMap, mapEntries } from "./maps.ts";

/**
 * What Kubernetes charges for going through a value with all that it holds: a tenth of the bytes of every string
 * (UTF-8) and bytes value, rounded down one by one, and 1 for every other value.
 */
export function deepTraversalCost(value: Result): number {
  let cost = 0;
  const pending = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "string") cost += Math.floor(Buffer.byteLength(next) * 0.1);
    else if (next instanceof Uint8Array) cost += Math.floor(next.length * 0.1);
    else if (next instanceof CelError) cost += 1;
    else if (Array.isArray(next)) for (const element of next) pending.push(element);
    else if (isMap(next)) for (const [key, element] of mapEntries(next)) pending.push(key, element);
    else cost += 1;
  }
  return cost;
}
