/** Exact decimal numbers of any size: `unscaled * 10^exponent`. */

export interface Amount {
  readonly unscaled: bigint;
  readonly exponent: number;
}

/** No exponent is raised by more: what that takes is bounded. */
const MAX_SHIFT = 1_000;

function shifted(unscaled: bigint, places: number): bigint | undefined {
  if (places === 0 || unscaled === 0n) return unscaled;
  return places > MAX_SHIFT ? undefined : unscaled * 10n ** BigInt(places);
}

/** The sum at the smaller exponent, and what was `aligned` to that; undefined where they are too far apart. */
export function addAmounts(a: Amount, b: Amount): (Amount & { readonly aligned: bigint }) | undefined {
  const [high, low] = a.exponent > b.exponent ? [a, b] : [b, a];
  const aligned = shifted(high.unscaled, high.exponent - low.exponent);
  if (aligned !== undefined) return { unscaled: aligned + low.unscaled, exponent: low.exponent, aligned };
  return low.unscaled === 0n ? { ...high, aligned: high.unscaled } : undefined;
}

/** -1, 0 or 1. */
export function compareAmounts(a: Amount, b: Amount): number {
  const sign = compare(signOf(a.unscaled), signOf(b.unscaled));
  if (sign !== 0 || a.unscaled === 0n) return sign;
  if (a.exponent === b.exponent) return compare(a.unscaled, b.unscaled);
  const order = compareMagnitudes(a, b);
  return a.unscaled < 0n ? 0 - order : order;
}

function compareMagnitudes(a: Amount, b: Amount): number {
  const [digitsOfA, digitsOfB] = [digitsOf(a.unscaled), digitsOf(b.unscaled)];
  const order = compare(digitsOfA.length + a.exponent, digitsOfB.length + b.exponent);
  if (order !== 0) return order;
  const length = Math.max(digitsOfA.length, digitsOfB.length);
  return compare(digitsOfA.padEnd(length, "0"), digitsOfB.padEnd(length, "0"));
}

/** Positive amounts have the digits of equal places at equal indices. */
function digitsOf(value: bigint): string {
  return String(value < 0n ? -value : value);
}

function signOf(value: bigint): number {
  return value === 0n ? 0 : value > 0n ? 1 : -1;
}

function compare<T extends number | bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A positive amount, rounded up to the exponent; of one that is whole there, the digits are merely filled up. */
export function roundedUp(amount: Amount, exponent: number): Amount {
  const { unscaled } = amount;
  const places = amount.exponent - exponent;
  if (places >= 0) {
    const filled = shifted(unscaled, places);
    return filled === undefined ? amount : { unscaled: filled, exponent };
  }
  if (digitsOf(unscaled).length <= -places) return { unscaled: 1n, exponent };
  const divisor = 10n ** BigInt(-places);
  return { unscaled: (unscaled + divisor - 1n) / divisor, exponent };
}

/** The nearest float64 of the digits, times the power of ten that Go has for it: close, but not the nearest. */
export function approximateFloat({ unscaled, exponent }: Amount): number {
  return exponent === 0 ? Number(unscaled) : Number(unscaled) * powerOfTen(exponent);
}

/** Go's math.Pow10: the product of two powers that each are the nearest. */
function powerOfTen(exponent: number): number {
  if (exponent > 308) return Number.POSITIVE_INFINITY;
  if (exponent < -323) return 0;
  const size = Math.abs(exponent);
  const rest = Number(`1e${size % 32}`);
  const round = size - (size % 32);
  return exponent >= 0 ? Number(`1e${round}`) * rest : Number(`1e-${round}`) / rest;
}
