import type { ComprehensionExpr, Expr } from "../ast.ts";
import type { Type } from "../types.ts";
import { BOOL, DYN, ERROR, INT } from "../types.ts";
import { showInMessage } from "./show.ts";
import type { CheckState, Steps } from "./state.ts";

export function* checkComprehension(state: CheckState, expr: ComprehensionExpr): Steps {
  yield expr.iterRange;
  yield expr.accuInit;
  const accumulator = state.typeOf(expr.accuInit);
  const variables = iterationTypes(state, expr);
  state.scopes.enter([[expr.accuVar, accumulator]]);
  state.scopes.enter(variables);
  yield expr.loopCondition;
  assertType(state, expr.loopCondition, BOOL);
  yield expr.loopStep;
  assertType(state, expr.loopStep, accumulator);
  state.scopes.leave();
  yield expr.result;
  state.scopes.leave();
  state.setType(expr, state.resolve(state.typeOf(expr.result)));
}

/** The types of the iteration variables: elements of a list or keys of a map; with two, index or key and value. */
function iterationTypes(state: CheckState, expr: ComprehensionExpr): (readonly [string, Type])[] {
  const [first, second] = entryTypes(state, expr.iterRange, expr.iterVar2 !== undefined);
  return expr.iterVar2 === undefined
    ? [[expr.iterVar, first]]
    : [
        [expr.iterVar, first],
        [expr.iterVar2, second],
      ];
}

function entryTypes(state: CheckState, range: Expr, withIndex: boolean): readonly [Type, Type] {
  const type = state.resolve(state.typeOf(range));
  switch (type.kind) {
    case "list":
      return withIndex ? [INT, type.element] : [type.element, DYN];
    case "map":
      return [type.key, type.value];
    case "dyn":
    case "error":
    case "typeParam":
      // Bound to dyn, so that nothing later binds it to a type that cannot be iterated over.
      state.isAssignable(DYN, type);
      return [DYN, DYN];
    default:
      state.report(
        range,
        `expression of type '${showInMessage(type)}' cannot be range of a comprehension (must be list, map, or dynamic)`,
      );
      return [ERROR, ERROR];
  }
}

function assertType(state: CheckState, expr: Expr, expected: Type): void {
  const type = state.typeOf(expr);
  if (!state.isAssignable(expected, type)) state.reportMismatch(expr, expected, type);
}
