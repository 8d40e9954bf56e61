/** Evaluating for tests, both as compiled and as emitted. */

import { compileChecked, contextOf } from "../../src/cel/compile/compile.ts";
import { InstantiationError } from "../../src/cel/compile/step.ts";
import { emitStep } from "../../src/cel/emit/emitter.ts";
import { parseAndCheck } from "../../src/cel/program.ts";
import { mapEntries } from "../../src/cel/runtime/maps.ts";
import { runtimeTypeName, typeNameOf } from "../../src/cel/runtime/type-of.ts";
import type { Frame, Result, Value } from "../../src/cel/values.ts";
import { CelError, Double, Duration, isJsonObject, MapValue, Optional, TypeValue, Uint } from "../../src/cel/values.ts";
import { parseJson } from "../../src/json/parse.ts";
import { ADMISSION } from "./environments.ts";

/** What `object` is in tests. */
export const OBJECT: Value = parseJson(
  '{"n":1,"s":"text","f":1.5,"t":true,"nil":null,"big":9007199254740993,"list":[1,2,3],"names":["a","bb"],"empty":{},"none":[],"map":{"k":"v","constructor":"c","value":7},"items":[{"name":"one","port":80},{"name":"two","tags":{"a":"b"}}],"long":"aaaaaaaaaabbbbbbbbbbcccccccccc","mixed":[1,"a",null,[2],{"x":1}]}',
);

/** A result as tests write it down, and its cost; null where the expression does not become a program. */
export type Outcome = readonly [shown: string, cost: number | null];

/** What the compiled step gives. */
export function compiledOutcome(source: string, object: Value): Outcome {
  const checked = checkedOf(source);
  try {
    const { run, locals } = compileChecked(checked, ADMISSION);
    const frame = frameOf(object, locals);
    return [show(run(frame)), frame.cost];
  } catch (error) {
    if (!(error instanceof InstantiationError)) throw error;
    return [`program instantiation failed: ${error.message}`, null];
  }
}

/** What the emitted step gives; undefined where it gives up. */
export function emittedOutcome(source: string, object: Value): Outcome | undefined {
  const checked = checkedOf(source);
  const frame = frameOf(object, 0);
  const result = emitStep(contextOf(checked, ADMISSION), checked.expr)?.(frame);
  return result === undefined ? undefined : [show(result), frame.cost];
}

function checkedOf(source: string) {
  const result = parseAndCheck(source, ADMISSION);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join("\n"));
  return result.checked;
}

function frameOf(object: Value, locals: number): Frame {
  return { vars: [object, null, null, null, null], locals: new Array(locals), cost: 0, limit: 1_000_000, work: 0 };
}

function show(value: Result): string {
  if (value instanceof CelError) return `error: ${value.message}`;
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (value instanceof MapValue || isJsonObject(value)) return `{${mapEntries(value).map(showEntry).join(", ")}}`;
  return typeof value === "object" && value !== null ? showBoxed(value) : String(value);
}

function showEntry([key, value]: readonly [Value, Value]): string {
  return `${show(key)}: ${show(value)}`;
}

function showBoxed(value: Value): string {
  if (value instanceof Uint) return `${value.value}u`;
  if (value instanceof Double) return `double(${value.value})`;
  if (value instanceof Duration) return `duration(${value.nanos})`;
  if (value instanceof TypeValue) return `type(${runtimeTypeName(value.of)})`;
  if (value instanceof Optional) return value.value === undefined ? "optional()" : `optional(${show(value.value)})`;
  return typeNameOf(value);
}
