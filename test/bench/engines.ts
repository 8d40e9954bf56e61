/** The engines that are compared, each as a function that compiles an expression, or says that it cannot. */
import * as bufbuild from "@bufbuild/cel";
import * as marcbachmann from "@marcbachmann/cel-js";
import * as celJs from "cel-js";
import { compile } from "../../src/cel/program.ts";
import { BOOL } from "../../src/cel/types.ts";
import type { Value } from "../../src/cel/values.ts";
import { admissionEnvironment } from "../../src/policy/environments.ts";

/** Evaluates over a pod as it came from JSON, with whatever conversion the engine needs. */
export type Evaluate = (pod: object) => unknown;

export interface Engine {
  readonly name: string;
  /** @throws anything, for an expression that the engine does not know */
  compile(expression: string): Evaluate;
}

const BUDGET = 1_000_000;

const sallyport: Engine = {
  name: "Sallyport",
  compile(expression) {
    const compilation = compile(expression, admissionEnvironment({ params: false, authorizer: true }), [BOOL]);
    if (!compilation.ok) throw new Error(compilation.error.message);
    const { program } = compilation;
    return (pod) => program.evaluate([pod as Value], BUDGET).result;
  },
};

const bufbuildCel: Engine = {
  name: "@bufbuild/cel",
  compile(expression) {
    const evaluate = bufbuild.plan(bufbuild.celEnv(), bufbuild.parse(expression));
    return (pod) => throwErrors(evaluate({ object: toBufbuild(pod) as bufbuild.CelInput }));
  },
};

const marcbachmannCel: Engine = {
  name: "@marcbachmann/cel-js",
  compile(expression) {
    const environment = new marcbachmann.Environment({ unlistedVariablesAreDyn: true });
    const evaluate = environment.parse(expression);
    return (pod) => evaluate({ object: withBigInts(pod) });
  },
};

const plainCelJs: Engine = {
  name: "cel-js",
  compile(expression) {
    const parsed = celJs.parse(expression);
    if (!parsed.isSuccess) throw new Error(parsed.errors.join("; "));
    return (pod) => celJs.evaluate(parsed.cst, { object: pod });
  },
};

export const ENGINES: readonly Engine[] = [sallyport, marcbachmannCel, bufbuildCel, plainCelJs];

function throwErrors(value: unknown): unknown {
  if (bufbuild.isCelError(value)) throw value;
  return value;
}

/** Integers must be given as bigint, objects as Map. */
function toBufbuild(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return value.map(toBufbuild);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, child]) => [key, toBufbuild(child)]));
}

/** Integers must be given as bigint. */
function withBigInts(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return value.map(withBigInts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withBigInts(child)]));
}
