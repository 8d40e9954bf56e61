/** The one text that Kubernetes writes a quantity as: `1000m` becomes `1`, `1.5Gi` becomes `1536Mi`. */
import type { Amount } from "./amount.ts";
import type { Quantity } from "./quantity.ts";
import { binarySuffix, decimalSuffix } from "./quantity-suffix.ts";

export function canonicalQuantity(quantity: Quantity): string {
  if (quantity.unscaled === 0n) return "0";
  const whole = quantity.format === "BinarySI" ? wholeNumber(quantity) : undefined;
  if (whole !== undefined && isLarge(whole)) return binaryText(whole);
  const { unscaled, exponent } = inThousands(quantity);
  if (quantity.format === "DecimalExponent") return exponent === 0 ? String(unscaled) : `${unscaled}e${exponent}`;
  return `${unscaled}${decimalSuffix(exponent)}`;
}

/** Smaller amounts, and those with a fraction, are written as decimals even if they were given in binary form. */
function isLarge(value: bigint): boolean {
  return value >= 1024n || value <= -1024n;
}

/** Undefined for what has a fraction. */
function wholeNumber({ unscaled, exponent }: Amount): bigint | undefined {
  if (exponent >= 0) return unscaled * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return unscaled % divisor === 0n ? unscaled / divisor : undefined;
}

/** With as few digits as there can be at an exponent that is a multiple of 3. */
function inThousands({ unscaled, exponent }: Amount): Amount {
  let digits = unscaled;
  let power = exponent;
  while (digits % 10n === 0n) {
    digits /= 10n;
    power++;
  }
  while (power % 3 !== 0) {
    digits *= 10n;
    power--;
  }
  return { unscaled: digits, exponent: power };
}

function binaryText(whole: bigint): string {
  let digits = whole;
  let power = 0;
  while (digits % 1024n === 0n) {
    digits /= 1024n;
    power++;
  }
  return `${digits}${binarySuffix(power)}`;
}
