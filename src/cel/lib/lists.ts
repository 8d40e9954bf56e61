/** Kubernetes' functions of lists. */
import type { FunctionDecl, Library, Overload } from "../environment.ts";
import { equal } from "../runtime/equality.ts";
import { addInt, checkedInt, type Int } from "../runtime/int64.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { compare, type Order } from "../runtime/order.ts";
import { deepTraversalCost } from "../runtime/traversal.ts";
import { addUint } from "../runtime/uint64.ts";
import type { Type } from "../types.ts";
import { A, BOOL, DOUBLE, DURATION, INT, listOf, UINT } from "../types.ts";
import type { Result, Value } from "../values.ts";
import { CelError, Double, Duration, Uint } from "../values.ts";
import { COMPARABLE_TYPES, isComparable } from "./comparable.ts";
import { functionOf, memberOverload } from "./overload.ts";

type List = readonly Value[];

const cost: Overload["cost"] = ([list]) => deepTraversalCost(list as Value);

/** Elements that have no order among each other count as sorted. */
function isSorted(list: List): boolean | CelError {
  if (!list.every(isComparable)) return NO_SUCH_OVERLOAD;
  for (let i = 1; i < list.length; i++) {
    if (compare(list[i - 1] as Value, list[i] as Value) === 1) return false;
  }
  return true;
}

/** The element that is before, or after, all others; the first of those that are equal. */
function extreme(name: string, replaceWhen: Order): (list: List) => Result {
  const none = new CelError(`${name} called on empty list`);
  return (list) => {
    if (!list.every(isComparable)) return NO_SUCH_OVERLOAD;
    let best = list[0];
    if (best === undefined) return none;
    for (const element of list) {
      if (compare(best, element) === replaceWhen) best = element;
    }
    return best;
  };
}

function sumFrom(zero: Value): (list: List) => Result {
  return (list) => {
    let total: Result = zero;
    for (const element of list) {
      total = add(total, element);
      if (total instanceof CelError) break;
    }
    return total;
  };
}

/** A list may hold other types than its first element has. */
function add(a: Value, b: Value): Result {
  if (isInt(a) && isInt(b)) return addInt(a, b);
  if (a instanceof Double && b instanceof Double) return new Double(a.value + b.value);
  if (a instanceof Uint && b instanceof Uint) return addUint(a, b);
  if (a instanceof Duration && b instanceof Duration) return addDurations(a, b);
  return NO_SUCH_OVERLOAD;
}

function isInt(value: Value): value is Int {
  return typeof value === "number" || typeof value === "bigint";
}

function addDurations(a: Duration, b: Duration): Duration | CelError {
  const nanos = checkedInt(a.nanos + b.nanos);
  return nanos instanceof CelError ? nanos : new Duration(BigInt(nanos));
}

function indexOf(list: List, item: Value): number {
  return list.findIndex((element) => equal(element, item));
}

function lastIndexOf(list: List, item: Value): number {
  return list.findLastIndex((element) => equal(element, item));
}

function comparableFunction(name: "min" | "max", call: (list: List) => Result): FunctionDecl {
  const overloads = COMPARABLE_TYPES.map((type) =>
    memberOverload(`list_${type.kind}_${name}_${type.kind}`, [listOf(type)], type, call, cost),
  );
  return functionOf(name, ...overloads);
}

const ZEROES: readonly (readonly [Type, Value])[] = [
  [INT, 0],
  [UINT, new Uint(0n)],
  [DOUBLE, new Double(0)],
  [DURATION, new Duration(0n)],
];

export const LISTS: Library = {
  name: "kubernetes.lists",
  functions: [
    functionOf(
      "isSorted",
      ...COMPARABLE_TYPES.map((type) =>
        memberOverload(`list_${type.kind}_is_sorted_bool`, [listOf(type)], BOOL, isSorted, cost),
      ),
    ),
    functionOf(
      "sum",
      ...ZEROES.map(([type, zero]) =>
        memberOverload(`list_${type.kind}_sum_${type.kind}`, [listOf(type)], type, sumFrom(zero), cost),
      ),
    ),
    comparableFunction("max", extreme("max", -1)),
    comparableFunction("min", extreme("min", 1)),
    functionOf("indexOf", memberOverload("list_a_index_of_int", [listOf(A), A], INT, indexOf, cost)),
    functionOf("lastIndexOf", memberOverload("list_a_last_index_of_int", [listOf(A), A], INT, lastIndexOf, cost)),
  ],
};
