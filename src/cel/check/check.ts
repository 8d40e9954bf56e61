import type { ConstantExpr, Expr } from "../ast.ts";
import type { Environment } from "../environment.ts";
import type { Issue } from "../issue.ts";
import type { Type } from "../types.ts";
import { BOOL, BYTES, DOUBLE, INT, NULL, STRING, UINT } from "../types.ts";
import { Double, Uint } from "../values.ts";
import { checkCall } from "./call.ts";
import type { Checked } from "./checked.ts";
import { checkComprehension } from "./comprehension.ts";
import { checkList, checkMap, checkMessage } from "./literals.ts";
import { checkIdent, checkSelect } from "./select.ts";
import { CheckState, type Steps } from "./state.ts";
import { TooComplex } from "./substitution.ts";
import { validateLiterals } from "./validators.ts";

export type CheckResult =
  | { readonly ok: true; readonly checked: Checked }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Finds the types of an expression and what its names and calls refer to, by the rules of cel-go's checker, then
 * validates its literals. Issues are in the order in which they were found.
 */
export function check(expr: Expr, env: Environment): CheckResult {
  try {
    return checkAll(expr, env);
  } catch (error) {
    if (error instanceof TooComplex) return { ok: false, issues: [{ offset: expr.offset, message: error.message }] };
    throw error;
  }
}

function checkAll(expr: Expr, env: Environment): CheckResult {
  const state = new CheckState(env);
  run(state, expr);
  if (state.issues.length > 0) return { ok: false, issues: state.issues };
  const types = new Map<number, Type>();
  for (const [id, type] of state.types) types.set(id, state.substitution.apply(type, true));
  const outputType = state.substitution.apply(state.typeOf(expr), true);
  const checked = { expr, outputType, types, references: state.references };
  const issues = validateLiterals(checked, env);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, checked };
}

/** Checks the tree with a stack of its own: trees can be deep. */
function run(state: CheckState, root: Expr): void {
  const stack: Steps[] = [];
  const begin = (expr: Expr) => {
    const steps = stepsOf(state, expr);
    if (steps !== undefined) stack.push(steps);
  };
  begin(root);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.next();
    if (next.done) stack.pop();
    else begin(next.value);
  }
}

/** Leaves are checked at once. */
function stepsOf(state: CheckState, expr: Expr): Steps | undefined {
  switch (expr.kind) {
    case "constant":
      state.setType(expr, constantType(expr));
      return undefined;
    case "ident":
      checkIdent(state, expr);
      return undefined;
    case "select":
      return checkSelect(state, expr);
    case "call":
      return checkCall(state, expr);
    case "list":
      return checkList(state, expr);
    case "map":
      return checkMap(state, expr);
    case "message":
      return checkMessage(state, expr);
    case "comprehension":
      return checkComprehension(state, expr);
  }
}

function constantType({ value }: ConstantExpr): Type {
  switch (typeof value) {
    case "boolean":
      return BOOL;
    case "string":
      return STRING;
    case "number":
    case "bigint":
      return INT;
  }
  if (value === null) return NULL;
  if (value instanceof Double) return DOUBLE;
  if (value instanceof Uint) return UINT;
  if (value instanceof Uint8Array) return BYTES;
  throw new TypeError("not a literal");
}
