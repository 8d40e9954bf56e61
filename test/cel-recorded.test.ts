/** Expressions with what Kubernetes 1.36's own CEL says of them: type, value or error, and cost. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../src/cel/program.ts";
import { ANY, showType } from "../src/cel/types.ts";
import { parseJson } from "../src/json/parse.ts";
import { member } from "../src/json/value.ts";
import { ADMISSION } from "./cel/environments.ts";
import { noteResult } from "./cel-recorded/notation.ts";

const FOLDER = join(import.meta.dirname, "cel-recorded");
const BUDGET = 10_000_000;
interface Recorded {
  readonly expr: string;
  readonly compileError?: string;
  readonly type?: string;
  readonly value?: unknown;
  readonly error?: string;
  readonly cost?: number;
}

function answer(line: string): Omit<Recorded, "expr"> {
  const { expr } = JSON.parse(line) as Recorded;
  const compilation = compile(expr, ADMISSION, [ANY]);
  if (!compilation.ok) return { compileError: compilation.error.message };
  const object = member(member(parseJson(line), "vars"), "object");
  const { result, cost } = compilation.program.evaluate([object ?? null], BUDGET);
  return { type: showType(compilation.program.outputType), ...noteResult(result), cost };
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith(".jsonl"));

describe.each(files)("%s", (file) => {
  const lines = readFileSync(join(FOLDER, file), "utf8").trim().split("\n");
  it.each(lines.map((line) => [(JSON.parse(line) as Recorded).expr, line] as const))("%s", (_, line) => {
    const { expr: _expr, vars: _vars, compileError, ...expected } = JSON.parse(line) as Recorded & { vars: unknown };
    const { compileError: refusal, ...actual } = answer(line);
    // The recorded text has the kind of the error before the message.
    expect(refusal === undefined ? undefined : compileError?.replace(/^\w+: /, "")).toBe(refusal);
    if (compileError === undefined) expect(actual).toEqual(expected);
  });
});
