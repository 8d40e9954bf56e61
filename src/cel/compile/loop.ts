/** Going through lists and maps with one variable or two. */
import type { ComprehensionExpr } from "../ast.ts";
import { goTypeName } from "../runtime/go-type-name.ts";
import { isMap, mapEntries, mapKeys } from "../runtime/maps.ts";
import type { Frame, Result, Value } from "../values.ts";
import { CelError } from "../values.ts";
import type { Context } from "./context.ts";
import type { Step } from "./step.ts";

/** What a loop goes through, and where its variables stand. */
export interface Loop {
  readonly range: Step;
  /** Where an element stands, or a map's key; with two variables, a map's value. */
  readonly slot: number;
  /** With two variables, where the index or the key stands. */
  readonly keySlot: number | undefined;
}

/**
 * A body goes through values and, for a map gone through with two variables, its keys. The keys of a list are its
 * indices.
 */
export type Body = (frame: Frame, values: readonly Value[], keys: readonly Value[] | undefined) => Result;

/** Compiles a loop; `compileBody` is called where the loop's variables are known. */
export function loopStep(context: Context, expr: ComprehensionExpr, compileBody: (loop: Loop) => Body): Step {
  const range = context.step(expr.iterRange);
  const first = context.newLocal();
  if (expr.iterVar2 === undefined) {
    const loop = { range, slot: first.slot, keySlot: undefined };
    const body = context.within(expr.iterVar, first, () => compileBody(loop));
    return overElements(loop, body);
  }
  const second = context.newLocal();
  const loop = { range, slot: second.slot, keySlot: first.slot };
  const inner = () => context.within(expr.iterVar2 ?? "", second, () => compileBody(loop));
  return overEntries(loop, context.within(expr.iterVar, first, inner));
}

function overElements({ range }: Loop, body: Body): Step {
  return (frame) => {
    const value = range(frame);
    if (Array.isArray(value)) return body(frame, value, undefined);
    if (value instanceof CelError) return value;
    if (isMap(value)) return body(frame, mapKeys(value), undefined);
    return new CelError(`got '${goTypeName(value, false)}', expected iterable type`);
  };
}

function overEntries({ range }: Loop, body: Body): Step {
  return (frame) => {
    const value = range(frame);
    if (Array.isArray(value)) return body(frame, value, undefined);
    if (value instanceof CelError) return value;
    if (!isMap(value)) return new CelError(`unsupported comprehension range type: ${goTypeName(value, false)}`);
    const entries = mapEntries(value);
    const keys = entries.map(([key]) => key);
    return body(
      frame,
      entries.map(([, content]) => content),
      keys,
    );
  };
}

/** Sets the loop's variables to its i-th turn. */
export function bindItem(
  frame: Frame,
  loop: Loop,
  values: readonly Value[],
  keys: readonly Value[] | undefined,
  i: number,
): void {
  frame.locals[loop.slot] = values[i] as Value;
  if (loop.keySlot !== undefined) frame.locals[loop.keySlot] = keys === undefined ? i : (keys[i] as Value);
}
