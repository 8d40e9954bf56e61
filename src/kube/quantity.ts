/**
 * Kubernetes' quantities (k8s.io/apimachinery/pkg/api/resource): `500m`, `1.5Gi`, `12e6`. Exact: the amount is
 * `unscaled * 10^exponent`.
 */
import { type Amount, addAmounts, compareAmounts, roundedUp } from "./amount.ts";
import { interpretSuffix, type QuantityFormat, type Suffix } from "./quantity-suffix.ts";

export interface Quantity extends Amount {
  readonly format: QuantityFormat;
  /**
   * Whether Kubernetes holds the amount as an int64 with a scale. One that it holds as a decimal is never an integer
   * to it, however whole it is.
   */
  readonly isSmall: boolean;
}

const WRONG_FORM = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const WRONG_NUMBER = "unable to parse numeric part of quantity";
const WRONG_SUFFIX = "unable to parse quantity's suffix";

/** The decimal digits that have room in an int64, whichever they are. */
const INT64_DIGITS = 18;
const NANO = -9;

const ONE: Amount = { unscaled: 1n, exponent: 0 };
/** In binary form nothing is larger. */
const MAX_BINARY: Amount = { unscaled: 2n ** 63n - 1n, exponent: 0 };

const isInt64 = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

/** More digits than anyone writes: Kubernetes has no limit, but then what comparing takes has none either. */
const MAX_DIGITS = 1_000;

/** @returns the quantity, or why the text is none, in Kubernetes' words */
export function parseQuantity(text: string): Quantity | string {
  const parts = split(text);
  if (parts === undefined) return WRONG_FORM;
  const suffix = interpretSuffix(parts.suffix);
  if (suffix === undefined) return WRONG_SUFFIX;
  const isUsable = parts.hasDigits && parts.whole.length + parts.fraction.length <= MAX_DIGITS;
  return smallQuantity(parts, suffix) ?? (isUsable ? largeQuantity(parts, suffix) : WRONG_NUMBER);
}

interface Parts {
  readonly isNegative: boolean;
  /** Without zeros in front, but never empty. */
  readonly whole: string;
  readonly fraction: string;
  readonly suffix: string;
  readonly hasDigits: boolean;
}

/** The form is looser than what Kubernetes says: digits may be missing. */
function split(text: string): Parts | undefined {
  if (text === "") return undefined;
  const isNegative = text.startsWith("-");
  const start = isNegative || text.startsWith("+") ? 1 : 0;
  const first = skip(text, start, "0");
  const point = skip(text, first, DIGITS);
  const fractionStart = text.charAt(point) === "." ? point + 1 : point;
  const suffixStart = skip(text, fractionStart, fractionStart > point ? DIGITS : "");
  const sign = skip(text, suffixStart, "eEinumkKMGTP");
  const end = skip(text, "+-".includes(text.charAt(sign)) ? sign + 1 : sign, DIGITS);
  if (end < text.length) return undefined;
  return {
    isNegative,
    whole: text.slice(first, point) || "0",
    fraction: text.slice(fractionStart, suffixStart),
    suffix: text.slice(suffixStart),
    hasDigits: point > start || suffixStart > fractionStart,
  };
}

const DIGITS = "0123456789";

function skip(text: string, start: number, characters: string): number {
  let i = start;
  while (i < text.length && characters.includes(text.charAt(i))) i++;
  return i;
}

/** Undefined for what an int64 and a scale of nano or more might not hold. */
function smallQuantity({ isNegative, whole, fraction }: Parts, suffix: Suffix): Quantity | undefined {
  const { base, exponent, format } = suffix;
  const room = base === 2 ? INT64_DIGITS - 4 - (exponent * 3) / 10 : INT64_DIGITS;
  if (whole.length + fraction.length > room || (base === 2 && fraction !== "")) return undefined;
  // A scale has 32 bits, there as here.
  const scale = base === 2 ? 0 : (exponent - fraction.length) | 0;
  if (scale < NANO) return undefined;
  const magnitude = BigInt(whole + fraction) << BigInt(base === 2 ? exponent : 0);
  if (!isInt64(magnitude)) return undefined;
  return { unscaled: isNegative ? -magnitude : magnitude, exponent: scale, format, isSmall: true };
}

