/** What other engines are known to get wrong, seen from what Kubernetes does. */
import type { Outcome, Peer } from "./engines.ts";

export interface Deviation {
  readonly engine: Peer["name"];
  readonly reason: string;
  /** An expression that shows it. */
  readonly example: string;
  /** Whether a difference may come of it. */
  appliesTo(expr: string, ours: Outcome, theirs: Outcome): boolean;
}

const MARCBACHMANN = "@marcbachmann/cel-js";
const BUFBUILD = "@bufbuild/cel";

const fails = (outcome: Outcome) => outcome === "error";
const contains = (outcome: Outcome, text: string) => JSON.stringify(outcome).includes(text);

const NAN = /0\.0\/0\.0|nan|\/ ?-?\(?0\.0|inf|1\.0\/0\.0/i;

export const DEVIATIONS: readonly Deviation[] = [
  {
    engine: MARCBACHMANN,
    reason: "int() does not take a uint",
    example: "int(1u)",
    appliesTo: (expr, _, theirs) => fails(theirs) && /\bint\(/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "numbers of two types are never equal in a list",
    example: "dyn(1u) in [1]",
    appliesTo: (expr) => /\bin\b/.test(expr) && /\du\b|uint|\d\.\d|double/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "NaN has an order",
    example: "(0.0/0.0) < 1.0",
    appliesTo: (expr, ours) => fails(ours) && NAN.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "-0.0 is shown without its sign",
    example: "string(-0.0)",
    appliesTo: (expr, ours) => /\bstring\(/.test(expr) && contains(ours, "-0"),
  },
  {
    engine: MARCBACHMANN,
    reason: "objects with a key such as constructor or __proto__ cannot be looked into",
    example: "object.labels.app",
    appliesTo: (expr) => /labels|constructor|__proto__/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "a list has no fields, rather than being no map",
    example: "has(object.ints.x)",
    appliesTo: (expr, ours) => fails(ours) && /\bhas\(/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "has() fails on an element that has no fields",
    example: "has(object.strings[1].x)",
    appliesTo: (expr, _, theirs) => fails(theirs) && /\bhas\(/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "bool() and double() read fewer spellings",
    example: "bool('F')",
    appliesTo: (expr, _, theirs) => fails(theirs) && /\b(?:bool|double)\(/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "int64 may overflow in a negation or a conversion",
    example: "-(-9223372036854775808)",
    appliesTo: (expr, ours) => fails(ours) && /-\(|-9223372036854775808|\bint\(/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "a negative fraction becomes a uint",
    example: "uint(-object.f / 3.0)",
    appliesTo: (expr, ours) => fails(ours) && /\buint\(/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "keys of maps are strings",
    example: "{1: 2}",
    appliesTo: (expr) => /\{(?!'|r'|"|\})/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "an int or a uint is rounded before it is compared with a double",
    example: "9007199254740993 > 9007199254740992.0",
    appliesTo: (expr) => /9007199254740993|object\.big|9223372036854775807|18446744073709551615/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "large doubles are shown as in JavaScript",
    example: "string(123456789.125)",
    appliesTo: (expr) => /\bstring\(/.test(expr) && /\d\.\d|\/|double/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "what an empty literal holds is of no type",
    example: "[].exists(e, e)",
    appliesTo: (expr, _, theirs) => fails(theirs) && /\[\]|\{\}/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "patterns are those of JavaScript",
    example: "'a'.matches('(?i)A')",
    appliesTo: (expr) => /\bmatches\(/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "texts are ordered by UTF-16 units",
    example: "'\\U0010FFFF' <= '\\ufeff'",
    appliesTo: (expr) => /\\U|[\ud800-\udfff]/.test(expr) && /[<>]/.test(expr),
  },
  {
    engine: MARCBACHMANN,
    reason: "the least int has a remainder of -1",
    example: "-9223372036854775808 % -1",
    appliesTo: (expr, ours) => fails(ours) && /%/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "NaN has an order",
    example: "(0.0/0.0) < 1.0",
    appliesTo: (expr, ours) => fails(ours) && NAN.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "-0.0 is shown without its sign",
    example: "string(-0.0)",
    appliesTo: (expr, ours) => /\bstring\(/.test(expr) && contains(ours, "-0"),
  },
  {
    engine: BUFBUILD,
    reason: "infinity and large doubles are shown as in JavaScript",
    example: "string(1.0/0.0)",
    appliesTo: (expr) => /\bstring\(/.test(expr) && /\d\.\d|\/|double/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "a list has no fields, rather than being no map",
    example: "has(object.ints.x)",
    appliesTo: (expr, ours) => fails(ours) && /\bhas\(/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "what double() cannot read is NaN, and so are other spellings of numbers",
    example: "double(object.s)",
    appliesTo: (expr) => /\bdouble\(/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "an empty text is the int 0",
    example: "int(object.empty)",
    appliesTo: (expr, ours) => fails(ours) && /\bu?int\(/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "bool() reads fewer spellings",
    example: "bool('F')",
    appliesTo: (expr, _, theirs) => fails(theirs) && /\bbool\(/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "a key twice in a map literal is an error, or makes two entries",
    example: "{'a': 1, 'a': 2}",
    appliesTo: (expr) => /\{.*:.*,.*:.*\}/s.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "what is looked for in an empty list literal is evaluated",
    example: "object.s.x in []",
    appliesTo: (expr, _, theirs) => fails(theirs) && /\bin \(?\[\]/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "a map literal cannot have doubles for keys",
    example: "1.5 in {2.5: true}",
    appliesTo: (expr, _, theirs) => fails(theirs) && /\{-?\(?\d+\.\d/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "texts are ordered by UTF-16 units",
    example: "'\\U0010FFFF' <= '\\ufeff'",
    appliesTo: (expr) => /\\U|[\ud800-\udfff]/.test(expr) && /[<>]/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "the least int has a remainder of -1",
    example: "-9223372036854775808 % -1",
    appliesTo: (expr, ours) => fails(ours) && /%/.test(expr),
  },
  {
    engine: BUFBUILD,
    reason: "a uint beyond the largest int cannot be divided",
    example: "18446744073709551615u / 1u",
    appliesTo: (expr, _, theirs) => fails(theirs) && /\//.test(expr) && /\d{19}/.test(expr),
  },
];
