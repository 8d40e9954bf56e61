/** Sixteen rules over 64 pods: each engine against the same rules written by hand, in the same run. */
import { type JsonObject, member } from "../../src/json/value.ts";
import { ENGINES, type Engine, type Evaluate } from "./engines.ts";
import { recordedPodReviews } from "./pods.ts";
import { type Pod, RULES } from "./rules.ts";
import { median } from "./statistics.ts";

const ROUNDS = 15;
/** Of one measurement, in milliseconds. */
const SLICE_MS = 60;

export interface CelRow {
  readonly name: string;
  /** Rules that the engine compiles and answers as the hand-written code does, of 16. */
  readonly rules: number;
  /** Time for these rules in multiples of the hand-written code for the same rules, the median of all rounds. */
  readonly ratio: number;
  /** Microseconds for one rule over one pod. */
  readonly microseconds: number;
}

interface Contest {
  readonly engine: Engine;
  /** Both give the number of rules that pods passed. */
  readonly run: () => number;
  readonly byHand: () => number;
  readonly evaluations: number;
  readonly rules: number;
}

export function benchCel(progress: (line: string) => void): readonly CelRow[] {
  const pods = recordedPodReviews().map((review) => member(member(review, "request"), "object") as JsonObject);
  const contests = ENGINES.map((engine) => contestOf(engine, pods));
  const ratios = new Map<Contest, number[]>(contests.map((contest) => [contest, []]));
  const times = new Map<Contest, number[]>(contests.map((contest) => [contest, []]));
  for (let round = 0; round < ROUNDS; round++) {
    progress(`CEL: round ${round + 1} of ${ROUNDS}`);
    for (const contest of contests) {
      const byHand = timeOf(contest.byHand);
      const own = timeOf(contest.run);
      ratios.get(contest)?.push(own / byHand);
      times.get(contest)?.push(own / contest.evaluations);
    }
  }
  return contests.map((contest) => ({
    name: contest.engine.name,
    rules: contest.rules,
    ratio: median(ratios.get(contest) ?? []),
    microseconds: median(times.get(contest) ?? []) * 1000,
  }));
}

function contestOf(engine: Engine, pods: readonly object[]): Contest {
  const known = RULES.flatMap((rule) => {
    const evaluate = compileOrNothing(engine, rule.cel);
    return evaluate !== undefined && agrees(engine, evaluate, rule.js, pods) ? [{ evaluate, js: rule.js }] : [];
  });
  return {
    engine,
    rules: known.length,
    evaluations: known.length * pods.length,
    run() {
      let passed = 0;
      for (const pod of pods) {
        const converted = engine.convert(pod) as never;
        for (const { evaluate } of known) if (evaluate(converted) === true) passed++;
      }
      return passed;
    },
    byHand() {
      let passed = 0;
      for (const pod of pods) for (const { js } of known) if (js(pod as Pod)) passed++;
      return passed;
    },
  };
}

function compileOrNothing(engine: Engine, expression: string): Evaluate | undefined {
  try {
    return engine.compile(expression);
  } catch {
    return undefined;
  }
}

function agrees(engine: Engine, evaluate: Evaluate, js: (pod: Pod) => boolean, pods: readonly object[]): boolean {
  try {
    return pods.every((pod) => (evaluate(engine.convert(pod) as never) === true) === js(pod as Pod));
  } catch {
    return false;
  }
}

/** Milliseconds for one pass, over as many passes as fit into a slice. */
function timeOf(pass: () => number): number {
  const passed = pass();
  const startedAt = performance.now();
  let passes = 0;
  let elapsed = 0;
  do {
    if (pass() !== passed) throw new Error("two passes over the same pods must give the same");
    passes++;
    elapsed = performance.now() - startedAt;
  } while (elapsed < SLICE_MS);
  return elapsed / passes;
}