/** Rounded up to nano, away from zero; in binary form capped. */
function largeQuantity({ isNegative, whole, fraction }: Parts, { base, exponent, format }: Suffix): Quantity {
  const digits = BigInt(whole + fraction);
  const exact: Amount =
    base === 2
      ? { unscaled: digits << BigInt(exponent), exponent: -fraction.length }
      : { unscaled: digits, exponent: (exponent - fraction.length) | 0 };
  const rounded = digits === 0n ? exact : roundedUp(exact, NANO);
  const isBinary = base === 2;
  const magnitude = isBinary && compareAmounts(rounded, MAX_BINARY) > 0 ? MAX_BINARY : rounded;
  const isFraction = digits !== 0n && compareAmounts(magnitude, ONE) < 0;
  return {
    unscaled: isNegative ? -magnitude.unscaled : magnitude.unscaled,
    exponent: magnitude.exponent,
    format: isBinary && isFraction ? "DecimalSI" : format,
    isSmall: false,
  };
}

/** The quantity of an int64. */
export function quantityOf(value: bigint): Quantity {
  return { unscaled: value, exponent: 0, format: "DecimalExponent", isSmall: true };
}

/** -1, 0 or 1. */
export function signOf({ unscaled }: Quantity): number {
  return unscaled === 0n ? 0 : unscaled > 0n ? 1 : -1;
}

/** -1, 0 or 1. */
export const compareQuantities: (a: Quantity, b: Quantity) => number = compareAmounts;

/** The amount as an int64; undefined if it is none, or if Kubernetes does not notice that it is one. */
export function asInteger({ unscaled, exponent, isSmall }: Quantity): bigint | undefined {
  if (!isSmall || exponent < 0) return undefined;
  if (exponent === 0 || unscaled === 0n) return unscaled;
  const value = exponent > INT64_DIGITS ? undefined : unscaled * 10n ** BigInt(exponent);
  return value !== undefined && isInt64(value) ? value : undefined;
}

/** Holds the amount as a decimal. */
export function asDecimal(quantity: Quantity): Quantity {
  return quantity.isSmall ? { ...quantity, isSmall: false } : quantity;
}

/** Undefined where the digits of the sum would be too many. The format is that of `a`, unless `a` is zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity | undefined {
  const format = a.unscaled === 0n ? b.format : a.format;
  if (a.isSmall && b.isSmall) {
    if (b.unscaled === 0n) return { ...a, format };
    if (a.unscaled === 0n) return { ...b, format };
    const sum = addAmounts(a, b);
    // What is brought to the smaller exponent has to be an int64, too.
    if (sum !== undefined && isInt64(sum.unscaled) && isInt64(sum.aligned)) {
      return { unscaled: sum.unscaled, exponent: sum.exponent, format, isSmall: true };
    }
  }
  const sum = addAmounts(a, b);
  return sum && { unscaled: sum.unscaled, exponent: sum.exponent, format, isSmall: false };
}

/** As `addQuantities`. */
export function subtractQuantities(a: Quantity, b: Quantity): Quantity | undefined {
  if (!a.isSmall || !b.isSmall) return addQuantities(a, { ...b, unscaled: -b.unscaled });
  // The least int64 is its own negative, there as here, as long as nothing overflows.
  const wrapped = addQuantities(a, { ...b, unscaled: BigInt.asIntN(64, -b.unscaled) });
  return wrapped?.isSmall ? wrapped : addQuantities(asDecimal(a), { ...b, unscaled: -b.unscaled });
}
