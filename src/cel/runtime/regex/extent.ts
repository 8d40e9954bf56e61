/** How many characters a pattern's matches have, and which they begin with. */
import type { RegexNode } from "./nodes.ts";
import type { Ranges } from "./ranges.ts";

export function minLength(node: RegexNode): number {
  switch (node.kind) {
    case "literal":
      return node.text.length;
    case "class":
      return 1;
    case "capture":
      return minLength(node.node);
    case "concat":
      return node.parts.reduce((length, part) => length + minLength(part), 0);
    case "alternate":
      return Math.min(...node.options.map(minLength));
    case "repeat":
      return node.min === 0 ? 0 : node.min * minLength(node.node);
    default:
      return 0;
  }
}

/** Infinity when there is no bound. */
export function maxLength(node: RegexNode): number {
  switch (node.kind) {
    case "literal":
      return node.text.length;
    case "class":
      return 1;
    case "capture":
      return maxLength(node.node);
    case "concat":
      return node.parts.reduce((length, part) => length + maxLength(part), 0);
    case "alternate":
      return Math.max(...node.options.map(maxLength));
    case "repeat":
      return node.max === 0 ? 0 : node.max * Math.max(maxLength(node.node), 1);
    default:
      return 0;
  }
}

/** Whether what follows may begin where this does. Nothing follows the end. */
export function isNullable(node: RegexNode): boolean {
  return node.kind !== "end" && minLength(node) === 0;
}

/** A set of characters: a bit for each of ASCII, one for all others. */
export type CharacterSet = bigint;

export const NO_CHARACTER: CharacterSet = 0n;
const BEYOND_ASCII = 128;

export function firstSet(node: RegexNode): CharacterSet {
  switch (node.kind) {
    case "literal":
      return bit(node.text.charCodeAt(0));
    case "class":
      return node.ranges === undefined ? -1n : setOf(node.ranges);
    case "capture":
    case "repeat":
      return firstSet(node.node);
    case "concat":
      return firstOfSequence(node.parts);
    case "alternate":
      return node.options.reduce((set, option) => set | firstSet(option), NO_CHARACTER);
    default:
      return NO_CHARACTER;
  }
}

function firstOfSequence(parts: readonly RegexNode[]): CharacterSet {
  let set = NO_CHARACTER;
  for (const part of parts) {
    set |= firstSet(part);
    if (!isNullable(part)) break;
  }
  return set;
}

/** All characters that a match may have. */
export function allCharacters(node: RegexNode): CharacterSet {
  switch (node.kind) {
    case "literal":
      return setOfText(node.text);
    case "class":
      return firstSet(node);
    case "capture":
    case "repeat":
      return allCharacters(node.node);
    case "concat":
      return node.parts.reduce((set, part) => set | allCharacters(part), NO_CHARACTER);
    case "alternate":
      return node.options.reduce((set, option) => set | allCharacters(option), NO_CHARACTER);
    default:
      return NO_CHARACTER;
  }
}

export function setOfText(text: string): CharacterSet {
  let set = NO_CHARACTER;
  for (let i = 0; i < text.length; i++) set |= bit(text.charCodeAt(i));
  return set;
}

function setOf(ranges: Ranges): CharacterSet {
  let set = NO_CHARACTER;
  for (let i = 0; i < ranges.length; i += 2) {
    const hi = Math.min(ranges[i + 1] ?? 0, BEYOND_ASCII);
    for (let c = Math.min(ranges[i] ?? 0, BEYOND_ASCII); c <= hi; c++) set |= bit(c);
  }
  return set;
}

function bit(codePoint: number): CharacterSet {
  return 1n << BigInt(Math.min(codePoint, BEYOND_ASCII));
}
