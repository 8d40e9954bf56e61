/**
 * Comprehensions, each as the loop that its macro stands for. What the parts of the expanded form cost - accumulator,
 * loop condition, loop step - is charged all the same.
 */
import type { ComprehensionExpr } from "../ast.ts";
import type { Result } from "../values.ts";
import { entriesBody, entryBody, listBody } from "./collecting.ts";
import type { Context } from "./context.ts";
import { type Body, type Loop, loopStep } from "./loop.ts";
import { type MacroShape, macroShape } from "./macro-shape.ts";
import { quantifierBody, uniqueBody } from "./quantifier.ts";
import { InstantiationError, type Plan, type Step } from "./step.ts";

export function planComprehension(context: Context, expr: ComprehensionExpr): Plan {
  const shape = macroShape(expr);
  if (shape === undefined) throw new InstantiationError("unsupported comprehension");
  const step =
    shape.kind === "binding"
      ? bindingStep(context, expr)
      : loopStep(context, expr, (loop) => bodyOf(context, shape, loop));
  return { kind: "computed", step };
}

function bodyOf(context: Context, shape: Exclude<MacroShape, { kind: "binding" }>, loop: Loop): Body {
  switch (shape.kind) {
    case "quantifier":
      return quantifierBody(loop, shape.deciding, context.step(shape.predicate));
    case "unique":
      return uniqueBody(loop, context.step(shape.predicate));
    case "list": {
      const filter = shape.filter && context.step(shape.filter);
      return listBody(loop, filter, context.plan(shape.element));
    }
    case "map": {
      const filter = shape.filter && context.step(shape.filter);
      const [, first, second] = shape.insert.args.map((argument, i) => (i === 0 ? undefined : context.step(argument)));
      if (first === undefined) throw new InstantiationError("insertion of nothing");
      return second === undefined ? entriesBody(loop, filter, first) : entryBody(loop, filter, first, second);
    }
  }
}

/** The value is evaluated when it is first used, and only then. */
function bindingStep(context: Context, expr: ComprehensionExpr): Step {
  const local = context.newLocal(context.step(expr.accuInit));
  const result = context.within(expr.accuVar, local, () => {
    // Never evaluated, but it may be impossible to compile.
    context.plan(expr.loopStep);
    return context.step(expr.result);
  });
  return (frame) => {
    (frame.locals as (Result | undefined)[])[local.slot] = undefined;
    return result(frame);
  };
}
