import type { Result, Value } from "../values.ts";
import { CelError, isJsonObject, MapValue, OpaqueValue, Optional } from "../values.ts";

const SURROGATE = /[\ud800-\udfff]/;

/** Up to this length counting is quicker than asking whether there is anything to count. */
const SHORT = 16;

/** The number of code points of a string. */
export function codePointLength(text: string): number {
  return text.length > SHORT && !SURROGATE.test(text) ? text.length : countCodePoints(text);
}

function countCodePoints(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length--;
      i++;
    }
  }
  return length;
}

/** CEL's `size`: code points, bytes, elements, entries. Undefined for a value that has no size. */
export function sizeOf(value: Value): number | undefined {
  if (typeof value === "string") return codePointLength(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  if (value instanceof MapValue) return value.entries.size;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}

/**
 * The size that the cost model counts with: `sizeOf`, the `costSize` of an opaque value, the size of what an optional holds, and 1 for everything else, errors included.
 */
export function actualSize(value: Result): number {
  if (typeof value === "string") return codePointLength(value);
  if (value instanceof CelError) return 1;
  if (value instanceof Optional) return value.value === undefined ? 1 : actualSize(value.value);
  if (value instanceof OpaqueValue) return value.costSize;
  return sizeOf(value) ?? 1;
}
