import type { Ranges } from "./ranges.ts";

/** A parsed pattern, flags applied. Captures are not told from other groups: CEL only asks what matches. */
export type RegexNode = { readonly size: number; readonly height: number } & (
  | { readonly kind: "empty" }
  | { readonly kind: "literal"; readonly text: string }
  /** One character of a set; `ranges` is undefined where the set takes Unicode's tables. */
  | { readonly kind: "class"; readonly ranges: Ranges | undefined }
  | { readonly kind: "begin" | "end" }
  /** `\b`, `\B`, and `^` and `$` of lines. */
  | { readonly kind: "assertion" }
  | { readonly kind: "concat"; readonly parts: readonly RegexNode[] }
  | { readonly kind: "alternate"; readonly options: readonly RegexNode[] }
  | { readonly kind: "capture"; readonly node: RegexNode }
  | Repeat
);

export interface Repeat {
  readonly kind: "repeat";
  readonly node: RegexNode;
  readonly min: number;
  /** Infinity for `*` and `+`. */
  readonly max: number;
  readonly greedy: boolean;
}

// `size` is about the number of instructions that the pattern compiles to, `height` that of its tree, as Go counts.

export const EMPTY: RegexNode = { kind: "empty", size: 1, height: 1 };
export const BEGIN: RegexNode = { kind: "begin", size: 1, height: 1 };
export const END: RegexNode = { kind: "end", size: 1, height: 1 };
export const ASSERTION: RegexNode = { kind: "assertion", size: 1, height: 1 };

export function literal(text: string): RegexNode {
  return { kind: "literal", text, size: text.length, height: 1 };
}

export function characterClass(ranges: Ranges | undefined): RegexNode {
  return { kind: "class", ranges, size: 1, height: 1 };
}

export function capture(node: RegexNode): RegexNode {
  return { kind: "capture", node, size: node.size + 2, height: node.height + 1 };
}

export function concat(parts: readonly RegexNode[]): RegexNode {
  const flat: RegexNode[] = [];
  for (const part of parts.flatMap((node) => (node.kind === "concat" ? node.parts : [node]))) {
    const last = flat.at(-1);
    if (last?.kind === "literal" && part.kind === "literal") flat[flat.length - 1] = literal(last.text + part.text);
    else flat.push(part);
  }
  const [only = EMPTY] = flat;
  if (flat.length < 2) return only;
  return { kind: "concat", parts: flat, size: sum(flat), height: 1 + tallest(flat) };
}

export function alternate(options: readonly RegexNode[]): RegexNode {
  const flat = options.flatMap((option) => (option.kind === "alternate" ? option.options : [option]));
  const [only = EMPTY] = flat;
  if (flat.length < 2) return only;
  return { kind: "alternate", options: flat, size: sum(flat) + flat.length - 1, height: 1 + tallest(flat) };
}

export function repeat(node: RegexNode, min: number, max: number, greedy: boolean): RegexNode {
  const copies = max === Number.POSITIVE_INFINITY ? Math.max(min, 1) : max;
  return { kind: "repeat", node, min, max, greedy, size: copies * (node.size + 1) + 1, height: node.height + 1 };
}

function sum(nodes: readonly RegexNode[]): number {
  return nodes.reduce((total, { size }) => total + size, 0);
}

function tallest(nodes: readonly RegexNode[]): number {
  return nodes.reduce((height, node) => Math.max(height, node.height), 0);
}
