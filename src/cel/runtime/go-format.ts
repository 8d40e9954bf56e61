/** How Go writes floating-point numbers, as run-time errors and conversions to string show them. */

/** `%g` and `%v`: the shortest digits that identify the number, an exponent below 1e-4 and from 1e+06 on. */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const [digits, exponent] = shortestDigits(value);
  const sign = isNegative(value) ? "-" : "";
  if (exponent < -4 || exponent >= EXPONENT_FROM) return sign + scientific(digits, exponent);
  return sign + positional(digits, exponent);
}

/** `%f` with the shortest precision that identifies the number: never an exponent. */
export function formatFixed(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const [digits, exponent] = shortestDigits(value);
  return (isNegative(value) ? "-" : "") + positional(digits, exponent);
}

const EXPONENT_FROM = 6;

function nonFinite(value: number): string {
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

/** The digits, and the power of ten of the first. */
function shortestDigits(value: number): readonly [string, number] {
  const text = Math.abs(value).toExponential();
  const e = text.indexOf("e");
  return [text.slice(0, 1) + text.slice(2, e), Number(text.slice(e + 1))];
}

function scientific(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${digits.slice(0, 1)}${fraction}e${exponent < 0 ? "-" : "+"}${power}`;
}

function positional(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return digits.length > exponent + 1 ? `${whole}.${digits.slice(exponent + 1)}` : whole;
}
