import type { Program } from "../cel/program.ts";
import { goJsonString } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { goQuote, trimSpace } from "../kube/go-text.ts";
import type { ExpressionCompiler } from "./compile-expressions.ts";
import type { FieldErrors } from "./field-errors.ts";
import { optionalText, textOf } from "./fields.ts";
import type { Compiled, CompiledValidation, ValidationReason } from "./model.ts";

const REASONS = ["Forbidden", "Invalid", "RequestEntityTooLarge"];

/** @returns one, or none for an expression that does not compile */
export function compileValidation(
  validation: JsonObject,
  at: string,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): CompiledValidation[] {
  const expression = textOf(validation, "expression");
  let program: Program | undefined;
  if (trimSpace(expression) === "") errors.required(`${at}.expression`, "expression is not specified");
  else program = compiler.validation(expression, `${at}.expression`);
  const messageExpression = compileMessageExpression(textOf(validation, "messageExpression"), at, compiler, errors);
  const message = textOf(validation, "message");
  checkMessage(message, `${at}.message`, errors);
  const reason = optionalText(validation, "reason");
  if (reason !== undefined && !REASONS.includes(reason)) {
    errors.notSupported(`${at}.reason`, goJsonString(reason), REASONS);
  }
  if (program === undefined) return [];
  return [
    {
      expression,
      program,
      ...(message === "" ? {} : { message }),
      ...(messageExpression === undefined ? {} : { messageExpression }),
      ...(reason === undefined ? {} : { reason: reason as ValidationReason }),
    },
  ];
}

function compileMessageExpression(
  expression: string,
  at: string,
  compiler: ExpressionCompiler,
  errors: FieldErrors,
): Compiled | undefined {
  const field = `${at}.messageExpression`;
  if (expression === "") return undefined;
  if (trimSpace(expression) === "") {
    errors.invalid(field, goQuote(expression), "must be non-empty if specified");
    return undefined;
  }
  const program = compiler.message(expression, field);
  return program === undefined ? undefined : { expression, program };
}

function checkMessage(message: string, field: string, errors: FieldErrors): void {
  const trimmed = trimSpace(message);
  if (message !== "" && trimmed === "") errors.invalid(field, goQuote(message), "must be non-empty if specified");
  else if (/[\n\r]/.test(trimmed)) errors.invalid(field, goQuote(message), "must not contain line breaks");
}
