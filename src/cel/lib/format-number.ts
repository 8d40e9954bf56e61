/** The clauses of `string.format` for numbers. */
import type { Verb } from "../runtime/format-clauses.ts";
import { formatFixedPoint, formatScientific } from "../runtime/localized-number.ts";
import { typeNameOf } from "../runtime/type-of.ts";
import type { Value } from "../values.ts";
import { CelError, Double, Uint } from "../values.ts";

type Text = string | CelError;

const DEFAULT_PRECISION = 6;

export function formatNumber(verb: Exclude<Verb, "s">, value: Value, precision = DEFAULT_PRECISION): Text {
  switch (verb) {
    case "d":
      return inBase(10, value) ?? unfit("decimal clause can only be used on integers", value);
    case "o":
      return inBase(8, value) ?? unfit("octal clause can only be used on integers", value);
    case "b":
      return formatBinary(value) ?? unfit("only integers and bools can be formatted as binary", value);
    case "x":
    case "X": {
      const digits = formatHexadecimal(value);
      if (digits === undefined) return unfit("only integers, byte buffers, and strings can be formatted as hex", value);
      return verb === "X" ? digits.toUpperCase() : digits;
    }
    case "f": {
      const double = doubleOf(value);
      if (double === undefined) return unfit("fixed-point clause can only be used on doubles", value);
      return formatFixedPoint(double, precision);
    }
    case "e": {
      const double = doubleOf(value);
      if (double === undefined) return unfit("scientific clause can only be used on doubles", value);
      return formatScientific(double, precision);
    }
  }
}

function unfit(complaint: string, value: Value): CelError {
  return new CelError(`${complaint}, was given ${typeNameOf(value)}`);
}

function inBase(base: number, value: Value): string | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value.toString(base);
  return value instanceof Uint ? value.value.toString(base) : undefined;
}

function formatBinary(value: Value): string | undefined {
  if (typeof value === "boolean") return value ? "1" : "0";
  return inBase(2, value);
}

function formatHexadecimal(value: Value): string | undefined {
  if (typeof value === "string" || value instanceof Uint8Array) return Buffer.from(value as string).toString("hex");
  return inBase(16, value);
}

const SPECIAL: ReadonlyMap<Value, number> = new Map<Value, number>([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

function doubleOf(value: Value): number | undefined {
  return value instanceof Double ? value.value : SPECIAL.get(value);
}
