/**
 * The logical operators and the conditional. The evaluator gives them their short circuits and their way with errors:
 * here they are what they are for plain bools.
 */
import type { Library } from "../environment.ts";
import { A, BOOL } from "../types.ts";
import type { Value } from "../values.ts";
import { functionOf, overload } from "./overload.ts";

export const LOGIC: Library = {
  name: "logic",
  functions: [
    functionOf(
      "_?_:_",
      overload("conditional", [BOOL, A, A], A, (test: boolean, yes: Value, no: Value) => (test ? yes : no)),
    ),
    functionOf(
      "_&&_",
      overload("logical_and", [BOOL, BOOL], BOOL, (a: boolean, b: boolean) => a && b),
    ),
    functionOf(
      "_||_",
      overload("logical_or", [BOOL, BOOL], BOOL, (a: boolean, b: boolean) => a || b),
    ),
    functionOf(
      "!_",
      overload("logical_not", [BOOL], BOOL, (a: boolean) => !a),
    ),
    functionOf(
      "@not_strictly_false",
      overload("not_strictly_false", [BOOL], BOOL, (a: boolean) => a),
    ),
  ],
};
