/**
 * Numbers as `golang.org/x/text/message` prints them in American English, which `string.format` leaves `%f` and `%e`
 * to: 1,234.500000 and 1.234500×10⁰³. Its narrow counters show in large precisions.
 */
import { fixedDigits, significantDigits } from "./exact-decimal.ts";
import { formatFixed } from "./go-format.ts";

/** From here on its parser of formats gives up. */
const TOO_LARGE = 10_000_010;
const GIVEN_UP = "%!(NOVERB)";

/** @param precision decimals */
export function formatFixedPoint(value: number, precision: number): string {
  if (precision >= TOO_LARGE) return GIVEN_UP;
  if (!Number.isFinite(value)) return nonFinite(value);
  const minimum = precision & 0xff;
  const maximum = (precision << 16) >> 16;
  const [whole, fraction] = maximum < 0 ? shortestDigits(value) : fixedDigits(value, maximum);
  const decimals = fraction.replace(TRAILING_ZEROES, "").padEnd(minimum, "0");
  return `${sign(value)}${grouped(whole)}${decimals === "" ? "" : "."}${decimals}`;
}

const TRAILING_ZEROES = /0+$/;

function shortestDigits(value: number): readonly [whole: string, fraction: string] {
  const [whole = "", fraction = ""] = formatFixed(Math.abs(value)).split(".");
  return [whole, fraction];
}

const BEFORE_THOUSANDS = /\B(?=(?:\d{3})+$)/g;

function grouped(digits: string): string {
  return digits.replace(BEFORE_THOUSANDS, ",");
}

const SIGNIFICANT_DIGITS = 7;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param width of the whole, filled with spaces: cel-go gives here what is written as the precision */
export function formatScientific(value: number, width: number): string {
  if (width >= TOO_LARGE) return GIVEN_UP;
  return scientific(value).padStart(width & 0xffff);
}

function scientific(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const [digits, exponent] = significantDigits(value, SIGNIFICANT_DIGITS);
  const power = String(Math.abs(exponent))
    .padStart(2, "0")
    .replace(/\d/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)));
  return `${sign(value)}${digits.slice(0, 1)}.${digits.slice(1)}×10${exponent < 0 ? "⁻" : ""}${power}`;
}

function nonFinite(value: number): string {
  return Number.isNaN(value) ? "NaN" : `${sign(value)}∞`;
}

/** Negative zero has none. */
function sign(value: number): string {
  return value < 0 ? "-" : "";
}
