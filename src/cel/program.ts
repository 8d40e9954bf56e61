import { type CheckResult, check } from "./check/check.ts";
import type { Checked } from "./check/checked.ts";
import { compileChecked, contextOf } from "./compile/compile.ts";
import { InstantiationError } from "./compile/step.ts";
import { emitStep } from "./emit/emitter.ts";
import { tiered } from "./emit/tier.ts";
import type { Environment } from "./environment.ts";
import type { Issue } from "./issue.ts";
import { renderIssues } from "./issue-text.ts";
import { parse } from "./parse/parse.ts";
import type { Type } from "./types.ts";
import { lacksType, showType } from "./types.ts";
import type { Frame, Result, Value } from "./values.ts";
import { CelError, EvaluationAborted } from "./values.ts";

/** What one evaluation gave. */
export interface Evaluation {
  /** A value, or the run-time error. */
  readonly result: Result;
  /** What it cost, in the units of Kubernetes' cost model. */
  readonly cost: number;
}

/** A compiled expression: immutable, keeps no input alive, may be evaluated by interleaving callers. */
export interface Program {
  readonly source: string;
  readonly outputType: Type;
  /**
   * @param vars the variables in the slots of the environment the program was compiled in
   * @param budget what it may cost; the cost limit of one expression in Kubernetes is 1,000,000
   * @returns also for a spent budget: its error text is "operation cancelled: actual cost limit exceeded", and the
   *   cost is then what had been spent
   * @throws Pending when an authorization answer is missing: get it and evaluate again
   */
  evaluate(vars: readonly (Value | undefined)[], budget: number): Evaluation;
}

/** Why an expression cannot become a program. `message` is the text that the API server gives. */
export interface CompileError {
  /** `invalid`: the author's fault. `internal`: found while instantiating, which the API server calls internal. */
  readonly kind: "invalid" | "internal";
  readonly message: string;
  readonly issues: readonly Issue[];
}

export type Compilation =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly error: CompileError };

/**
 * Compiles `source` in `env`.
 * @param expected the types it may evaluate to; `any` among them takes every type
 */
export type Compile = (source: string, env: Environment, expected: readonly Type[]) => Compilation;

export const compile: Compile = (source, env, expected) => {
  const checked = parseAndCheck(source, env);
  if (!checked.ok) {
    return refused("invalid", `compilation failed: ${renderIssues(source, checked.issues)}`, checked.issues);
  }
  const { outputType } = checked.checked;
  if (!expected.some((type) => type.kind === "any" || showType(type) === showType(outputType))) {
    return refused("invalid", wrongType(expected, outputType), []);
  }
  if (checked.checked.types.values().some(lacksType)) {
    return refused("internal", "unexpected compilation error: missing type conversion to proto: ", []);
  }
  try {
    return { ok: true, program: programOf(source, checked.checked, env) };
  } catch (error) {
    if (!(error instanceof InstantiationError)) throw error;
    return refused("internal", `program instantiation failed: ${error.message}`, []);
  }
};

/** Types and references of an expression, or its issues; without compiling it. */
export function parseAndCheck(source: string, env: Environment): CheckResult {
  const parsed = parse(source);
  return parsed.ok ? check(parsed.expr, env) : parsed;
}

function refused(kind: CompileError["kind"], message: string, issues: readonly Issue[]): Compilation {
  return { ok: false, error: { kind, message, issues } };
}

function wrongType(expected: readonly Type[], actual: Type): string {
  const [sole] = expected;
  const wanted = expected.length === 1 && sole ? showType(sole) : `one of [${expected.map(showType).join(" ")}]`;
  return `must evaluate to ${wanted} but got ${showType(actual)}`;
}

/** @throws InstantiationError */
function programOf(source: string, checked: Checked, env: Environment): Program {
  const code = compileChecked(checked, env);
  const run = tiered(code.run, () => emitStep(contextOf(checked, env), checked.expr));
  const { locals } = code;
  return {
    source,
    outputType: checked.outputType,
    evaluate(vars, budget) {
      const frame: Frame = { vars, locals: new Array(locals), cost: 0, limit: budget, work: 0 };
      try {
        return { result: run(frame), cost: frame.cost };
      } catch (error) {
        if (!(error instanceof EvaluationAborted)) throw error;
        return { result: new CelError(error.message), cost: frame.cost };
      }
    },
  };
}
