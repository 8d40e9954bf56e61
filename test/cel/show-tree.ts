/** Expressions as short texts, for tests. */
import type { Expr, FieldEntry, MapEntry } from "../../src/cel/ast.ts";
import { renderIssues } from "../../src/cel/issue-text.ts";
import { parse } from "../../src/cel/parse/parse.ts";
import { Double, Uint, type Value } from "../../src/cel/values.ts";

/** `name@offset` for each node, with its parts in brackets; or the issues. */
export function showParsed(source: string): string {
  const parsed = parse(source);
  return parsed.ok ? show(parsed.expr) : renderIssues(source, parsed.issues);
}

/** Each issue as shown, without the source: `line:column: message`, without "Syntax error: ". */
export function issueLines(source: string): string[] {
  const parsed = parse(source);
  if (parsed.ok) return [];
  const [, ...shown] = renderIssues(source, parsed.issues).split(/^ERROR: <input>:/m);
  return shown.map((text) => text.replace(/(\n \| [\s\S]*|\n)$/, "").replace("Syntax error: ", ""));
}

function show(expr: Expr): string {
  return `${label(expr)}@${expr.offset}${parts(expr)}`;
}

function label(expr: Expr): string {
  switch (expr.kind) {
    case "constant":
      return constant(expr.value);
    case "ident":
      return expr.name;
    case "select":
      return `${expr.testOnly ? "has" : ""}.${expr.field}`;
    case "call":
      return expr.target === undefined ? expr.function : `.${expr.function}()`;
    case "message":
      return expr.typeName;
    case "comprehension":
      return `fold ${[expr.iterVar, expr.iterVar2, expr.accuVar].filter(Boolean).join(" ")}`;
    default:
      return expr.kind;
  }
}

function parts(expr: Expr): string {
  switch (expr.kind) {
    case "constant":
    case "ident":
      return "";
    case "select":
      return list([show(expr.operand)]);
    case "call":
      return list([...(expr.target === undefined ? [] : [show(expr.target)]), ...expr.args.map(show)]);
    case "list":
      return list(expr.elements.map((element, i) => (expr.optionalIndices.includes(i) ? "?" : "") + show(element)));
    case "map":
      return list(
        expr.entries.map((entry) => `${optional(entry)}${show(entry.key)} :@${entry.offset} ${show(entry.value)}`),
      );
    case "message":
      return list(
        expr.fields.map((field) => `${optional(field)}${field.field} :@${field.offset} ${show(field.value)}`),
      );
    case "comprehension":
      return list([expr.iterRange, expr.accuInit, expr.loopCondition, expr.loopStep, expr.result].map(show));
  }
}

function optional(entry: MapEntry | FieldEntry): string {
  return entry.optional ? "?" : "";
}

function list(items: readonly string[]): string {
  return `(${items.join(", ")})`;
}

function constant(value: Value): string {
  if (value instanceof Double) return `${Object.is(value.value, -0) ? "-0" : value.value}d`;
  if (value instanceof Uint) return `${value.value}u`;
  if (value instanceof Uint8Array) return `b${JSON.stringify([...value])}`;
  return typeof value === "bigint" ? `${value}` : JSON.stringify(value);
}
