import type { CallExpr, Expr, ListExpr } from "../ast.ts";
import type { Issue } from "../issue.ts";
import type { Clause, Verb } from "../runtime/format-clauses.ts";
import { parseFormat } from "../runtime/format-clauses.ts";
import type { Type, TypeKind } from "../types.ts";
import { DYN } from "../types.ts";
import type { Checked } from "./checked.ts";
import { descendants } from "./descendants.ts";
import { declaredTypeName } from "./show.ts";

/** `"...".format([...])`, both written as literals. */
interface FormatCall {
  readonly call: CallExpr;
  readonly format: string;
  readonly args: ListExpr;
}

/** What a verb takes, and the complaint about anything else. */
interface VerbRule {
  readonly kinds: ReadonlySet<TypeKind>;
  readonly complaint: string;
}

const HEX: VerbRule = {
  kinds: new Set(["int", "uint", "string", "bytes"]),
  complaint: "only integers, byte buffers, and strings can be formatted as hex",
};

// Strings stand for "NaN", "Infinity" and "-Infinity".
const RULES: Readonly<Record<Verb, VerbRule>> = {
  s: {
    kinds: new Set<TypeKind>([
      ...(["list", "map", "int", "uint", "double", "bool", "string"] as const),
      ...(["timestamp", "bytes", "duration", "type", "null"] as const),
    ]),
    complaint:
      "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps",
  },
  d: { kinds: new Set(["int", "uint"]), complaint: "decimal clause can only be used on integers" },
  f: { kinds: new Set(["double", "string"]), complaint: "fixed-point clause can only be used on doubles" },
  e: { kinds: new Set(["double", "string"]), complaint: "scientific clause can only be used on doubles" },
  b: { kinds: new Set(["int", "uint", "bool"]), complaint: "only integers and bools can be formatted as binary" },
  x: HEX,
  X: HEX,
  o: { kinds: new Set(["int", "uint"]), complaint: "octal clause can only be used on integers" },
};

/** Format strings must be well-formed and fit the number and the types of their arguments. */
export function validateFormatLiterals(checked: Checked): Issue[] {
  return descendants(checked.expr)
    .map(formatCall)
    .filter((found) => found !== undefined)
    .map((found) => fault(checked, found))
    .filter((issue) => issue !== undefined);
}

function formatCall(node: Expr): FormatCall | undefined {
  if (node.kind !== "call" || node.function !== "format" || node.args.length !== 1) return undefined;
  const { target } = node;
  const [args] = node.args;
  if (target?.kind !== "constant" || typeof target.value !== "string" || args?.kind !== "list") return undefined;
  return { call: node, format: target.value, args };
}

/** The first thing that is wrong with a call. */
function fault(checked: Checked, { call, format, args }: FormatCall): Issue | undefined {
  const { offset } = call;
  let index = 0;
  for (const part of parseFormat(format)) {
    if (part.kind === "text") continue;
    if (part.kind === "end") return { offset, message: "unexpected end of string" };
    const arg = args.elements[index];
    if (arg === undefined) return { offset, message: `index ${index} out of range` };
    if (part.kind === "fault") return { offset, message: part.message };
    const misfit = findMisfit(checked, part, arg);
    if (misfit !== undefined) return misfit;
    index++;
  }
  if (args.elements.length <= index) return undefined;
  const counts = `(expected ${index}, got ${args.elements.length})`;
  return { offset, message: `too many arguments supplied to string.format ${counts}` };
}

/** The argument, or for `%s` something within it, that the clause cannot show. */
function findMisfit(checked: Checked, { verb }: Clause, arg: Expr): Issue | undefined {
  const { kinds, complaint } = RULES[verb];
  const type = checked.types.get(arg.id) ?? DYN;
  if (type.kind !== "dyn" && !kinds.has(type.kind)) return misfitIssue(arg, complaint, type);
  if (verb !== "s") return undefined;
  for (const part of partsOf(arg)) {
    const misfit = findMisfit(checked, { kind: "clause", verb }, part);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

function misfitIssue({ offset }: Expr, complaint: string, type: Type): Issue {
  return { offset, message: `error during formatting: ${complaint}, was given ${declaredTypeName(type)}` };
}

function partsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === "list") return expr.elements;
  return expr.kind === "map" ? expr.entries.flatMap(({ key, value }) => [key, value]) : [];
}
