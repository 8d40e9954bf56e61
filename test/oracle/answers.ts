/** What Sallyport answers to the oracle's questions. */
import { compile } from "../../src/cel/program.ts";
import { ANY, showType } from "../../src/cel/types.ts";
import type { Value } from "../../src/cel/values.ts";
import { parseJson } from "../../src/json/parse.ts";
import { member } from "../../src/json/value.ts";
import { environmentFor } from "../../src/policy/environments.ts";
import { SLOTS } from "../../src/policy/slots.ts";
import { noteResult } from "../cel-recorded/notation.ts";
import type { Answer, Mode, Question } from "./oracle.ts";

/** The cost limit of one expression in Kubernetes. */
const BUDGET = 1_000_000;

export function environmentOf(mode: Mode) {
  return environmentFor({ params: true, authorizer: mode !== "message", patches: mode === "map" });
}

/** @param vars JSON, by variable */
export function answersTo(questions: readonly Question[], vars: string): readonly Answer[] {
  const json = parseJson(vars);
  const slots = SLOTS.map((name) => member(json, name));
  return questions.map((question) => answerTo(question, slots));
}

function answerTo({ expr, mode }: Question, slots: readonly (Value | undefined)[]): Answer {
  const compilation = compile(expr, environmentOf(mode), [ANY]);
  if (!compilation.ok) {
    const { kind, message } = compilation.error;
    return { compileError: `${kind === "internal" ? "InternalError" : "RuleInvalid"}: ${message}` };
  }
  const { outputType } = compilation.program;
  const { result, cost } = compilation.program.evaluate(slots, BUDGET);
  return { type: showType(outputType), ...noteResult(result), cost };
}
