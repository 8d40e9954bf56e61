/** Floating-point numbers to a given number of digits: exact, and halves to the even digit, as Go rounds them. */

const EXPONENT_BIAS = 1075n;
const IMPLICIT_BIT = 1n << 52n;
const view = new DataView(new ArrayBuffer(8));

/** No more decimals than these can differ from 0. */
const MAX_PLACES = 1074;

/** The absolute value times 10^places, rounded to an integer. `places` may be negative. */
function scaled(value: number, places: number): bigint {
  const [mantissa, exponent] = decompose(value);
  const numerator = (mantissa << (exponent > 0n ? exponent : 0n)) * 10n ** BigInt(Math.max(places, 0));
  const denominator = (1n << (exponent < 0n ? -exponent : 0n)) * 10n ** BigInt(Math.max(-places, 0));
  return roundedQuotient(numerator, denominator);
}

/** The absolute value is mantissa * 2^exponent. */
function decompose(value: number): readonly [mantissa: bigint, exponent: bigint] {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = (bits >> 52n) & 0x7ffn;
  const fraction = bits & (IMPLICIT_BIT - 1n);
  return biased === 0n ? [fraction, 1n - EXPONENT_BIAS] : [fraction | IMPLICIT_BIT, biased - EXPONENT_BIAS];
}

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const roundsUp = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return roundsUp ? quotient + 1n : quotient;
}

/** The absolute value with so many decimals, as its digits before and after the point. */
export function fixedDigits(value: number, places: number): readonly [whole: string, fraction: string] {
  const exactPlaces = Math.min(places, MAX_PLACES);
  const digits = scaled(value, exactPlaces)
    .toString()
    .padStart(exactPlaces + 1, "0");
  const point = digits.length - exactPlaces;
  return [digits.slice(0, point), digits.slice(point).padEnd(places, "0")];
}

/** The absolute value to so many significant digits, and the power of ten of the first. */
export function significantDigits(value: number, count: number): readonly [digits: string, exponent: number] {
  if (value === 0) return ["0".repeat(count), 0];
  const shortest = value.toExponential();
  const exponent = Number(shortest.slice(shortest.indexOf("e") + 1));
  const digits = digitsFrom(value, count, exponent);
  // 9.9999999 has become 10.00000.
  if (digits.length > count) return [digits.slice(0, count), exponent + 1];
  // The shortest digits were those of a power of ten that the value does not reach: 1e-323 is 9.88e-324.
  if (digits.length < count) return [digitsFrom(value, count, exponent - 1), exponent - 1];
  return [digits, exponent];
}

function digitsFrom(value: number, count: number, exponent: number): string {
  return scaled(value, count - 1 - exponent).toString();
}
