import { type Amount, compareAmounts } from "./amount.ts";
import type { Quantity } from "./quantity.ts";
import { binarySuffix, decimalSuffix } from "./quantity-suffix.ts";

/**
 * The canonical text: no fraction, and the largest suffix that leaves none. In the form that the quantity was given in,
 * but a binary one that is small or not whole is written as a decimal. (Kubernetes keeps the text that a quantity was
 * read from where that is nearly canonical.)
 */
export function formatQuantity(quantity: Quantity): string {
  if (quantity.unscaled === 0n) return "0";
  if (quantity.format === "BinarySI" && !isSmallNumber(quantity)) {
    const value = wholeNumber(quantity);
    if (value !== undefined) return formatBinary(value);
  }
  const { digits, exponent } = inThousands(quantity);
  if (quantity.format !== "DecimalExponent") return digits + decimalSuffix(exponent);
  return exponent === 0 ? digits : `${digits}e${exponent}`;
}

const KIBI = 1024n;

function isSmallNumber(amount: Amount): boolean {
  const limit = { unscaled: KIBI, exponent: 0 };
  return compareAmounts(amount, limit) < 0 && compareAmounts(amount, { ...limit, unscaled: -KIBI }) > 0;
}

function wholeNumber({ unscaled, exponent }: Amount): bigint | undefined {
  if (exponent >= 0) return unscaled * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return unscaled % divisor === 0n ? unscaled / divisor : undefined;
}

function formatBinary(value: bigint): string {
  let rest = value;
  let power = 0;
  while (rest % KIBI === 0n) {
    rest /= KIBI;
    power++;
  }
  return rest + binarySuffix(power);
}

/** With an exponent that is a multiple of three, as large as can be. */
function inThousands({ unscaled, exponent }: Amount): { readonly digits: string; readonly exponent: number } {
  const significant = String(unscaled).replace(/0+$/, "");
  const exact = exponent + String(unscaled).length - significant.length;
  const multiple = Math.floor(exact / 3) * 3;
  return { digits: significant + "0".repeat(exact - multiple), exponent: multiple };
}
