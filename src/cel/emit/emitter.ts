import type { Expr } from "../ast.ts";
import type { Context } from "../compile/context.ts";
import type { Frame, Result } from "../values.ts";
import { Emission } from "./emission.ts";
import { emit } from "./emit.ts";
import { HELPERS } from "./helpers.ts";

/** Gives what the compiled step gives, at the same cost; or gives up, which undefined says. */
export type EmittedStep = (frame: Frame) => Result | undefined;

/** V8 has little use for functions longer than that. */
const MAX_LINES = 5000;

/**
 * Writes a JavaScript function for the usual way through an expression: everything there, of the expected type,
 * within the budget. What is not usual - an error, above all - makes it give up, having changed nothing but the
 * frame's cost and locals; the compiled step then starts anew.
 *
 * Why there is such a thing: V8 makes property accesses fast by remembering, at each place in the code, the shapes of
 * the objects it has seen there. Closures share their places among all expressions; a function of its own has its own.
 *
 * No text of the expression gets into the function: strings come in as values, and only keys that are plain
 * identifiers are written out, as property names.
 * @returns undefined for what is too long, and where Node.js has been told not to make functions from strings
 */
export function emitStep(context: Context, expr: Expr): EmittedStep | undefined {
  const emission = new Emission(context, emit);
  const { code } = emission.emit(expr);
  emission.writer.settle();
  if (emission.writer.lines.length > MAX_LINES) return undefined;
  const names = Object.keys(HELPERS);
  try {
    const make = new Function(...names, "constants", sourceOf(emission, code));
    return make(...Object.values(HELPERS), emission.writer.constants) as EmittedStep;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

function sourceOf({ writer, globals }: Emission, result: string): string {
  return [
    '"use strict";',
    ...writer.constants.map((_, i) => `const k${i} = constants[${i}];`),
    "return (frame) => {",
    "let cost = frame.cost;",
    "const limit = frame.limit;",
    ...Array.from(globals, ([slot, struct]) => globalSource(slot, struct)),
    ...writer.lines,
    "if (cost > limit) return;",
    "frame.cost = cost;",
    `return ${result};`,
    "};",
  ].join("\n");
}

function globalSource(slot: number, struct: boolean): string {
  const missing = struct ? `g${slot} === undefined` : `g${slot} === undefined || g${slot} instanceof Boxed`;
  return `const g${slot} = frame.vars[${slot}];\nif (${missing}) return;`;
}
