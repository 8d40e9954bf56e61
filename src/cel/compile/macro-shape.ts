/** Recognising what the macros expand to. */
import type { CallExpr, ComprehensionExpr, Expr } from "../ast.ts";

/** What a comprehension computes. */
export type MacroShape =
  /** `all` and `exists`. */
  | { readonly kind: "quantifier"; readonly deciding: boolean; readonly predicate: Expr }
  /** `exists_one` and `existsOne`. */
  | { readonly kind: "unique"; readonly predicate: Expr }
  /** `map`, `filter` and `transformList`. */
  | { readonly kind: "list"; readonly filter: Expr | undefined; readonly element: Expr }
  /** `transformMap` and `transformMapEntry`, of which `insert` is the call that adds entries. */
  | { readonly kind: "map"; readonly filter: Expr | undefined; readonly insert: CallExpr }
  /** `optMap`, `optFlatMap` and `sortBy`: a name for a value. */
  | { readonly kind: "binding" };

/** Undefined for a comprehension that no macro makes. */
export function macroShape(expr: ComprehensionExpr): MacroShape | undefined {
  const { accuInit, iterRange } = expr;
  if (iterRange.kind === "list" && iterRange.elements.length === 0 && isConstant(expr.loopCondition, false)) {
    return { kind: "binding" };
  }
  if (accuInit.kind === "constant" && typeof accuInit.value === "boolean") return quantifier(expr, !accuInit.value);
  if (isConstant(accuInit, 0)) return unique(expr);
  if (!isAccumulator(expr, expr.result)) return undefined;
  return accuInit.kind === "list" || accuInit.kind === "map" ? collection(expr) : undefined;
}

function quantifier(expr: ComprehensionExpr, deciding: boolean): MacroShape | undefined {
  const step = callOf(expr.loopStep, deciding ? "_||_" : "_&&_");
  const [accumulator, predicate] = step?.args ?? [];
  if (!isAccumulator(expr, accumulator) || predicate === undefined) return undefined;
  return { kind: "quantifier", deciding, predicate };
}

function unique(expr: ComprehensionExpr): MacroShape | undefined {
  const [predicate, counted, accumulator] = callOf(expr.loopStep, "_?_:_")?.args ?? [];
  if (predicate === undefined || callOf(counted, "_+_") === undefined) return undefined;
  return isAccumulator(expr, accumulator) ? { kind: "unique", predicate } : undefined;
}

function collection(expr: ComprehensionExpr): MacroShape | undefined {
  const [filter, filtered] = callOf(expr.loopStep, "_?_:_")?.args ?? [];
  const grow = filtered ?? expr.loopStep;
  if (grow.kind !== "call" || !isAccumulator(expr, grow.args[0])) return undefined;
  if (grow.function === "cel.@mapInsert") return { kind: "map", filter, insert: grow };
  const added = grow.args[1];
  if (grow.function !== "_+_" || added?.kind !== "list") return undefined;
  const [element] = added.elements;
  return element === undefined ? undefined : { kind: "list", filter, element };
}

function isAccumulator({ accuVar }: ComprehensionExpr, expr: Expr | undefined): boolean {
  return expr?.kind === "ident" && expr.name === accuVar;
}

function isConstant(expr: Expr, value: boolean | number): boolean {
  return expr.kind === "constant" && expr.value === value;
}

function callOf(expr: Expr | undefined, name: string): CallExpr | undefined {
  return expr?.kind === "call" && expr.function === name ? expr : undefined;
}
