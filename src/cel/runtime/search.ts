/** Finding one text in another in linear time. */

/** Finds the first occurrence at or after a position, or -1. */
export type Searcher = (text: string, from: number) => number;

/** UTF-16 units. JavaScript's own search may compare all of a part with every position of the text. */
const MAX_SHORT = 64;

export function isShort(part: string): boolean {
  return part.length <= MAX_SHORT;
}

/** The first occurrence that begins at or after a position, or -1. */
export function firstOccurrence(text: string, part: string, from: number): number {
  return isShort(part) ? text.indexOf(part, from) : searcher(part)(text, from);
}

/** Finds one part again and again. */
export function searcher(part: string): Searcher {
  if (isShort(part)) return (text, from) => text.indexOf(part, from);
  const borders = bordersOf(part, forwards);
  return (text, from) => search(text, part, borders, forwards, from);
}

/** The last occurrence that begins at or before a position, or -1. */
export function lastOccurrence(text: string, part: string, from: number): number {
  if (isShort(part)) return text.lastIndexOf(part, from);
  const searched = text.slice(0, from + part.length);
  const found = search(searched, part, bordersOf(part, backwards), backwards, 0);
  return found < 0 ? -1 : searched.length - found - part.length;
}

/** The UTF-16 unit at a position, counted from one end. */
type UnitAt = (text: string, position: number) => number;

const forwards: UnitAt = (text, position) => text.charCodeAt(position);
const backwards: UnitAt = (text, position) => text.charCodeAt(text.length - 1 - position);

/** For every prefix the length of the longest shorter one that it ends with (Knuth, Morris, Pratt). */
function bordersOf(part: string, unitAt: UnitAt): Int32Array {
  const borders = new Int32Array(part.length);
  let border = 0;
  for (let i = 1; i < part.length; i++) {
    while (border > 0 && unitAt(part, i) !== unitAt(part, border)) border = borders[border - 1] ?? 0;
    if (unitAt(part, i) === unitAt(part, border)) border++;
    borders[i] = border;
  }
  return borders;
}

function search(text: string, part: string, borders: Int32Array, unitAt: UnitAt, from: number): number {
  let matched = 0;
  for (let i = from; i < text.length; i++) {
    const unit = unitAt(text, i);
    while (matched > 0 && unit !== unitAt(part, matched)) matched = borders[matched - 1] ?? 0;
    if (unit === unitAt(part, matched)) matched++;
    if (matched === part.length) return i - matched + 1;
  }
  return -1;
}
