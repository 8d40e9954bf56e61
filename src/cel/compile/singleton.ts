/**
 * Functions that cel-go implements once for all their overloads, on the first operand. They differ from others in
 * how they fail: whether the first operand's type has the operation at all decides the words.
 */

import type { Overload } from "../environment.ts";
import { INT64_MIN, INTEGER_OVERFLOW } from "../runtime/int64.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { orderError } from "../runtime/order.ts";
import { typeNameOf } from "../runtime/type-of.ts";
import { DURATION } from "../types.ts";
import type { Result, Value } from "../values.ts";
import { CelError, Duration } from "../values.ts";

const NUMBERS = ["int", "uint", "double"];
const TIMES = ["google.protobuf.Timestamp", "google.protobuf.Duration"];
const ORDERED: ReadonlySet<string> = new Set(["bool", "bytes", "string", ...NUMBERS, ...TIMES]);
const SIZED = ["string", "bytes", "list", "map"];

/** The types of the first operand that have the operation; undefined where cel-go does not ask. */
const OPERANDS: ReadonlyMap<string, ReadonlySet<string> | undefined> = new Map([
  ["_+_", new Set(["bytes", "string", "list", ...NUMBERS, ...TIMES])],
  ["_-_", new Set([...NUMBERS, ...TIMES])],
  ["_*_", new Set(NUMBERS)],
  ["_/_", new Set(NUMBERS)],
  ["_%_", new Set(["int", "uint"])],
  ["-_", new Set(["bool", "int", "double", "google.protobuf.Duration"])],
  ["_<_", ORDERED],
  ["_<=_", ORDERED],
  ["_>_", ORDERED],
  ["_>=_", ORDERED],
  ["size", new Set(SIZED)],
  ["matches", new Set(["string"])],
  ["sort", new Set(["list"])],
  ["@sortByAssociatedKeys", new Set(["list"])],
  ["!_", undefined],
  ["@in", undefined],
  ["type", undefined],
  ["dyn", undefined],
]);

/** What the operand's type has, though no overload is declared for it. */
export const UNDECLARED: ReadonlyMap<string, Overload> = new Map([
  [
    "-_",
    {
      id: "negate_duration",
      member: false,
      params: [DURATION],
      result: DURATION,
      call: (value) => negateDuration(value as Duration),
    },
  ],
]);

function negateDuration({ nanos }: Duration): Result {
  return nanos === INT64_MIN ? INTEGER_OVERFLOW : new Duration(-nanos);
}

/** Types that take any function name and say themselves that they do not know it. */
const RECEIVERS: ReadonlySet<string> = new Set(["string", ...TIMES]);

export function isSingleton(functionName: string): boolean {
  return OPERANDS.has(functionName);
}

/** They take every list, and look themselves at what is in it. */
const SORTING: ReadonlySet<string> = new Set(["sort", "@sortByAssociatedKeys"]);
const NOT_COMPARABLE = new CelError("list elements must be comparable");

/** The error of a singleton whose operands have no common operation. */
export function singletonMismatch(functionName: string, operands: readonly Value[]): CelError {
  const [first = null, second = null] = operands;
  const able = OPERANDS.get(functionName);
  const type = typeNameOf(first);
  if (type === "list" && SORTING.has(functionName)) return NOT_COMPARABLE;
  // NaN says that it has no order before it looks at the other operand.
  if (able === ORDERED && able.has(type)) return orderError(first, second);
  if (able === undefined || able.has(type) || isReceiver(type)) return NO_SUCH_OVERLOAD;
  return new CelError(`no such overload: ${functionName}`);
}

function isReceiver(type: string): boolean {
  return RECEIVERS.has(type) || type.startsWith("kubernetes.authorization.");
}
