/** References to variables as the kubelet resolves them in `env`, `command` and `args`: `$(NAME)`; `$$` is a dollar. */

import type { Room } from "./room.ts";

/** The text for a reference; undefined where nothing is known of the variable, which leaves the reference. */
export type Lookup = (name: string) => string | undefined;

/**
 * The text with its references resolved (k8s.io/kubernetes/third_party/forked/golang/expansion).
 * @throws BudgetExceeded where there is no room for it
 */
export function resolveReferences(text: string, lookup: Lookup, room: Room): string {
  if (!text.includes("$")) return text;
  const lastClose = text.lastIndexOf(")");
  const parts: string[] = [];
  let start = 0;
  for (let dollar = text.indexOf("$"); dollar >= 0; dollar = text.indexOf("$", start)) {
    parts.push(text.slice(start, dollar));
    const isReference = text.startsWith("$(", dollar) && lastClose > dollar;
    start = isReference ? text.indexOf(")", dollar) + 1 : dollar + (text.startsWith("$$", dollar) ? 2 : 1);
    parts.push(isReference ? resolved(text.slice(dollar, start), lookup, room) : "$");
  }
  parts.push(text.slice(start));
  return parts.join("");
}

function resolved(reference: string, lookup: Lookup, room: Room): string {
  const value = lookup(reference.slice(2, -1));
  if (value === undefined) return reference;
  room.take(value.length);
  return value;
}
