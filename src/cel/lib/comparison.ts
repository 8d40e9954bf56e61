/** The ordering operators, `==` and `!=`. */
import type { FunctionDecl, Library } from "../environment.ts";
import { equal, equalOrError } from "../runtime/equality.ts";
import { compare, type Order, orderError } from "../runtime/order.ts";
import { actualSize } from "../runtime/size.ts";
import type { Type } from "../types.ts";
import { A, BOOL, BYTES, DOUBLE, DURATION, INT, STRING, TIMESTAMP, UINT } from "../types.ts";
import type { Result, Value } from "../values.ts";
import { OpaqueValue } from "../values.ts";
import { functionOf, overload } from "./overload.ts";

/** What has an order, in the order that cel-go declares the overloads in. */
const ORDERED: readonly (readonly [suffix: string, left: Type, right: Type])[] = [
  ["bool", BOOL, BOOL],
  ["int64", INT, INT],
  ["int64_double", INT, DOUBLE],
  ["int64_uint64", INT, UINT],
  ["uint64", UINT, UINT],
  ["uint64_double", UINT, DOUBLE],
  ["uint64_int64", UINT, INT],
  ["double", DOUBLE, DOUBLE],
  ["double_int64", DOUBLE, INT],
  ["double_uint64", DOUBLE, UINT],
  ["string", STRING, STRING],
  ["bytes", BYTES, BYTES],
  ["timestamp", TIMESTAMP, TIMESTAMP],
  ["duration", DURATION, DURATION],
];

/** A tenth of the shorter one's size. */
function comparisonCost(args: readonly Value[]): number {
  const [a, b] = args as [Value, Value];
  return Math.ceil(Math.min(actualSize(a), actualSize(b)) * 0.1);
}

function ordering(name: string, prefix: string, holds: (order: Order) => boolean): FunctionDecl {
  const call = (a: Value, b: Value): Result => {
    const order = compare(a, b);
    return order === undefined ? orderError(a, b) : holds(order);
  };
  const overloads = ORDERED.map(([suffix, left, right]) => {
    const cost = left === STRING || left === BYTES ? comparisonCost : undefined;
    return overload(`${prefix}_${suffix}`, [left, right], BOOL, call, cost);
  });
  return functionOf(name, ...overloads);
}

/** Kubernetes' own opaque values are compared for 1, whatever they hold. */
function equalityCost(args: readonly Value[]): number {
  return args[0] instanceof OpaqueValue ? 1 : comparisonCost(args);
}

const EQUALS = overload("equals", [A, A], BOOL, equalOrError, equalityCost);
const NOT_EQUALS = overload("not_equals", [A, A], BOOL, (a: Value, b: Value) => !equal(a, b), comparisonCost);

export const COMPARISON: Library = {
  name: "comparison",
  functions: [
    functionOf("_==_", EQUALS),
    functionOf("_!=_", NOT_EQUALS),
    ordering("_<_", "less", (order) => order < 0),
    ordering("_<=_", "less_equals", (order) => order <= 0),
    ordering("_>_", "greater", (order) => order > 0),
    ordering("_>=_", "greater_equals", (order) => order >= 0),
  ],
};
