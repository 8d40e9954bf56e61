import type { Step } from "../compile/step.ts";
import type { Frame, Result } from "../values.ts";
import { EvaluationAborted } from "../values.ts";
import type { EmittedStep } from "./emitter.ts";

/** A step is emitted when it has been asked for so often. */
const HOT = 100;
/** An emitted step is dropped when it has given up so often, and in so many of the cases. */
const MANY = 100;
const TOO_MANY = 0.25;

/**
 * A step that becomes a function of its own once it is hot. Both give the same.
 * @param emit called at most once
 */
export function tiered(step: Step, emit: () => EmittedStep | undefined): Step {
  let runs = 0;
  let givenUp = 0;
  let emitted: EmittedStep | undefined;
  let pending: typeof emit | undefined = emit;
  return (frame) => {
    runs++;
    if (runs === HOT) {
      emitted = pending?.();
      pending = undefined;
    }
    if (emitted === undefined) return step(frame);
    const { cost, work } = frame;
    const result = attempt(emitted, frame);
    if (result !== undefined) return result;
    if (++givenUp > MANY && givenUp > (runs - HOT) * TOO_MANY) emitted = undefined;
    frame.cost = cost;
    frame.work = work;
    return step(frame);
  };
}

/** Where evaluation ends at once, only the compiled step knows what has been spent by then. */
function attempt(emitted: EmittedStep, frame: Frame): Result | undefined {
  try {
    return emitted(frame);
  } catch (error) {
    if (error instanceof EvaluationAborted) return undefined;
    throw error;
  }
}
