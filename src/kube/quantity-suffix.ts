/** The units of quantities. */

/** Kubernetes writes a quantity in the form that it was given in. */
export type QuantityFormat = "DecimalSI" | "BinarySI" | "DecimalExponent";

/** A factor of `base^exponent`. */
export interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const LEAST_DECIMAL = -9;

const SUFFIXES: ReadonlyMap<string, Suffix> = new Map([
  ...BINARY.map((suffix, i): [string, Suffix] => [suffix, { base: 2, exponent: 10 * i, format: "BinarySI" }]),
  ...DECIMAL.map((suffix, i): [string, Suffix] => [
    suffix,
    { base: 10, exponent: LEAST_DECIMAL + 3 * i, format: "DecimalSI" },
  ]),
]);

const EXPONENT = /^[eE][-+]?[0-9]+$/;

/** Undefined for what is neither a unit nor an exponent of ten, such as `e3` or `E-6`. */
export function interpretSuffix(suffix: string): Suffix | undefined {
  const known = SUFFIXES.get(suffix);
  if (known !== undefined || !EXPONENT.test(suffix)) return known;
  const exponent = BigInt(suffix.slice(1).replace("+", ""));
  if (BigInt.asIntN(64, exponent) !== exponent) return undefined;
  // Kubernetes cuts it off to 32 bits.
  return { base: 10, exponent: Number(BigInt.asIntN(32, exponent)), format: "DecimalExponent" };
}

/** The suffix for 10^exponent, a multiple of 3. Empty where there is none. */
export function decimalSuffix(exponent: number): string {
  return DECIMAL[(exponent - LEAST_DECIMAL) / 3] ?? "";
}

/** The suffix for 1024^power. Empty where there is none. */
export function binarySuffix(power: number): string {
  return BINARY[power] ?? "";
}
