import { diffJson } from "../json/diff.ts";
import type { JsonObject } from "../json/value.ts";

/** What a policy did to the object. */
export interface Change {
  readonly policy: string;
  readonly binding: string;
  /** JSON pointers to what was added, removed or replaced. */
  readonly paths: readonly string[];
}

/** The places where two objects differ, each once. */
export function changedPaths(before: JsonObject, after: JsonObject): readonly string[] {
  return [...new Set(diffJson(before, after).map(({ path }) => path))];
}
