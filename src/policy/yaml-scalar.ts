import { Double, type Json } from "../json/value.ts";

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word): [string, boolean] => [
    word,
    true,
  ]),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word): [string, boolean] => [
    word,
    false,
  ]),
  ...["", "~", "null", "Null", "NULL"].map((word): [string, null] => [word, null]),
]);

const NO_NUMBER = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;
const INTEGER = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/**
 * The value of a plain scalar, as kubectl reads it (YAML 1.1 in the dialect of go-yaml 2): `yes`, `on` and `y` are
 * true, `0777` is octal, times stay text; numbers as in `Json`.
 * @returns undefined for infinities and NaN, which JSON does not have
 */
export function plainScalar(text: string): Json | undefined {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  if (NO_NUMBER.test(text)) return undefined;
  const digits = text.startsWith(".") ? text : text.replaceAll("_", "");
  if (INTEGER.test(digits)) return integer(digits);
  if (!FLOAT.test(digits)) return text;
  const double = Number(digits);
  if (!Number.isFinite(double)) return text;
  return /[.eE]/.test(digits) || !Number.isSafeInteger(double) ? new Double(double) : double + 0;
}

function integer(digits: string): Json {
  const unsigned = digits.replace(/^[-+]/, "");
  const octal = /^0[0-7]+$/.test(unsigned) ? `0o${unsigned.slice(1)}` : unsigned;
  const magnitude = BigInt(octal);
  const value = digits.startsWith("-") ? -magnitude : magnitude;
  if (value < INT64_MIN || value > INT64_MAX) return new Double(Number(value));
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
