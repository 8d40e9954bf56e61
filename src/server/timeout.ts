/** The longest that the API server waits for a webhook, in milliseconds; its own default is 10 s. */
const MAX_MS = 30_000;
const DEFAULT_MS = 10_000;

/** Kept back for the answer's way home. */
const HEADROOM = 0.9;

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
};

/**
 * How long a review may take, in milliseconds, from the `timeout` of the query, a Go duration such as `10s` or
 * `1m30s`. Missing: 10 s. More than 30 s counts as 30 s.
 * @returns undefined if the text is no positive duration
 */
export function reviewTime(timeout: string | undefined): number | undefined {
  // A webhook configuration has one timeout: what was parsed last is nearly always what comes next.
  if (timeout !== last.timeout) last = { timeout, ms: usableTime(timeout) };
  return last.ms;
}

let last: { readonly timeout: string | undefined; readonly ms: number | undefined } = {
  timeout: undefined,
  ms: DEFAULT_MS * HEADROOM,
};

function usableTime(timeout: string | undefined): number | undefined {
  const ms = timeout === undefined ? DEFAULT_MS : parseGoDuration(timeout);
  return ms === undefined || ms <= 0 ? undefined : Math.min(ms, MAX_MS) * HEADROOM;
}

function parseGoDuration(text: string): number | undefined {
  if (text.length > 32 || !/^(\d+(\.\d*)?|\.\d+)(h|m(?!s)|s|ms|us|µs|ns)/.test(text)) return undefined;
  let total = 0;
  let end = 0;
  for (const part of text.matchAll(/(\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|ns)/gy)) {
    total += Number(part[1]) * (UNITS[part[2] ?? ""] ?? Number.NaN);
    end = part.index + part[0].length;
  }
  return end === text.length ? total : undefined;
}
