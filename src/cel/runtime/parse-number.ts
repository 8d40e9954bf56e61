/** Numbers and bools as text, read as Go's strconv reads them. Undefined for what is not one, or out of range. */
import { normalInt } from "../values.ts";
import { INT64_MAX, INT64_MIN, type Int, UINT64_MAX } from "./int64.ts";

const SIGNED = /^[+-]?\d+$/;
const UNSIGNED = /^\d+$/;

/** Any integer of so few characters is safe. */
const SAFE_LENGTH = 15;

export function parseInt64(text: string): Int | undefined {
  if (!SIGNED.test(text)) return undefined;
  // The sum makes 0 of -0.
  if (text.length <= SAFE_LENGTH) return Number(text) + 0;
  const value = boundedInteger(text.replace(/^\+/, ""));
  return value === undefined || value < INT64_MIN || value > INT64_MAX ? undefined : normalInt(value);
}

export function parseUint64(text: string): bigint | undefined {
  const value = UNSIGNED.test(text) ? boundedInteger(text) : undefined;
  return value === undefined || value > UINT64_MAX ? undefined : value;
}

/** Undefined where the number has too many digits for 64 bits, without reading them all. */
function boundedInteger(text: string): bigint | undefined {
  const short = text.replace(/^(-?)0+(?=\d)/, "$1");
  return short.length > 21 ? undefined : BigInt(short);
}

export function parseBool(text: string): boolean | undefined {
  switch (text) {
    case "1":
    case "t":
    case "T":
    case "true":
    case "TRUE":
    case "True":
      return true;
    case "0":
    case "f":
    case "F":
    case "false":
    case "FALSE":
    case "False":
      return false;
    default:
      return undefined;
  }
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEXADECIMAL = /^([+-]?)0[xX](?:([\da-fA-F]+)(?:\.([\da-fA-F]*))?|\.([\da-fA-F]+))[pP]([+-]?\d+)$/;
/** An underscore may stand between digits and after `0x`. */
const MISPLACED_UNDERSCORE = /^[+-]?_|_$|__|_[^\da-fA-F]|[^\da-fA-FxX]_/;
const DECIMAL_UNDERSCORE = /_\D|\D_/;
const INFINITY = /^[+-]?inf(?:inity)?$/i;
const NOT_A_NUMBER = /^nan$/i;

/** Decimal or hexadecimal, with underscores between digits, `inf`, `infinity` or `nan`. Overflow is out of range. */
export function parseDouble(text: string): number | undefined {
  if (INFINITY.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  const plain = withoutUnderscores(text);
  if (plain === undefined) return undefined;
  const value = DECIMAL.test(plain) ? Number(plain) : parseHexadecimal(plain);
  return value === undefined || Math.abs(value) === Infinity ? undefined : value;
}

function withoutUnderscores(text: string): string | undefined {
  if (!text.includes("_")) return text;
  const hexadecimal = /^[+-]?0[xX]/.test(text);
  if (MISPLACED_UNDERSCORE.test(text) || (!hexadecimal && DECIMAL_UNDERSCORE.test(text))) return undefined;
  return text.replaceAll("_", "");
}

function parseHexadecimal(text: string): number | undefined {
  const parts = HEXADECIMAL.exec(text);
  if (parts === null) return undefined;
  const fraction = parts[3] ?? parts[4] ?? "";
  const digits = ((parts[2] ?? "") + fraction).replace(/^0+/, "");
  const exponent = Math.max(-100_000, Math.min(100_000, Number(parts[5]))) - 4 * fraction.length;
  const size = digits === "" ? 0 : scaled(digits, exponent);
  return parts[1] === "-" ? -size : size;
}

/** Digits that decide a rounding to 53 bits; those beyond only break ties. */
const DECISIVE_DIGITS = 20;
const MIN_EXPONENT = -1074;

/** The double nearest to `0x<digits> * 2^exponent`, ties to even. */
function scaled(digits: string, exponent: number): number {
  const dropped = digits.slice(DECISIVE_DIGITS);
  const sticky = /[1-9a-fA-F]/.test(dropped) ? 1n : 0n;
  const mantissa = (BigInt(`0x${digits.slice(0, DECISIVE_DIGITS)}`) << 1n) | sticky;
  const power = exponent + 4 * dropped.length - 1;
  const bits = mantissa.toString(2).length;
  const excess = Math.max(bits - 53, MIN_EXPONENT - power, 0);
  const rounded = Number(excess > bits + 1 ? 0n : roundedShift(mantissa, BigInt(excess)));
  const shift = power + excess;
  // In two steps, as 2^shift alone may be below a double's range although the product is not.
  return shift < -1000 ? rounded * 2 ** (shift + 60) * 2 ** -60 : rounded * 2 ** shift;
}

function roundedShift(value: bigint, shift: bigint): bigint {
  if (shift === 0n) return value;
  const half = 1n << (shift - 1n);
  const quotient = value >> shift;
  const rest = value - (quotient << shift);
  const up = rest > half || (rest === half && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}
