/** Sets of code points as sorted, disjoint, inclusive ranges: lo, hi, lo, hi. */
export type Ranges = readonly number[];

export const MAX_CODE_POINT = 0x10ffff;

export const ANY_CHARACTER: Ranges = [0, MAX_CODE_POINT];
export const NOT_NEWLINE: Ranges = [0, 9, 11, MAX_CODE_POINT];

/** Sorted, without overlaps. */
export function union(pairs: Ranges): Ranges {
  const sorted: (readonly [number, number])[] = [];
  for (let i = 0; i < pairs.length; i += 2) sorted.push([pairs[i] ?? 0, pairs[i + 1] ?? 0]);
  sorted.sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [lo, hi] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && lo <= last + 1) merged[merged.length - 1] = Math.max(last, hi);
    else merged.push(lo, hi);
  }
  return merged;
}

export function complement(ranges: Ranges): Ranges {
  const gaps: number[] = [];
  let next = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const lo = ranges[i] ?? 0;
    if (lo > next) gaps.push(next, lo - 1);
    next = (ranges[i + 1] ?? 0) + 1;
  }
  if (next <= MAX_CODE_POINT) gaps.push(next, MAX_CODE_POINT);
  return gaps;
}

const A = 0x41;
const Z = 0x5a;
const TO_LOWER = 0x20;
const KELVIN_SIGN = 0x212a;
const LONG_S = 0x17f;

/** The set with every letter in either case; undefined where that takes Unicode's tables: beyond ASCII. */
export function foldCase(ranges: Ranges): Ranges | undefined {
  if ((ranges.at(-1) ?? 0) > 0x7f) return undefined;
  const folded = [...ranges];
  for (let upper = A; upper <= Z; upper++) {
    const lower = upper + TO_LOWER;
    if (contains(ranges, upper) || contains(ranges, lower)) folded.push(upper, upper, lower, lower);
  }
  if (contains(folded, "k".charCodeAt(0))) folded.push(KELVIN_SIGN, KELVIN_SIGN);
  if (contains(folded, "s".charCodeAt(0))) folded.push(LONG_S, LONG_S);
  return union(folded);
}

function contains(ranges: Ranges, codePoint: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if (codePoint >= (ranges[i] ?? 0) && codePoint <= (ranges[i + 1] ?? 0)) return true;
  }
  return false;
}
