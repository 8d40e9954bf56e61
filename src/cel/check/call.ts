import type { CallExpr, Expr } from "../ast.ts";
import type { FunctionDecl } from "../environment.ts";
import type { Type } from "../types.ts";
import { BOOL, ERROR } from "../types.ts";
import { nearestName } from "./nearest.ts";
import { resolveOverloads } from "./overloads.ts";
import { qualifiedName } from "./qualified-name.ts";
import { checkOptionalSelect } from "./select.ts";
import { showArguments } from "./show.ts";
import type { CheckState, Steps } from "./state.ts";

const OPTIONAL_SELECT = "_?._";
const LOGICAL: ReadonlySet<string> = new Set(["_&&_", "_||_"]);

export function* checkCall(state: CheckState, expr: CallExpr): Steps {
  if (expr.function === OPTIONAL_SELECT) {
    yield* checkOptionalSelect(state, expr);
    return;
  }
  yield* expr.args;
  if (expr.target === undefined) {
    resolveCall(state, expr, findFunction(state, expr.function), undefined);
    return;
  }
  const namespaced = namespacedFunction(state, expr.target, expr.function);
  if (namespaced !== undefined) {
    resolveCall(state, expr, namespaced, undefined);
    return;
  }
  yield expr.target;
  resolveCall(state, expr, findFunction(state, expr.function), expr.target);
}

/** `a.b.f` when that is a function, so that `a.b` in `a.b.f(x)` is no value. */
function namespacedFunction(state: CheckState, target: Expr, name: string): FunctionDecl | undefined {
  const prefix = qualifiedName(target);
  return prefix === undefined ? undefined : findFunction(state, `${prefix}.${name}`);
}

function findFunction(state: CheckState, name: string): FunctionDecl | undefined {
  return state.env.functions.get(name.startsWith(".") ? name.slice(1) : name);
}

function resolveCall(
  state: CheckState,
  expr: CallExpr,
  declaration: FunctionDecl | undefined,
  target: Expr | undefined,
): void {
  if (declaration === undefined) {
    state.setType(expr, ERROR);
    state.reportUndeclared(expr, expr.function, () => nearestFunction(state, expr));
  } else if (LOGICAL.has(declaration.name)) {
    resolveLogical(state, expr, declaration);
  } else {
    resolveOverload(state, expr, declaration, target);
  }
}

function resolveOverload(state: CheckState, expr: CallExpr, declaration: FunctionDecl, target: Expr | undefined): void {
  const operands = target === undefined ? expr.args : [target, ...expr.args];
  const types = operands.map((operand) => state.typeOf(operand));
  const member = target !== undefined;
  const resolution = resolveOverloads(state.substitution, declaration.overloads, types, member);
  if (resolution !== undefined) {
    state.setType(expr, resolution.type);
    state.references.set(expr.id, { overloads: resolution.overloads });
    return;
  }
  state.setType(expr, ERROR);
  const shown = types.map((type) => state.substitution.apply(type, true));
  state.report(
    expr,
    `found no matching overload for '${declaration.name}' applied to '${showArguments(shown, member)}'`,
  );
}

/** `&&` and `||` say which of their operands is no bool. */
function resolveLogical(state: CheckState, expr: CallExpr, declaration: FunctionDecl): void {
  let result: Type = BOOL;
  for (const operand of expr.args) {
    const type = state.typeOf(operand);
    if (state.isAssignable(type, BOOL)) continue;
    state.reportMismatch(operand, BOOL, type);
    result = ERROR;
  }
  state.setType(expr, result);
  if (result === BOOL) state.references.set(expr.id, { overloads: declaration.overloads.map(({ id }) => id) });
}

/** Among the functions of the same call style; for `lists.rnge(3)` among those of a namespace first. */
function nearestFunction(state: CheckState, expr: CallExpr): string | undefined {
  const prefix = expr.target === undefined ? undefined : qualifiedName(expr.target);
  const namespaced = prefix === undefined ? undefined : `${prefix}.${expr.function}`;
  return (
    (namespaced && nearestName(namespaced, functionNames(state, false))) ??
    nearestName(expr.function, functionNames(state, expr.target !== undefined))
  );
}

function functionNames(state: CheckState, member: boolean): string[] {
  return [...state.env.functions.values()]
    .filter(({ overloads }) => overloads.some((overload) => overload.member === member))
    .map(({ name }) => name);
}
