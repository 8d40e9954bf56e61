/** The arithmetic operators: exact within their type, and an error beyond it. */
import type { Library, Overload } from "../environment.ts";
import { addInt, checkedInt, divideInt, moduloInt, multiplyInt, negateInt, subtractInt } from "../runtime/int64.ts";
import { actualSize } from "../runtime/size.ts";
import { addDuration, subtractDuration, subtractTimestamps } from "../runtime/timestamp.ts";
import { addUint, divideUint, moduloUint, multiplyUint, subtractUint } from "../runtime/uint64.ts";
import type { Type } from "../types.ts";
import { A, BYTES, DOUBLE, DURATION, INT, listOf, STRING, TIMESTAMP, UINT } from "../types.ts";
import type { Result, Timestamp, Value } from "../values.ts";
import { CelError, Double, Duration } from "../values.ts";
import { requireUsableList } from "./affordable.ts";
import { functionOf, overload } from "./overload.ts";

/** `a op b`, all of one type. */
function within<T extends Value>(
  id: string,
  type: Type,
  call: (a: T, b: T) => Result,
  cost?: Overload["cost"],
): Overload {
  return overload(id, [type, type], type, call, cost);
}

/** A tenth of the code points or bytes of both, which are copied. */
function concatenationCost(args: readonly Value[]): number {
  const [a, b] = args as [Value, Value];
  return Math.ceil((actualSize(a) + actualSize(b)) * 0.1);
}

function concatenateBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

/** Overflow of a duration has the text of an int's. */
function checkedDuration(nanos: bigint): Duration | CelError {
  const checked = checkedInt(nanos);
  return checked instanceof CelError ? checked : new Duration(nanos);
}

function concatenate(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  requireUsableList(a.length + b.length);
  return a.concat(b);
}

const later = (a: Timestamp, b: Duration) => addDuration(a, b.nanos);

const ADD = functionOf(
  "_+_",
  within("add_bytes", BYTES, concatenateBytes, concatenationCost),
  within("add_double", DOUBLE, (a: Double, b: Double) => new Double(a.value + b.value)),
  within("add_duration_duration", DURATION, (a: Duration, b: Duration) => checkedDuration(a.nanos + b.nanos)),
  overload("add_duration_timestamp", [DURATION, TIMESTAMP], TIMESTAMP, (a: Duration, b: Timestamp) => later(b, a)),
  overload("add_timestamp_duration", [TIMESTAMP, DURATION], TIMESTAMP, later),
  within("add_int64", INT, addInt),
  within("add_list", listOf(A), concatenate),
  within("add_string", STRING, (a: string, b: string) => a + b, concatenationCost),
  within("add_uint64", UINT, addUint),
);

const DIVIDE = functionOf(
  "_/_",
  within("divide_double", DOUBLE, (a: Double, b: Double) => new Double(a.value / b.value)),
  within("divide_int64", INT, divideInt),
  within("divide_uint64", UINT, divideUint),
);

const MODULO = functionOf("_%_", within("modulo_int64", INT, moduloInt), within("modulo_uint64", UINT, moduloUint));

const MULTIPLY = functionOf(
  "_*_",
  within("multiply_double", DOUBLE, (a: Double, b: Double) => new Double(a.value * b.value)),
  within("multiply_int64", INT, multiplyInt),
  within("multiply_uint64", UINT, multiplyUint),
);

const NEGATE = functionOf(
  "-_",
  overload("negate_double", [DOUBLE], DOUBLE, (a: Double) => new Double(-a.value)),
  overload("negate_int64", [INT], INT, negateInt),
);

const SUBTRACT = functionOf(
  "_-_",
  within("subtract_double", DOUBLE, (a: Double, b: Double) => new Double(a.value - b.value)),
  within("subtract_duration_duration", DURATION, (a: Duration, b: Duration) => checkedDuration(a.nanos - b.nanos)),
  within("subtract_int64", INT, subtractInt),
  overload("subtract_timestamp_duration", [TIMESTAMP, DURATION], TIMESTAMP, (a: Timestamp, b: Duration) =>
    subtractDuration(a, b.nanos),
  ),
  overload("subtract_timestamp_timestamp", [TIMESTAMP, TIMESTAMP], DURATION, subtractTimestamps),
  within("subtract_uint64", UINT, subtractUint),
);

export const ARITHMETIC: Library = {
  name: "arithmetic",
  functions: [ADD, DIVIDE, MODULO, MULTIPLY, NEGATE, SUBTRACT],
};
