import type { JsonObject } from "../json/value.ts";
import { goQuote, trimSpace } from "../kube/go-text.ts";
import type { ExpressionCompiler } from "./compile-expressions.ts";
import type { FieldErrors } from "./field-errors.ts";
import { textOf } from "./fields.ts";
import type { CompiledException } from "./model.ts";
import { parseUntil } from "./until.ts";

const MAX_EXCEPTIONS = 64;
const MAX_REASON = 256;

/** `spec.exceptions` of an AdmissionPolicy: `[{match, until, reason}]`, all of them required. */
export function compileExceptions(
  exceptions: readonly JsonObject[],
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): readonly CompiledException[] {
  if (exceptions.length > MAX_EXCEPTIONS) errors.tooMany("spec.exceptions", exceptions.length, MAX_EXCEPTIONS);
  return exceptions.flatMap((exception, i) => {
    const at = `spec.exceptions[${i}]`;
    const expression = textOf(exception, "match");
    const until = textOf(exception, "until");
    const reason = trimSpace(textOf(exception, "reason"));
    const endsAt = parseUntil(until);
    if (until === "") errors.required(`${at}.until`, "an exception must end");
    else if (endsAt === undefined) {
      errors.invalid(`${at}.until`, goQuote(until), "must be a date, 2026-12-31, or a time, 2026-12-31T12:00:00Z");
    }
    if (reason === "") errors.required(`${at}.reason`, "say who may do without the policy, and why");
    else if (reason.length > MAX_REASON || /[\n\r]/.test(reason)) {
      errors.invalid(`${at}.reason`, goQuote(reason), `must be one line of at most ${MAX_REASON} characters`);
    }
    if (trimSpace(expression) === "") {
      errors.required(`${at}.match`, "an expression that is true for what the exception is about");
      return [];
    }
    const program = compiler.exception(expression, `${at}.match`);
    return program === undefined || endsAt === undefined ? [] : [{ expression, program, until, endsAt, reason }];
  });
}
