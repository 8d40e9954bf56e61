/** Evaluating expressions that have the library for AI workloads. */
import { admissionTypes, NAMESPACE } from "../../src/cel/admission-types.ts";
import { kubernetesEnvironment } from "../../src/cel/kubernetes.ts";
import { AI_LIBRARY, aiTypes } from "../../src/cel/lib/ai/ai.ts";
import { compile } from "../../src/cel/program.ts";
import { combineProviders } from "../../src/cel/type-providers.ts";
import { ANY, DYN, listOf, type Type } from "../../src/cel/types.ts";
import type { Result, Value } from "../../src/cel/values.ts";
import { parseJson } from "../../src/json/parse.ts";

const VARIABLES: readonly (readonly [name: string, type: Type])[] = [
  ["pod", DYN],
  ["object", DYN],
  ["claims", listOf(DYN)],
  ["namespaceObject", NAMESPACE],
];

export const AI_ENVIRONMENT = kubernetesEnvironment({
  variables: VARIABLES.map(([name, type], slot) => ({ name, type, slot })),
  provider: combineProviders(admissionTypes, aiTypes),
  libraries: [AI_LIBRARY],
});

export interface Inputs {
  readonly pod?: Value;
  readonly object?: Value;
  readonly claims?: readonly Value[];
  readonly namespaceObject?: Value;
}

/** JSON as requests hold it, from a value of JavaScript. */
export function json(value: unknown): Value {
  return parseJson(JSON.stringify(value));
}

/** So often that the last evaluations are by the function that is made of a hot program. */
const RUNS = 210;

/** What the expression gives, at first and when it is hot. */
export function evaluate(source: string, inputs: Inputs, budget = 1_000_000): { result: Result; cost: number } {
  const { program, vars } = prepared(source, inputs);
  const first = program.evaluate(vars, budget);
  for (let i = 0; i < RUNS; i++) {
    const again = program.evaluate(vars, budget);
    if (again.cost !== first.cost || JSON.stringify(again.result, big) !== JSON.stringify(first.result, big)) {
      throw new Error(`${source}: evaluation ${i} differs`);
    }
  }
  return first;
}

/** The compiled expression, and what to evaluate it with. */
export function prepared(source: string, inputs: Inputs) {
  return { program: programOf(source), vars: VARIABLES.map(([name]) => inputs[name as keyof Inputs] ?? null) };
}

/** What the expression gives. */
export function resultOf(source: string, inputs: Inputs): Result {
  return evaluate(source, inputs).result;
}

function programOf(source: string) {
  const compilation = compile(source, AI_ENVIRONMENT, [ANY]);
  if (!compilation.ok) throw new Error(`${compilation.error.message}: ${JSON.stringify(compilation.error.issues)}`);
  return compilation.program;
}

/** The messages and suggestions about an expression that does not compile. */
export function faults(source: string): readonly (readonly [message: string, suggestion: string | undefined])[] {
  const compilation = compile(source, AI_ENVIRONMENT, [ANY]);
  return compilation.ok ? [] : compilation.error.issues.map(({ message, suggestion }) => [message, suggestion]);
}

function big(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
