/** The syntax of the format strings of `string.format`. */

export type Verb = "s" | "d" | "f" | "e" | "b" | "x" | "X" | "o";

export interface Clause {
  readonly kind: "clause";
  readonly verb: Verb;
  /** Digits after the point, as written for `%f` and `%e`. */
  readonly precision?: number;
}

export type FormatPart =
  | { readonly kind: "text"; readonly text: string }
  | Clause
  /** A `%` that ends the string; asked for even before it is known whether there is an argument. */
  | { readonly kind: "end" }
  /** Always the last part. */
  | { readonly kind: "fault"; readonly message: string };

const VERBS: ReadonlySet<string> = new Set(["s", "d", "f", "e", "b", "x", "X", "o"]);
const MAX_INT64 = 9223372036854775807n;

/** Splits a format string into texts and clauses, up to the first fault. */
export function parseFormat(format: string): readonly FormatPart[] {
  const parts: FormatPart[] = [];
  let text = "";
  let from = 0;
  for (let percent = format.indexOf("%"); percent !== -1; percent = format.indexOf("%", from)) {
    text += format.slice(from, percent);
    if (format[percent + 1] === "%") {
      text += "%";
      from = percent + 2;
      continue;
    }
    if (text !== "") parts.push({ kind: "text", text });
    text = "";
    const [part, end] = parseClause(format, percent + 1);
    parts.push(part);
    if (part.kind !== "clause") return parts;
    from = end;
  }
  text += format.slice(from);
  if (text !== "") parts.push({ kind: "text", text });
  return parts;
}

function parseClause(format: string, start: number): readonly [FormatPart, number] {
  if (start === format.length) return [{ kind: "end" }, start];
  let at = start;
  let digits: string | undefined;
  if (format[at] === ".") {
    at = endOfDigits(format, start + 1);
    digits = format.slice(start + 1, at);
    if (at === format.length) return precisionFault("could not find end of precision specifier");
    const fault = digits === "" ? "invalid syntax" : isBeyondInt64(digits) ? "value out of range" : undefined;
    if (fault !== undefined) {
      return precisionFault(`error while converting precision to integer: strconv.Atoi: parsing "${digits}": ${fault}`);
    }
  }
  const verb = format[at] ?? "";
  if (!VERBS.has(verb)) return [syntaxFault(`unrecognized formatting clause "${firstByte(format, at)}"`), at];
  const clause = { kind: "clause", verb: verb as Verb } as const;
  return [digits === undefined ? clause : { ...clause, precision: Number(digits) }, at + 1];
}

/** The length tells at once for most of what is too large. */
function isBeyondInt64(digits: string): boolean {
  const significant = digits.replace(/^0+/, "");
  return significant.length > 19 || BigInt(significant) > MAX_INT64;
}

function endOfDigits(format: string, start: number): number {
  let at = start;
  while (at < format.length && format.charCodeAt(at) >= 0x30 && format.charCodeAt(at) <= 0x39) at++;
  return at;
}

function precisionFault(message: string): readonly [FormatPart, number] {
  return [syntaxFault(`error while parsing precision: ${message}`), 0];
}

function syntaxFault(message: string): FormatPart {
  return { kind: "fault", message: `could not parse formatting clause: ${message}` };
}

/** cel-go looks at bytes: of a longer character it shows the first one of UTF-8. */
function firstByte(format: string, at: number): string {
  const [byte = 0] = new TextEncoder().encode(String.fromCodePoint(format.codePointAt(at) ?? 0));
  return String.fromCharCode(byte);
}
