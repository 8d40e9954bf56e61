import { Double, normalInt, Uint, type Value } from "../values.ts";
import { Kind } from "./tokens.ts";
import type { LiteralTree } from "./tree.ts";
import { type Unescaped, unescapeBytes, unescapeString } from "./unescape.ts";

/** Digits beyond these make an integer of any base too large for 64 bits. */
const MAX_DIGITS = 20;

/** The value of a literal. @param text its token as it stands in the source, without a sign */
export function literalValue({ token, negative }: LiteralTree, text: string): Unescaped<Value> {
  switch (token.kind) {
    case Kind.INT:
      return intValue(text, negative);
    case Kind.UINT:
      return uintValue(text.slice(0, -1));
    case Kind.FLOAT:
      return doubleValue(text, negative);
    case Kind.STRING:
      return unescapeString(text);
    case Kind.BYTES:
      return unescapeBytes(text);
    case Kind.TRUE:
      return { ok: true, value: true };
    case Kind.FALSE:
      return { ok: true, value: false };
    default:
      return { ok: true, value: null };
  }
}

function intValue(text: string, negative: boolean): Unescaped<Value> {
  const size = readInteger(text);
  const value = negative && size !== undefined ? -size : size;
  if (value === undefined || BigInt.asIntN(64, value) !== value) return { ok: false, message: "invalid int literal" };
  return { ok: true, value: normalInt(value) };
}

function uintValue(text: string): Unescaped<Value> {
  const value = readInteger(text);
  if (value === undefined || BigInt.asUintN(64, value) !== value) return { ok: false, message: "invalid uint literal" };
  return { ok: true, value: new Uint(value) };
}

function doubleValue(text: string, negative: boolean): Unescaped<Value> {
  const size = Number(text);
  if (size === Number.POSITIVE_INFINITY) return { ok: false, message: "invalid double literal" };
  return { ok: true, value: new Double(negative ? -size : size) };
}

/** Undefined where it has too many digits for 64 bits. */
function readInteger(text: string): bigint | undefined {
  const isHex = text.startsWith("0x");
  const digits = text.slice(isHex ? 2 : 0).replace(/^0+(?=.)/, "");
  return digits.length > MAX_DIGITS ? undefined : BigInt(isHex ? `0x${digits}` : digits);
}
