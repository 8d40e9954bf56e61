import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Case, type CompileExpectation, type Expectation, type RequestCase, readCases } from "./cases.ts";
import { runCompileCase } from "./compile-case.ts";
import { DATA } from "./data.ts";
import { meetsAny, type Rules } from "./judge.ts";
import { runRequestCase } from "./request-case.ts";

export interface Failure {
  /** `vap.jsonl: <id>` */
  readonly name: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface Result {
  readonly passed: number;
  readonly failures: readonly Failure[];
}

/** All recordings of the project. */
export function defaultFiles(): readonly string[] {
  const names = readdirSync(DATA).filter((name) => name.endsWith(".jsonl"));
  return names.toSorted().map((name) => join(DATA, name));
}

export async function runFile(file: string): Promise<Result> {
  // The project's own recordings are whole: what they do not tell did not happen.
  const complete = resolve(dirname(file)) === DATA;
  const failures: Failure[] = [];
  let passed = 0;
  for (const recorded of readCases(file)) {
    const failure = await runCase(recorded, complete);
    if (failure === undefined) passed++;
    else failures.push({ ...failure, name: `${basename(file)}: ${recorded.id}` });
  }
  return { passed, failures };
}

type Mismatch = Omit<Failure, "name">;

async function runCase(recorded: Case, complete: boolean): Promise<Mismatch | undefined> {
  if (recorded.phase === undefined) {
    return compare(() => runCompileCase(recorded), [recorded.expect], { complete, unordered: false });
  }
  for (const review of reviewsOf(recorded)) {
    const expected = recorded.expectAnyOf ?? [recorded.expect];
    const rules = { complete, unordered: recorded.unordered === true, defaulted: recorded.defaulted ?? [] };
    const mismatch = await compare(() => runRequestCase(recorded, review), expected, rules);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

/** As sent to a webhook with the policy's own rules, and as sent to one that takes every version. */
function reviewsOf({ review, reviewUnconverted }: RequestCase): readonly RequestCase["review"][] {
  return reviewUnconverted === undefined ? [review] : [review, reviewUnconverted];
}

async function compare<T extends Expectation | CompileExpectation>(
  run: () => T | Promise<T>,
  expected: readonly T[],
  rules: Rules,
): Promise<Mismatch | undefined> {
  const [first] = expected;
  try {
    const got = await run();
    return meetsAny(got, expected, rules) ? undefined : { expected: first, got };
  } catch (error) {
    return { expected: first, got: error instanceof Error ? error.message : String(error) };
  }
}
