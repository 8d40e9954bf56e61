/** The engines as functions from an expression to what it gives over the object. */
import * as bufbuild from "@bufbuild/cel";
import * as marcbachmann from "@marcbachmann/cel-js";
import { compile } from "../../src/cel/program.ts";
import { ANY } from "../../src/cel/types.ts";
import { CelError, type Value } from "../../src/cel/values.ts";
import { environmentFor } from "../../src/policy/environments.ts";
import { OBJECT } from "./expressions.ts";

/** A value as plain JSON, or `error`: engines agree on errors, not on their texts. */
export type Answer = string;

export interface Peer {
  readonly name: string;
  answer(expression: string): Answer;
}

const ERROR: Answer = "error";
/** Kubernetes alone asks that literals hold one type. */
const ENVIRONMENT = {
  ...environmentFor({ params: false, authorizer: false, patches: false }),
  homogeneousLiterals: false,
};

export function sallyport(expression: string): Answer {
  const compilation = compile(expression, ENVIRONMENT, [ANY]);
  if (!compilation.ok) return ERROR;
  const { result } = compilation.program.evaluate([OBJECT as unknown as Value], 1_000_000);
  return result instanceof CelError ? ERROR : written(result);
}

export const PEERS: readonly Peer[] = [
  {
    name: "@bufbuild/cel",
    answer: guarded((expression) => {
      const evaluate = bufbuild.plan(bufbuild.celEnv(), bufbuild.parse(expression));
      const result = evaluate({ object: asMaps(OBJECT) as bufbuild.CelInput });
      return bufbuild.isCelError(result) ? ERROR : written(result);
    }),
  },
  {
    name: "@marcbachmann/cel-js",
    answer: guarded((expression) => {
      const environment = new marcbachmann.Environment({
        unlistedVariablesAreDyn: true,
        homogeneousAggregateLiterals: false,
      });
      return written(environment.evaluate(expression, { object: asBigInts(OBJECT) }));
    }),
  },
];

function guarded(answer: (expression: string) => Answer): Peer["answer"] {
  return (expression) => {
    try {
      return answer(expression);
    } catch {
      return ERROR;
    }
  };
}

function written(value: unknown): Answer {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return Number(inner);
    return inner !== null && typeof inner === "object" && Symbol.iterator in inner
      ? [...(inner as Iterable<unknown>)]
      : inner;
  });
}

function asBigInts(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return value.map(asBigInts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, asBigInts(child)]));
}

function asMaps(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return value.map(asMaps);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, child]) => [key, asMaps(child)]));
}
