/** Random expressions, the same in every run: Sallyport's answers are those of Kubernetes' own CEL. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { showType } from "../src/cel/types.ts";
import { Generator, vocabularyOf } from "./expressions/generator.ts";
import { mutate } from "./expressions/mutation.ts";
import { Random } from "./expressions/random.ts";
import { SUBJECT } from "./expressions/subject.ts";
import { answersTo, environmentOf } from "./oracle/answers.ts";
import { deviationOf } from "./oracle/deviations.ts";
import {
  type Answer,
  ask,
  askDeclarations,
  buildOracle,
  type DeclaredOverload,
  type Mode,
  type Question,
} from "./oracle/oracle.ts";

/** More than that says nothing more. */
const SHOWN = 10;

const folder = mkdtempSync(join(tmpdir(), "oracle-"));
const built = buildOracle(folder);
const skipped = "reason" in built;
const program = skipped ? "" : built.program;
const title = `Kubernetes' own CEL${skipped ? ` (skipped: ${built.reason})` : ""}`;
// Reporters do not name what is skipped.
if (skipped) console.warn(title);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function generated(mode: Mode, count: number, seed: number): readonly Question[] {
  const generator = new Generator(new Random(seed), vocabularyOf(environmentOf(mode)));
  return Array.from({ length: count }, () => ({ expr: generator.expression(), mode }));
}

function withFaults(mode: Mode, count: number, seed: number): readonly Question[] {
  const random = new Random(seed);
  return generated(mode, count, seed).map(({ expr }) => ({ expr: mutate(expr, random), mode }));
}

/** A text for each question that is answered differently. */
function differencesOver(questions: readonly Question[]): readonly string[] {
  const theirs = ask(program, questions, SUBJECT);
  return answersTo(questions, SUBJECT).flatMap((ours, i) => {
    const [question, answer] = [questions[i], theirs[i]];
    if (question === undefined || answer === undefined || same(ours, answer)) return [];
    if (deviationOf(question.expr, answer, ours) !== undefined) return [];
    return `${question.expr}\n  Sallyport:  ${inOrder(ours)}\n  Kubernetes: ${inOrder(answer)}`;
  });
}

function same(ours: Answer, theirs: Answer): boolean {
  return inOrder(ours) === inOrder(theirs);
}

function inOrder({ compileError, type, value, error, cost }: Answer): string {
  return JSON.stringify({ compileError, type, value, error, cost });
}

/** Overloads of a function stand in the order in which the checker tries them. */
function ourDeclarations(): Readonly<Record<string, readonly string[]>> {
  const functions = [...environmentOf("vap").functions.values()].map(({ name, overloads }) => {
    const texts = overloads.map(({ id, member, params, result }) =>
      signature(id, member, params.map(showType), showType(result)),
    );
    return [name, texts] as const;
  });
  return Object.fromEntries(functions);
}

/** Former names of operators, which no source can reach. */
const FORMER: ReadonlySet<string> = new Set(["__not_strictly_false__", "_in_", "in"]);

function theirDeclarations(): Readonly<Record<string, readonly string[]>> {
  const declared = askDeclarations(program).overloads.filter((overload) => !FORMER.has(overload.function));
  const functions = Map.groupBy(declared, (overload) => overload.function);
  const texts = (overloads: readonly DeclaredOverload[]) =>
    overloads.map(({ id, member, params, result }) => signature(id, member, params.map(bare), bare(result)));
  return Object.fromEntries([...functions].map(([name, overloads]) => [name, texts(overloads)]));
}

function signature(id: string, member: boolean, params: readonly string[], result: string): string {
  return `${id}: ${member ? "member" : "global"} (${params.join(", ")}) ${result}`;
}

/** Type parameters without the brackets that they are shown in. */
function bare(type: string): string {
  return type.replaceAll(/<(\w+)>/g, "$1");
}

/** A call of the macro by its key, such as `filter:2:true`, with names for arguments. */
function callOf(macro: string): Question {
  const [name, arity, isMember] = macro.split(":");
  const call = `${name}(${["a", "b", "c", "d"].slice(0, Number(arity)).join(", ")})`;
  return { expr: isMember === "true" ? `object.${call}` : call, mode: "vap" };
}

describe.skipIf(skipped)(title, () => {
  it("declares the same functions", () => {
    expect(ourDeclarations()).toEqual(theirDeclarations());
  });

  it("has the same macros, with the same faults", () => {
    const questions = askDeclarations(program).macros.map(callOf);
    expect(questions.length).toBeGreaterThan(0);
    expect(differencesOver(questions)).toEqual([]);
  });

  it.each<[string, () => readonly Question[]]>([
    ["expressions of validations", () => generated("vap", 3000, 1)],
    ["expressions of mutations", () => generated("map", 800, 2)],
    ["message expressions", () => generated("message", 500, 3)],
    ["expressions with faults", () => withFaults("vap", 2000, 4)],
    ["expressions of mutations with faults", () => withFaults("map", 500, 5)],
  ])("gives the same types, values, errors and costs: %s", (_, questions) => {
    expect(differencesOver(questions()).slice(0, SHOWN)).toEqual([]);
  });
});
