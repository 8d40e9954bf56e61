/** How many pods an object makes of one template: a small formula over its fields, as data. */
import { Double, type Json } from "../json/value.ts";
import { type Path, valueAt } from "./path.ts";
import { bind, type Pattern, pattern, visit } from "./pattern.ts";

/** What nothing bounds: the largest int32. */
export const UNBOUNDED = 2_147_483_647;

/** Text is a path from the root of the object, whose wildcards are those of the pod block. */
export type Count =
  | number
  | string
  /** A number written as text, as in annotations. */
  | { readonly text: string }
  /** Zero counts as absent. */
  | { readonly nonZero: Count }
  /** The first that is present. */
  | { readonly first: readonly Count[] }
  /** Over those that are present. */
  | { readonly min: readonly Count[] }
  | { readonly max: readonly Count[] }
  | { readonly product: readonly Count[] }
  | { readonly sum: readonly Count[] }
  /** Rounded up; absent if one of the two is. */
  | { readonly quotient: readonly [Count, Count] }
  /** By whether something stands at a path; with `is`, by whether that is one of these texts. */
  | { readonly if: string; readonly is?: readonly (string | boolean)[]; readonly use: Count; readonly else: Count }
  /** By whether something stands at one of these paths, whichever elements their wildcards are. */
  | { readonly anywhere: readonly string[]; readonly use: Count; readonly else: Count };

/** Where the paths of a count lead. */
export interface CountContext {
  readonly root: Json;
  readonly block: Pattern;
  readonly path: Path;
  /** What was found anywhere in the root: asked again for each of its pods. */
  readonly found: Map<string, boolean>;
}

/** From 0 to UNBOUNDED; what is absent, or of the wrong type, is 1. */
export function replicasOf(count: Count, context: CountContext): number {
  return bounded(evaluate(count, context) ?? 1);
}

/** Saturating, so that products of what is bounded are bounded. */
export function times(a: number, b: number): number {
  return bounded(a * b);
}

function bounded(count: number): number {
  return Math.min(Math.max(count, 0), UNBOUNDED);
}

function evaluate(count: Count, context: CountContext): number | undefined {
  if (typeof count === "number") return count;
  if (typeof count === "string") return numberOf(at(count, context));
  if ("text" in count) return numberInText(at(count.text, context));
  if ("nonZero" in count) return evaluate(count.nonZero, context) || undefined;
  if ("first" in count) return present(count.first, context).next().value;
  if ("if" in count) return evaluate(isSo(count, context) ? count.use : count.else, context);
  if ("anywhere" in count) return evaluate(isAnywhere(count.anywhere, context) ? count.use : count.else, context);
  if ("quotient" in count) return quotient(count.quotient, context);
  if ("min" in count) return combined(count.min, context, Math.min);
  if ("max" in count) return combined(count.max, context, Math.max);
  if ("sum" in count) return combined(count.sum, context, (a, b) => a + b);
  return combined(count.product, context, times);
}

function* present(counts: readonly Count[], context: CountContext): Generator<number, undefined> {
  for (const count of counts) {
    const value = evaluate(count, context);
    if (value !== undefined) yield value;
  }
  return undefined;
}

function combined(
  counts: readonly Count[],
  context: CountContext,
  combine: (a: number, b: number) => number,
): number | undefined {
  const values = [...present(counts, context)];
  return values.length === 0 ? undefined : bounded(values.reduce((a, b) => combine(a, b)));
}

function quotient([dividend, divisor]: readonly [Count, Count], context: CountContext): number | undefined {
  const [a, b] = [evaluate(dividend, context), evaluate(divisor, context)];
  return a === undefined || b === undefined || b <= 0 ? undefined : Math.ceil(a / b);
}

function isAnywhere(paths: readonly string[], { root, found }: CountContext): boolean {
  return paths.some((path) => {
    const known = found.get(path) ?? !visit(root, pattern(path), () => false);
    found.set(path, known);
    return known;
  });
}

function isSo(
  condition: { readonly if: string; readonly is?: readonly (string | boolean)[] },
  context: CountContext,
): boolean {
  const value = at(condition.if, context);
  if (condition.is === undefined) return value !== undefined && value !== null;
  return (typeof value === "string" || typeof value === "boolean") && condition.is.includes(value);
}

function at(path: string, { root, block, path: bound }: CountContext): Json | undefined {
  const steps = bind(pattern(path), block, bound);
  return steps === undefined ? undefined : valueAt(root, steps);
}

/**
 * From 0 to UNBOUNDED; undefined for what is no such number. A placeholder of a template engine may become any.
 */
export function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === "string") return /\{\{|\$\{/.test(value) ? UNBOUNDED : undefined;
  const number = value instanceof Double ? value.value : value;
  if (typeof number === "bigint") return number < 0n ? undefined : UNBOUNDED;
  return typeof number === "number" && Number.isInteger(number) && number >= 0
    ? Math.min(number, UNBOUNDED)
    : undefined;
}

function numberInText(value: Json | undefined): number | undefined {
  return typeof value === "string" && /^[0-9]{1,20}$/.test(value) ? bounded(Number(value)) : numberOf(value);
}

/** The paths in it whose wildcards are those of the block. */
export function pathsIn(count: Count): readonly string[] {
  if (typeof count === "number") return [];
  if (typeof count === "string") return [count];
  if ("text" in count) return [count.text];
  if ("nonZero" in count) return pathsIn(count.nonZero);
  if ("if" in count) return [count.if, ...pathsIn(count.use), ...pathsIn(count.else)];
  if ("anywhere" in count) return [...pathsIn(count.use), ...pathsIn(count.else)];
  if ("quotient" in count) return count.quotient.flatMap(pathsIn);
  const parts = "first" in count ? count.first : "min" in count ? count.min : "max" in count ? count.max : undefined;
  return (parts ?? ("sum" in count ? count.sum : (count as { product: readonly Count[] }).product)).flatMap(pathsIn);
}
