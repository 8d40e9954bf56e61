import type { Expr } from "../ast.ts";

/** `a.b.c` of a chain of selects on an identifier; undefined for anything else. */
export function qualifiedName(expr: Expr): string | undefined {
  const fields: string[] = [];
  let current = expr;
  while (current.kind === "select" && !current.testOnly) {
    fields.push(current.field);
    current = current.operand;
  }
  if (current.kind !== "ident") return undefined;
  return [current.name, ...fields.reverse()].join(".");
}
