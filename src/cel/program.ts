import type { Environment } from "./environment.ts";
import type { Issue } from "./issue.ts";
import type { Type } from "./types.ts";
import type { Result, Value } from "./values.ts";

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
