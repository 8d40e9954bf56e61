import type { CallExpr, Expr, IdentExpr, SelectExpr } from "../ast.ts";
import type { Type } from "../types.ts";
import { BOOL, DYN, ERROR, isOptional, optionalOf } from "../types.ts";
import { isDyn } from "./assignable.ts";
import { qualifiedName } from "./qualified-name.ts";
import { showInMessage } from "./show.ts";
import type { CheckState, Steps } from "./state.ts";

export function checkIdent(state: CheckState, expr: IdentExpr): void {
  if (setNamed(state, expr, expr.name)) return;
  state.setType(expr, ERROR);
  state.reportUndeclared(expr, expr.name, () => state.scopes.nearest(expr.name));
}

export function* checkSelect(state: CheckState, expr: SelectExpr): Steps {
  const name = qualifiedName(expr);
  if (name !== undefined && setNamed(state, expr, name)) return;
  yield expr.operand;
  const type = selectField(state, expr, expr.operand, expr.field, false);
  state.setType(expr, expr.testOnly ? BOOL : state.resolve(type));
}

/** `operand.?field`, which the parser has as the call `_?._(operand, "field")`. */
export function* checkOptionalSelect(state: CheckState, expr: CallExpr): Steps {
  const [operand, field] = expr.args;
  if (operand === undefined || field === undefined || field.kind !== "constant" || typeof field.value !== "string") {
    state.report(expr, "unsupported optional field selection");
    return;
  }
  yield operand;
  state.setType(expr, state.resolve(selectField(state, expr, operand, field.value, true)));
  state.references.set(expr.id, { overloads: ["select_optional_field"] });
}

/** True if the name stands for a variable or a type, to which the node then refers. */
function setNamed(state: CheckState, expr: IdentExpr | SelectExpr, name: string): boolean {
  const named = state.scopes.find(name);
  if (named === undefined) return false;
  state.setType(expr, named.type);
  state.references.set(expr.id, named.reference);
  return true;
}

function selectField(
  state: CheckState,
  expr: SelectExpr | CallExpr,
  operand: Expr,
  field: string,
  optional: boolean,
): Type {
  const operandType = state.resolve(state.typeOf(operand));
  const onOptional = isOptional(operandType);
  const target = onOptional ? (operandType.params[0] ?? DYN) : operandType;
  const result = fieldOf(state, expr, target, field);
  return onOptional || optional ? optionalOf(result) : result;
}

function fieldOf(state: CheckState, expr: SelectExpr | CallExpr, target: Type, field: string): Type {
  switch (target.kind) {
    case "map":
      return target.value;
    case "object":
      return state.fieldType(expr, target.name, field) ?? ERROR;
    case "typeParam":
      // Bound to dyn, so that nothing later binds it to a type that has no such field.
      state.isAssignable(DYN, target);
      return DYN;
    default:
      if (!isDyn(target) && target.kind !== "error") {
        state.report(expr, `type '${showInMessage(target)}' does not support field selection`);
      }
      return DYN;
  }
}
