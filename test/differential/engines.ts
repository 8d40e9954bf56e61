/** The other engines for CEL in JavaScript, each as a function from an expression to what it says of it. */
import * as bufbuild from "@bufbuild/cel";
import * as marcbachmann from "@marcbachmann/cel-js";
import { formatDouble } from "../../src/cel/runtime/go-format.ts";
import { Double, type Json, type JsonObject } from "../../src/json/value.ts";

/** What an expression gives, in the notation of `test/cel-recorded`; errors are all alike. */
export type Outcome = { readonly value: unknown } | "error";

export interface Peer {
  readonly name: "@marcbachmann/cel-js" | "@bufbuild/cel";
  /** Evaluates over variables of JSON. */
  evaluate(expr: string, vars: JsonObject): Outcome;
}

const bufbuildEnvironment = bufbuild.celEnv();
const marcbachmannEnvironment = new marcbachmann.Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
});

export const PEERS: readonly Peer[] = [
  {
    name: "@marcbachmann/cel-js",
    evaluate: (expr, vars) => outcomeOf(() => marcbachmannEnvironment.parse(expr)(withBigInts(vars) as object)),
  },
  {
    name: "@bufbuild/cel",
    evaluate: (expr, vars) =>
      outcomeOf(() => {
        const program = bufbuild.plan(bufbuildEnvironment, bufbuild.parse(expr));
        const bindings = Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, withMaps(value)]));
        return program(bindings as Record<string, bufbuild.CelInput>);
      }),
  },
];

function outcomeOf(evaluate: () => unknown): Outcome {
  try {
    const result = evaluate();
    return bufbuild.isCelError(result) ? "error" : { value: note(result) };
  } catch {
    return "error";
  }
}

/** Integers as bigint. */
function withBigInts(json: Json): unknown {
  if (typeof json === "number") return BigInt(json);
  if (json instanceof Double) return json.value;
  if (Array.isArray(json)) return json.map(withBigInts);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withBigInts(value)]));
}

/** That, and objects as maps. */
function withMaps(json: Json): unknown {
  if (Array.isArray(json)) return json.map(withMaps);
  if (typeof json !== "object" || json === null || json instanceof Double) return withBigInts(json);
  return new Map(Object.entries(json).map(([key, value]) => [key, withMaps(value)]));
}

function note(value: unknown): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return { int: String(value) };
  if (typeof value === "number") return { double: formatDouble(value) };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (bufbuild.isCelUint(value)) return { uint: String(value.value) };
  if (isUnsignedInt(value)) return { uint: String(value.valueOf()) };
  if (Array.isArray(value)) return value.map(note);
  if (bufbuild.isCelList(value)) return Array.from(value, note);
  if (value instanceof Map || bufbuild.isCelMap(value)) return noteEntries([...value]);
  return Object.getPrototypeOf(value) === Object.prototype
    ? noteEntries(Object.entries(value as object))
    : { other: "" };
}

/** A class that the package does not export. */
function isUnsignedInt(value: unknown): value is object {
  return typeof value === "object" && value?.constructor.name === "UnsignedInt";
}

function noteEntries(entries: readonly (readonly [unknown, unknown])[]): unknown {
  const order = ([key]: readonly [unknown, unknown]) => JSON.stringify(key);
  const noted = entries.map(([key, value]) => [note(key), note(value)] as const);
  return { map: noted.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)) };
}
