/** Runs one test of the specification in Kubernetes' environment. */
import type { Environment, FunctionDecl, VariableDecl } from "../../src/cel/environment.ts";
import { kubernetesEnvironment } from "../../src/cel/kubernetes.ts";
import { compile, type Program } from "../../src/cel/program.ts";
import { equal } from "../../src/cel/runtime/equality.ts";
import { compareNumbers } from "../../src/cel/runtime/order.ts";
import { typeNameOf } from "../../src/cel/runtime/type-of.ts";
import { declareTypes } from "../../src/cel/type-providers.ts";
import { ANY, DYN, showType } from "../../src/cel/types.ts";
import type { Result, Value } from "../../src/cel/values.ts";
import { CelError, Double } from "../../src/cel/values.ts";
import { typeOfSpec, valueOfSpec } from "./convert.ts";
import type { SpecDeclaration, SpecTest } from "./suite.ts";

/** The cost limit of one expression in Kubernetes. */
const BUDGET = 1_000_000;

/** What is wrong with Sallyport's answer; undefined when it is the expected one. */
export function failureOf(test: SpecTest): string | undefined {
  const compilation = compile(test.expr, environmentOf(test), [ANY]);
  if (!compilation.ok) return test.evalError === undefined ? compilation.error.message : undefined;
  const { program } = compilation;
  return wrongType(test, program) ?? (test.checkOnly ? undefined : wrongResult(test, program));
}

function wrongType({ typedResult }: SpecTest, { outputType }: Program): string | undefined {
  if (typedResult?.deducedType === undefined) return undefined;
  const expected = showType(typeOfSpec(typedResult.deducedType));
  return showType(outputType) === expected ? undefined : `type ${showType(outputType)} instead of ${expected}`;
}

function wrongResult(test: SpecTest, program: Program): string | undefined {
  const { result } = program.evaluate(bindingsOf(test), BUDGET);
  if (test.evalError !== undefined)
    return result instanceof CelError ? undefined : `${show(result)} instead of an error`;
  const expected = valueOfSpec(test.value ?? test.typedResult?.result ?? { boolValue: true });
  return identical(result, expected) ? undefined : `${show(result)} instead of ${show(expected)}`;
}

/** Equal and of the same type: unlike CEL's `==`, which takes 1 for 1.0, and NaN for nothing. */
function identical(result: Result, expected: Value): boolean {
  if (result instanceof CelError || typeNameOf(result) !== typeNameOf(expected)) return false;
  if (result instanceof Double && expected instanceof Double) {
    return compareNumbers(result, expected) === 0 || (Number.isNaN(result.value) && Number.isNaN(expected.value));
  }
  if (Array.isArray(result) && Array.isArray(expected)) {
    return result.length === expected.length && result.every((element, i) => identical(element, expected[i] as Value));
  }
  return equal(result, expected);
}

function show(result: Result): string {
  if (result instanceof CelError) return `error ${result.message}`;
  return JSON.stringify(result, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
}

/**
 * The specification lets literals mix types: of all that Kubernetes sets, only that it forbids this is left out, so that
 * the tests that need it can run.
 */
function environmentOf(test: SpecTest): Environment {
  const base = kubernetesEnvironment({ variables: variablesOf(test), provider: declareTypes(new Map()) });
  const functions = new Map(base.functions);
  for (const declaration of declarationsOf(test)) {
    if (declaration.function !== undefined) functions.set(declaration.name, functionOf(declaration));
  }
  return { ...base, functions, homogeneousLiterals: false };
}

function declarationsOf({ typeEnv = [] }: SpecTest): readonly SpecDeclaration[] {
  return typeEnv;
}

/** Declared ones, and in tests without types those that are bound. */
function variablesOf(test: SpecTest): readonly VariableDecl[] {
  const types = new Map(Object.keys(test.bindings ?? {}).map((name) => [name, DYN]));
  for (const { name, ident } of declarationsOf(test)) {
    if (ident !== undefined) types.set(name, typeOfSpec(ident.type));
  }
  return [...types].map(([name, type], slot) => ({ name, type, slot }));
}

function bindingsOf(test: SpecTest): readonly (Value | undefined)[] {
  return variablesOf(test).map(({ name }) => {
    const binding = test.bindings?.[name];
    return binding === undefined ? undefined : valueOfSpec(binding.value);
  });
}

/** Tests declare functions to see their types only. */
function functionOf({ name, function: declared }: SpecDeclaration): FunctionDecl {
  const overloads = (declared?.overloads ?? []).map(({ overloadId, params, resultType }) => ({
    id: overloadId,
    member: false,
    params: params.map(typeOfSpec),
    result: typeOfSpec(resultType),
    call: () => new CelError(`${name} has no implementation`),
  }));
  return { name, overloads };
}
