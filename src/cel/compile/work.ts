import { BudgetExceeded, type Frame, type Result } from "../values.ts";

/** What is no longer than that is paid for by the call's own unit. */
const SHORT = 256;
/** More than the cost limit of an expression lets it go through where it is charged for it. */
const MAX_WORK = 20_000_000;

/**
 * Counts what a call is given or makes. Kubernetes' cost model takes some calls to be free of charge whose work is
 * in proportion to their operands: adding lists, say, of which a few dozen in a row make a list that no memory holds.
 * There an evaluation ends with its request's deadline, which nothing could watch here.
 * @throws BudgetExceeded
 */
export function countWork(frame: Frame, value: Result): void {
  if (typeof value !== "string" && !Array.isArray(value) && !(value instanceof Uint8Array)) return;
  if (value.length <= SHORT) return;
  frame.work += value.length;
  if (frame.work > MAX_WORK) throw new BudgetExceeded();
}
