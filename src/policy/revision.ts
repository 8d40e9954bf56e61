import { createHash } from "node:crypto";
import { stringifyJson } from "../json/stringify.ts";
import { isObject, type Json } from "../json/value.ts";

/** Equal for equal values, in whatever order their keys stand. */
export function hashOf(value: Json): string {
  return sha256(stringifyJson(sorted(value)));
}

/** The first 12 hexadecimal digits of the SHA-256 over the hashes, which are sorted. */
export function revisionOf(hashes: readonly string[]): string {
  return sha256(hashes.toSorted().join("\n")).slice(0, 12);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
}
