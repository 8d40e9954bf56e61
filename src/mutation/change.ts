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

/** What those are told who sent an object. */
export function changeWarnings(changes: readonly Change[]): readonly string[] {
  return changes.map(({ policy, paths }) => {
    const more = paths.length > FEW ? ` and ${paths.length - FEW} more` : "";
    return `MutatingAdmissionPolicy '${policy}' changed ${paths.slice(0, FEW).join(", ")}${more}`;
  });
}

/** The places where two objects differ, each once. */
export function changedPaths(before: JsonObject, after: JsonObject): readonly string[] {
  const paths = diffJson(before, after).map(({ path }) => path);
  return paths.length < 2 ? paths : [...new Set(paths)];
}

/** What one annotation may hold, in bytes, as for those of policies. */
const MAX_VALUE_BYTES = 10 * 1024;
/** Of each change, where all together are too many. */
const FEW = 3;

/** The audit annotation that tells which policy changed which places: JSON, a list of changes. */
export function changeAnnotation(changes: readonly Change[]): { readonly mutated?: string } {
  if (changes.length === 0) return {};
  const all = JSON.stringify(changes);
  if (byteLength(all) <= MAX_VALUE_BYTES) return { mutated: all };
  const some = JSON.stringify(changes.map((change) => ({ ...change, paths: change.paths.slice(0, FEW), cut: true })));
  if (byteLength(some) <= MAX_VALUE_BYTES) return { mutated: some };
  return { mutated: JSON.stringify([...new Set(changes.map(({ policy }) => policy))].slice(0, MANY)) };
}

/** Names of policies, which have up to 253 characters: so many have room. */
const MANY = 40;
