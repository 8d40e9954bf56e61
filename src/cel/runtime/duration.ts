/** Durations as text: Go's notation in, seconds out. */
import { formatFixed } from "./go-format.ts";
import { INT64_MAX, INT64_MIN } from "./int64.ts";

export const NANOS_PER_SECOND = 1_000_000_000n;

const NANOS_OF_UNIT: ReadonlyMap<string, number> = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["\u00b5s", 1e3],
  ["\u03bcs", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["m", 60e9],
  ["h", 3600e9],
]);

const TERM = /(\d*)(?:\.(\d*))?([^.\d]+)/y;
const LIMIT = -INT64_MIN;

/**
 * The nanoseconds of `1h30m`, `-1.5s`, `+300ms`, as Go's `time.ParseDuration` reads them; undefined when the text is
 * none or beyond int64.
 */
export function parseDuration(text: string): bigint | undefined {
  const negative = text.startsWith("-");
  const start = negative || text.startsWith("+") ? 1 : 0;
  if (text.length === start + 1 && text[start] === "0") return 0n;
  const total = sumOfTerms(text, start);
  if (total === undefined) return undefined;
  if (negative) return -total;
  return total > INT64_MAX ? undefined : total;
}

function sumOfTerms(text: string, start: number): bigint | undefined {
  if (start === text.length) return undefined;
  let total = 0n;
  for (let at = start; at < text.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const term = TERM.exec(text);
    const nanos = term === null ? undefined : nanosOfTerm(term[1] ?? "", term[2] ?? "", term[3] ?? "");
    if (nanos === undefined) return undefined;
    total += nanos;
    if (total > LIMIT) return undefined;
  }
  return total;
}

function nanosOfTerm(whole: string, fraction: string, unitName: string): bigint | undefined {
  const unit = NANOS_OF_UNIT.get(unitName);
  if (unit === undefined || (whole === "" && fraction === "")) return undefined;
  const count = boundedInteger(whole);
  if (count === undefined || count > LIMIT / BigInt(unit)) return undefined;
  const nanos = count * BigInt(unit) + nanosOfFraction(fraction, unit);
  return nanos > LIMIT ? undefined : nanos;
}

/** Undefined above 2^63, without reading more digits than that takes. */
function boundedInteger(digits: string): bigint | undefined {
  const significant = digits.replace(/^0+/, "");
  if (significant.length > 19) return undefined;
  const value = BigInt(significant);
  return value > LIMIT ? undefined : value;
}

/** Go computes the fraction in floating point, from as many digits as fit an int64: so does this. */
function nanosOfFraction(digits: string, unit: number): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    if (value > INT64_MAX / 10n) break;
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (unit / scale)));
}

/** As CEL's `string(duration)`: seconds, `5400s`, `-0.0015s`. */
export function formatDuration(nanos: bigint): string {
  return `${formatFixed(durationIn(nanos, NANOS_PER_SECOND))}s`;
}

/** The duration in a unit, in floating point as Go has it: whole units, plus the rest as a fraction. */
export function durationIn(nanos: bigint, unit: bigint): number {
  return Number(nanos / unit) + Number(nanos % unit) / Number(unit);
}

/** As Go prints durations: `1h30m0s`, `1.5ms`, `0s`. */
export function showGoDuration(nanos: bigint): string {
  if (nanos === 0n) return "0s";
  const size = nanos < 0n ? -nanos : nanos;
  const text = size < NANOS_PER_SECOND ? showBelowSecond(Number(size)) : showFromSecond(size);
  return nanos < 0n ? `-${text}` : text;
}

function showBelowSecond(nanos: number): string {
  if (nanos < 1e3) return `${nanos}ns`;
  return nanos < 1e6 ? `${nanos / 1e3}\u00b5s` : `${nanos / 1e6}ms`;
}

function showFromSecond(nanos: bigint): string {
  const seconds = nanos / NANOS_PER_SECOND;
  const rest = nanos % NANOS_PER_SECOND;
  const fraction = rest === 0n ? "" : `.${String(rest).padStart(9, "0").replace(/0+$/, "")}`;
  const minutes = seconds / 60n;
  const hours = minutes / 60n;
  const larger = hours > 0n ? `${hours}h${minutes % 60n}m` : minutes > 0n ? `${minutes}m` : "";
  return `${larger}${seconds % 60n}${fraction}s`;
}
