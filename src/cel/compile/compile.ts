import type { Expr, IdentExpr, SelectExpr } from "../ast.ts";
import type { Checked } from "../check/checked.ts";
import type { Environment } from "../environment.ts";
import { planCall } from "./call.ts";
import { planComprehension } from "./comprehension.ts";
import { Context } from "./context.ts";
import { planList, planMap, planMessage } from "./literals.ts";
import { selectFrom } from "./select.ts";
import { InstantiationError, type Plan, type Step } from "./step.ts";

/** A compiled expression. */
export interface Code {
  readonly run: Step;
  /** How many slots `frame.locals` must have. */
  readonly locals: number;
}

/**
 * Compiles a checked expression to closures. What they give, in which words they fail and what they cost is what
 * cel-go does with optimization and cost tracking on, as Kubernetes sets it up.
 * @throws InstantiationError
 */
export function compileChecked(checked: Checked, env: Environment): Code {
  const context = contextOf(checked, env);
  const run = context.step(checked.expr);
  return { run, locals: context.localCount };
}

/** For compiling parts of an expression. */
export function contextOf(checked: Checked, env: Environment): Context {
  return new Context(checked, env, plan);
}

function plan(context: Context, expr: Expr): Plan {
  switch (expr.kind) {
    case "constant":
      return { kind: "constant", value: expr.value };
    case "ident":
      return planName(context, expr) ?? variable(context, expr.name);
    case "select":
      return planName(context, expr) ?? planSelect(context, expr);
    case "call":
      return planCall(context, expr);
    case "list":
      return planList(context, expr);
    case "map":
      return planMap(context, expr);
    case "message":
      return planMessage(context, expr);
    case "comprehension":
      return planComprehension(context, expr);
  }
}

/** What the whole of a (dotted) name refers to, if it refers to anything. */
function planName(context: Context, expr: IdentExpr | SelectExpr): Plan | undefined {
  const reference = context.checked.references.get(expr.id);
  if (reference?.constant !== undefined) return { kind: "constant", value: reference.constant };
  if (reference?.literalType !== undefined) throw undefinedType(reference.literalType);
  if (reference?.variable === undefined) return undefined;
  // cel-go takes every name of a type's type for that of a type.
  if (context.typeOf(expr).kind === "type") throw undefinedType(reference.variable);
  return variable(context, reference.variable);
}

function undefinedType(name: string): InstantiationError {
  return new InstantiationError(`reference to undefined type: ${name}`);
}

function variable(context: Context, name: string): Plan {
  const root = context.variable(name);
  return { kind: "attribute", attribute: { kind: "path", root, qualifiers: [] }, testOnly: false };
}

function planSelect(context: Context, expr: SelectExpr): Plan {
  const operand = context.plan(expr.operand);
  const type = context.typeOf(expr.operand);
  return selectFrom(operand, {
    key: { kind: "constant", value: expr.field },
    optional: false,
    testOnly: expr.testOnly,
    ofMessage: type.kind === "object" && (type.name === "Object" || type.name.startsWith("Object.")),
  });
}
