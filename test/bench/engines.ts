/** The engines that are compared, each as a function that compiles an expression, or says that it cannot. */
import * as bufbuild from "@bufbuild/cel";
import * as marcbachmann from "@marcbachmann/cel-js";
import * as celJs from "cel-js";
import { kubernetesEnvironment } from "../../src/cel/kubernetes.ts";
import { compile } from "../../src/cel/program.ts";
import { BOOL, DYN } from "../../src/cel/types.ts";
import type { Value } from "../../src/cel/values.ts";
import { wellKnownTypes } from "../../src/cel/well-known-types.ts";

/** Evaluates over what `convert` made of a pod. */
export type Evaluate = (converted: never) => unknown;

export interface Engine {
  readonly name: string;
  /** Turns a pod as it came from JSON into what the engine evaluates over; once for all rules. */
  convert(pod: object): unknown;
  /** @throws anything, for an expression that the engine does not know */
  compile(expression: string): Evaluate;
}

const BUDGET = 1_000_000;

const ENVIRONMENT = kubernetesEnvironment({
  variables: [{ name: "object", type: DYN, slot: 0 }],
  provider: wellKnownTypes,
});

const sallyport: Engine = {
  name: "Sallyport",
  convert: (pod) => [pod],
  compile(expression) {
    const compilation = compile(expression, ENVIRONMENT, [BOOL]);
    if (!compilation.ok) throw new Error(compilation.error.message);
    const { program } = compilation;
    return (vars: readonly Value[]) => program.evaluate(vars, BUDGET).result;
  },
};

const bufbuildCel: Engine = {
  name: "@bufbuild/cel",
  convert: (pod) => ({ object: toBufbuild(pod) }),
  compile(expression) {
    const evaluate = bufbuild.plan(bufbuild.celEnv(), bufbuild.parse(expression));
    return (bindings: Record<string, bufbuild.CelInput>) => throwErrors(evaluate(bindings));
  },
};

const marcbachmannCel: Engine = {
  name: "@marcbachmann/cel-js",
  convert: (pod) => ({ object: withBigInts(pod) }),
  compile(expression) {
    const environment = new marcbachmann.Environment({ unlistedVariablesAreDyn: true });
    const evaluate = environment.parse(expression);
    return (context: object) => evaluate(context);
  },
};

const plainCelJs: Engine = {
  name: "cel-js",
  convert: (pod) => ({ object: pod }),
  compile(expression) {
    const parsed = celJs.parse(expression);
    if (!parsed.isSuccess) throw new Error(parsed.errors.join("; "));
    return (context: Record<string, unknown>) => celJs.evaluate(parsed.cst, context);
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
