/** Splitting and replacing as Go's `strings` does it. */
import { isShort, type Searcher, searcher } from "../runtime/search.ts";
import { requireUsableLength } from "./affordable.ts";

/**
 * The parts between separators: at most `limit` of them, the last being what is left; all when it is negative.
 * Where the separator is empty, the code points.
 */
export function splitText(text: string, separator: string, limit: number): string[] {
  if (limit === 0) return [];
  if (separator === "") return splitCodePoints(text, limit);
  if (limit < 0 && isShort(separator)) return text.split(separator);
  return splitAt(text, searcher(separator), separator.length, limit);
}

function splitAt(text: string, find: Searcher, length: number, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = find(text, 0); at >= 0 && parts.length !== limit - 1; at = find(text, from)) {
    parts.push(text.slice(from, at));
    from = at + length;
  }
  parts.push(text.slice(from));
  return parts;
}

function splitCodePoints(text: string, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length && parts.length !== limit - 1) {
    const codePoint = String.fromCodePoint(text.codePointAt(from) ?? 0);
    parts.push(codePoint);
    from += codePoint.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/**
 * Replaces the first `limit` occurrences, or all when it is negative. An empty one is found before every code point
 * and at the end.
 */
export function replaceText(text: string, old: string, replacement: string, limit: number): string {
  if (limit === 0 || old === replacement) return text;
  const parts = old === "" ? partsOfInsertion(text, limit) : splitText(text, old, limit < 0 ? -1 : limit + 1);
  requireUsableLength(text.length + parts.length * (replacement.length - old.length));
  return parts.join(replacement);
}

function partsOfInsertion(text: string, limit: number): string[] {
  const codePoints = splitCodePoints(text, limit);
  const reachesEnd = limit < 0 || codePoints.length < limit;
  return reachesEnd ? ["", ...codePoints, ""] : ["", ...codePoints];
}
