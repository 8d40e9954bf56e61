/** Calls as steps. A call is charged once all its arguments have been evaluated, whatever they are. */
import type { Frame, Result, Value } from "../values.ts";
import { CelError, charge } from "../values.ts";
import type { Callee } from "./callee.ts";
import type { Step } from "./step.ts";
import { countWork } from "./work.ts";

export function invocation(callee: Callee, args: readonly Step[]): Step {
  const [first, second] = args;
  if (first === undefined) return (frame) => conclude(frame, callee, [], callNone(callee));
  if (second === undefined) return (frame) => invokeUnary(frame, callee, first(frame));
  if (callee.stopsAtError) return sequential(callee, args);
  return (frame) => invokeBinary(frame, callee, first(frame), second(frame));
}

/** Calls with an argument that may be an error. */
export function invokeUnary(frame: Frame, callee: Callee, a: Result): Result {
  countWork(frame, a);
  const result = a instanceof CelError ? a : callee.call(a, null, null, null);
  return callee.cost === undefined ? flat(frame, result) : conclude(frame, callee, [a], result);
}

/** Calls with arguments that may be errors: the first one is the result. */
export function invokeBinary(frame: Frame, callee: Callee, a: Result, b: Result): Result {
  countWork(frame, a);
  countWork(frame, b);
  const result = a instanceof CelError ? a : b instanceof CelError ? b : callee.call(a, b, null, null);
  return callee.cost === undefined ? flat(frame, result) : conclude(frame, callee, [a, b], result);
}

function callNone(callee: Callee): Result {
  return callee.call(null, null, null, null);
}

/** Evaluates up to the first error. Where that is not the last argument, the call is not charged. */
function sequential(callee: Callee, args: readonly Step[]): Step {
  return (frame) => {
    const values: Result[] = [];
    for (const arg of args) {
      const value = arg(frame);
      values.push(value);
      countWork(frame, value);
      if (value instanceof CelError)
        return values.length < args.length ? value : conclude(frame, callee, values, value);
    }
    const [a = null, b = null, c = null, d = null] = values as Value[];
    return conclude(frame, callee, values, callee.call(a, b, c, d));
  };
}

function flat(frame: Frame, result: Result): Result {
  countWork(frame, result);
  charge(frame, 1);
  return result;
}

function conclude(frame: Frame, { cost }: Callee, args: readonly Result[], result: Result): Result {
  countWork(frame, result);
  // The cost model looks at sizes only, of which an error has one.
  charge(frame, cost === undefined ? 1 : cost(args as readonly Value[], result));
  return result;
}
