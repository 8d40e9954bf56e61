/** Random expressions of the language that all engines speak, the same in every run. */
import { describe, expect, it } from "vitest";
import { parseJson } from "../src/json/parse.ts";
import type { JsonObject } from "../src/json/value.ts";
import { DEVIATIONS } from "./differential/deviations.ts";
import { type Outcome, PEERS, type Peer } from "./differential/engines.ts";
import { commonVocabulary } from "./differential/vocabulary.ts";
import { Generator } from "./expressions/generator.ts";
import { Random } from "./expressions/random.ts";
import { SUBJECT } from "./expressions/subject.ts";
import { answersTo } from "./oracle/answers.ts";

const EXPRESSIONS = 8000;
/** More than that says nothing more. */
const SHOWN = 10;

const vars = parseJson(SUBJECT) as JsonObject;

function generated(): readonly string[] {
  const generator = new Generator(new Random(1), commonVocabulary());
  return Array.from({ length: EXPRESSIONS }, () => generator.expression());
}

/** Undefined for what the checker refuses: the others check less. */
function outcomesOf(expressions: readonly string[]): readonly (Outcome | undefined)[] {
  const questions = expressions.map((expr) => ({ expr, mode: "vap" as const }));
  return answersTo(questions, SUBJECT).map(({ compileError, error, value }) => {
    if (compileError !== undefined) return undefined;
    return error === undefined ? { value: isNull(value) ? null : value } : "error";
  });
}

/** A null at the top is noted in a way of its own. */
function isNull(value: unknown): boolean {
  return JSON.stringify(value) === '{"null":true}';
}

function differs(ours: Outcome, theirs: Outcome): boolean {
  return JSON.stringify(ours) !== JSON.stringify(theirs);
}

function differencesFrom(peer: Peer): readonly string[] {
  const expressions = generated();
  return outcomesOf(expressions).flatMap((ours, i) => {
    const expr = expressions[i] ?? "";
    const theirs = peer.evaluate(expr, vars);
    if (ours === undefined || !differs(ours, theirs) || isKnown(peer, expr, ours, theirs)) return [];
    return `${expr}\n  Sallyport: ${JSON.stringify(ours)}\n  ${peer.name}: ${JSON.stringify(theirs)}`;
  });
}

function isKnown({ name }: Peer, expr: string, ours: Outcome, theirs: Outcome): boolean {
  return DEVIATIONS.some(({ engine, appliesTo }) => engine === name && appliesTo(expr, ours, theirs));
}

describe.each(PEERS)("$name", (peer) => {
  it("gives the same values, but for what is known", () => {
    expect(differencesFrom(peer).slice(0, SHOWN)).toEqual([]);
  });

  it.each(DEVIATIONS.filter(({ engine }) => engine === peer.name))(
    "still deviates: $reason",
    ({ example, appliesTo }) => {
      const [ours] = outcomesOf([example]);
      const theirs = peer.evaluate(example, vars);
      if (ours === undefined) throw new Error(`${example} is refused`);
      expect(differs(ours, theirs) && appliesTo(example, ours, theirs)).toBe(true);
    },
  );
});
