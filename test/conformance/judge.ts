import { isDeepStrictEqual } from "node:util";
import { isObject, type Json, type JsonObject } from "../../src/json/value.ts";
import { sameAfterWebhook } from "./after-webhook.ts";
import type { CompileExpectation, Expectation } from "./cases.ts";

/** How a result is compared. */
export interface Rules {
  /** Whether what the expectation does not mention must not be there. */
  readonly complete: boolean;
  /** Whether warnings may come in any order. */
  readonly unordered: boolean;
  /** What the API server fills in by itself, as JSON pointers into the object expected; absent: nothing. */
  readonly defaulted?: readonly string[];
}

/** Told beside the results, as a step on the way to one. */
const IN_BETWEEN = "firstPassObject";

/** Whether a result is one of those expected. */
export function meetsAny(
  got: Expectation | CompileExpectation,
  expected: readonly (Expectation | CompileExpectation)[],
  rules: Rules,
): boolean {
  return expected.some((one) => meets({ ...got }, { ...one }, rules));
}

type Fields = { readonly [field: string]: unknown };

function meets(got: Fields, expected: Fields, rules: Rules): boolean {
  const fields = new Set(rules.complete ? [...Object.keys(got), ...Object.keys(expected)] : Object.keys(expected));
  fields.delete(IN_BETWEEN);
  return [...fields].every((field) => {
    if (field === "object") return sameObject(got[field], expected[field], rules);
    const [left, right] = [got[field], expected[field]].map((value) => normal(field, value, rules));
    return field === "status" && !rules.complete ? contains(left, right) : isDeepStrictEqual(left, right);
  });
}

function sameObject(got: unknown, expected: unknown, { defaulted = [] }: Rules): boolean {
  if (!isObject(got as Json) || !isObject(expected as Json)) return got === expected;
  return sameAfterWebhook(got as JsonObject, expected as JsonObject, defaulted);
}

/** No warnings and an empty list of warnings are the same. */
function normal(field: string, value: unknown, { unordered }: Rules): unknown {
  if (isEmpty(value)) return undefined;
  return field === "warnings" && unordered && Array.isArray(value) ? value.toSorted() : value;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Whether a status has all that is expected of it. */
function contains(got: unknown, expected: unknown): boolean {
  if (typeof expected !== "object" || expected === null) return isDeepStrictEqual(got, expected);
  if (typeof got !== "object" || got === null) return false;
  return Object.entries(expected).every(([key, value]) => isDeepStrictEqual((got as Fields)[key], value));
}
