/** What an expression comes to, and what must hold for it whatever the expression is. */
import { expect } from "vitest";
import type { Environment } from "../../src/cel/environment.ts";
import { compile, type Program } from "../../src/cel/program.ts";
import { ANY } from "../../src/cel/types.ts";
import { CelError, type Value } from "../../src/cel/values.ts";
import { environmentFor } from "../../src/policy/environments.ts";
import { noteResult } from "../cel-recorded/notation.ts";

/** The cost limit of one expression in Kubernetes. */
export const BUDGET = 1_000_000;
const EXCEEDED = "operation cancelled: actual cost limit exceeded";

export const ENVIRONMENT: Environment = environmentFor({ params: true, authorizer: true, patches: true });

/** A program, or undefined where the expression is refused: with a text, and in the bounds of the source. */
export function compiled(source: string, environment = ENVIRONMENT): Program | undefined {
  const compilation = compile(source, environment, [ANY]);
  if (compilation.ok) return compilation.program;
  const { message, issues } = compilation.error;
  expect(message).not.toBe("");
  for (const { offset } of issues) expect(offset).toBeLessThanOrEqual(source.length);
  return undefined;
}

/** Result and cost, noted down. What costs more than the budget gives an error that says so. */
export function outcomeOf(program: Program, vars: readonly (Value | undefined)[], budget = BUDGET): unknown {
  const { result, cost } = program.evaluate(vars, budget);
  expect(cost).toBeGreaterThanOrEqual(0);
  if (cost > budget) expect(result).toEqual(new CelError(EXCEEDED));
  return { ...noteResult(result), cost };
}

/** That of an expression over `object`; undefined where it is refused. */
export function tryOut(source: string, object: Value = null, budget = BUDGET): unknown {
  const program = compiled(source);
  return program === undefined ? undefined : outcomeOf(program, [object, null, null, null, null], budget);
}
