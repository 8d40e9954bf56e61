import type { Expr } from "../ast.ts";

/** A node, and the call of an exempt function around it if there is one. */
interface Visit {
  readonly expr: Expr;
  readonly exempt: boolean;
}

/**
 * The nodes of a tree, children before parents, in the order of the source as cel-go visits them; without those
 * inside calls of the function named.
 */
export function descendants(root: Expr, exceptInside?: string): Expr[] {
  const found: Expr[] = [];
  const open: Visit[] = [{ expr: root, exempt: false }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { expr, exempt } = visit;
    if (!exempt) found.push(expr);
    const inside = exempt || (expr.kind === "call" && expr.function === exceptInside);
    for (const child of children(expr)) open.push({ expr: child, exempt: inside });
  }
  // Parents before children and the last child first, reversed.
  return found.reverse();
}

function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "constant":
    case "ident":
      return [];
    case "select":
      return [expr.operand];
    case "call":
      return expr.target === undefined ? expr.args : [expr.target, ...expr.args];
    case "list":
      return expr.elements;
    case "map":
      return expr.entries.flatMap(({ key, value }) => [key, value]);
    case "message":
      return expr.fields.map(({ value }) => value);
    case "comprehension":
      return [expr.iterRange, expr.accuInit, expr.loopCondition, expr.loopStep, expr.result];
  }
}
