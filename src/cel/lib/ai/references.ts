/** References to variables as the kubelet resolves them in `env`, `command` and `args`: `$(NAME)`; `$$` is a dollar. */

import type { Room } from "./room.ts";

/** The text for a reference; undefined where nothing is known of the variable, which leaves the reference. */
export type Lookup = (name: string) => string | undefined;

/**
 * The text with its references resolved (k8s.io/kubernetes/third_party/forked/golang/expansion); where there is no
 * room for what becomes of it, the text is left as it is.
 */
export function resolveReferences(text: string, lookup: Lookup, room: Room): string {
  if (!text.includes("$")) return text;
  const parts: string[] = [];
  let start = 0;
  for (let dollar = text.indexOf("$"); dollar >= 0; dollar = text.indexOf("$", start)) {
    const [part, end] = partAt(text, dollar, lookup);
    parts.push(text.slice(start, dollar), part);
    if (!room.take(dollar - start + part.length)) return text;
    start = end;
  }
  parts.push(text.slice(start));
  return parts.join("");
}

/** What stands for the text at a dollar, and where that ends. */
function partAt(text: string, dollar: number, lookup: Lookup): readonly [part: string, end: number] {
  const next = text.charAt(dollar + 1);
  if (next === "$") return ["$", dollar + 2];
  if (next !== "(") return ["$", dollar + 1];
  const close = text.indexOf(")", dollar + 2);
  // No later reference is closed either.
  if (close < 0) return [text.slice(dollar), text.length];
  const reference = text.slice(dollar, close + 1);
  return [lookup(reference.slice(2, -1)) ?? reference, close + 1];
}
