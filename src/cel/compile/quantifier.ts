/** `all`, `exists` and `exists_one`. */
import type { CelError, Result } from "../values.ts";
import { notBool } from "./logic.ts";
import { type Body, bindItem, type Loop } from "./loop.ts";
import { chargeUnits, type Step } from "./step.ts";

/**
 * `all` and `exists`: stops where the result is decided, which an error does not do.
 * @param deciding false for `all`, true for `exists`
 */
export function quantifierBody(loop: Loop, deciding: boolean, predicate: Step): Body {
  // Asking whether to go on costs `@not_strictly_false(a)`, in `exists` `@not_strictly_false(!a)`.
  const conditionCost = deciding ? 3 : 2;
  return (frame, values, keys) => {
    const count = values.length;
    let result: Result = !deciding;
    for (let i = 0; i < count; i++) {
      if (result === deciding) {
        chargeUnits(frame, conditionCost);
        break;
      }
      chargeUnits(frame, conditionCost + 1);
      bindItem(frame, loop, values, keys, i);
      const value = predicate(frame);
      if (value === deciding) result = deciding;
      else if (value !== !deciding && result === !deciding) result = notBool(value);
    }
    chargeUnits(frame, 1);
    return result;
  };
}

/** `exists_one`: goes through everything, and of several errors gives the last. */
export function uniqueBody(loop: Loop, predicate: Step): Body {
  return (frame, values, keys) => {
    const count = values.length;
    let found = 0;
    let error: CelError | undefined;
    for (let i = 0; i < count; i++) {
      bindItem(frame, loop, values, keys, i);
      const value = predicate(frame);
      if (value === true) {
        chargeUnits(frame, 2);
        found++;
      } else if (value !== false) {
        error = notBool(value);
      }
    }
    chargeUnits(frame, 2);
    return error ?? found === 1;
  };
}
