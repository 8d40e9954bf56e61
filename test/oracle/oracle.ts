/** The program beside this file, which asks Kubernetes' own CEL: how to build it and what it is asked and answers. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What an expression stands in: a validation, a mutation, a messageExpression. */
export type Mode = "vap" | "map" | "message";

export interface Question {
  readonly expr: string;
  readonly mode: Mode;
}

export interface Answer {
  /** Starts with the kind of the error: `RuleInvalid: ` or `InternalError: `. */
  readonly compileError?: string;
  readonly type?: string;
  /** In the notation of `test/cel-recorded`. */
  readonly value?: unknown;
  readonly error?: string;
  readonly cost?: number;
}

export interface DeclaredOverload {
  readonly function: string;
  readonly id: string;
  readonly member: boolean;
  readonly params: readonly string[];
  readonly result: string;
}

export interface Declarations {
  readonly overloads: readonly DeclaredOverload[];
  /** Such as `filter:2:true`: name, number of arguments, whether called on a receiver. */
  readonly macros: readonly string[];
}

/** A first build compiles a good part of Kubernetes. */
const BUILD_MILLISECONDS = 180_000;
const ANSWER_MILLISECONDS = 60_000;

/**
 * Builds the program into the folder, with the modules at hand or those that can be downloaded.
 * @returns where it is, or why there is none
 */
export function buildOracle(folder: string): { readonly program: string } | { readonly reason: string } {
  const program = join(folder, "oracle");
  const { error, status, stderr } = spawnSync("go", ["build", "-buildvcs=false", "-o", program, "."], {
    cwd: import.meta.dirname,
    env: { ...process.env, GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "local" },
    timeout: BUILD_MILLISECONDS,
    encoding: "utf8",
  });
  if (error !== undefined) return { reason: missing(error) ? "Go is not installed" : `go build: ${error.message}` };
  return status === 0 ? { program } : { reason: `go build: ${stderr.trim().split("\n").at(-1)}` };
}

function missing(error: Error): boolean {
  return "code" in error && error.code === "ENOENT";
}

/** Answers in the order of the questions, each asked over the same variables, which are given as JSON. */
export function ask(program: string, questions: readonly Question[], vars: string): readonly Answer[] {
  const line = vars.replaceAll("\n", " ");
  const input = questions.map((question) => `${JSON.stringify(question).slice(0, -1)},"vars":${line}}\n`).join("");
  const lines = run(program, [], input).trimEnd().split("\n");
  if (lines.length !== questions.length) throw new Error(`${lines.length} answers to ${questions.length} questions`);
  return lines.map((answer) => JSON.parse(answer) as Answer);
}

export function askDeclarations(program: string): Declarations {
  return JSON.parse(run(program, ["-declarations"], "")) as Declarations;
}

function run(program: string, args: readonly string[], input: string): string {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    input,
    timeout: ANSWER_MILLISECONDS,
    maxBuffer: 2 ** 30,
    encoding: "utf8",
  });
  if (error !== undefined || status !== 0) throw new Error(`the oracle failed: ${error?.message ?? stderr}`);
  return stdout;
}
