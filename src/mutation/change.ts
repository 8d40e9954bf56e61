import { diffJson } from "../json/diff.ts";
import type { JsonObject } from "../json/value.ts";
import { byteLength } from "../kube/go-text.ts";

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

/** What one annotation may hold, in bytes, as for those of policies. */
const MAX_VALUE_BYTES = 10 * 1024;

/** An audit annotation for each policy that changed something: `<policy>/mutated`, with the places. */
export function changeAnnotations(changes: readonly Change[]): { readonly [key: string]: string } {
  const paths = new Map<string, Set<string>>();
  for (const change of changes) {
    const known = paths.get(change.policy) ?? new Set();
    for (const path of change.paths) known.add(path);
    paths.set(change.policy, known);
  }
  return Object.fromEntries(Array.from(paths, ([policy, all]) => [`${policy}/mutated`, listed([...all])]));
}

/** As many as there is room for, and how many more there are. */
function listed(paths: readonly string[]): string {
  let text = "";
  for (const [i, path] of paths.entries()) {
    const next = i === 0 ? path : `${text}, ${path}`;
    if (byteLength(next) > MAX_VALUE_BYTES) return `${text} and ${paths.length - i} more`;
    text = next;
  }
  return text;
}
