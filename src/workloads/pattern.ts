/**
 * Paths with wildcards: `[]` for every element of a list, `*` for every key of a map:
 * `spec.replicatedJobs[].template`, `spec.pytorchReplicaSpecs.*.template`. Keys that are no identifiers are quoted:
 * `metadata.annotations['a/b']`.
 */
import { isObject, type Json } from "../json/value.ts";
import { child, type Path } from "./path.ts";

export type Step = string | typeof EACH | typeof EVERY;
export type Pattern = readonly Step[];

/** Every element of a list. */
export const EACH = Symbol("[]");
/** Every key of a map. */
export const EVERY = Symbol("*");

const STEP = /\.?([A-Za-z_][A-Za-z0-9_-]*)|\.?(\*)|(\[\])|\['([^'\\]*)'\]/y;

/** Undefined for text that is no pattern. The empty text is the pattern of the object itself. */
export function parsePattern(text: string): Pattern | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (match === null || (match[0].startsWith(".") && at === 0) || !isSeparated(match[0], at)) return undefined;
    steps.push(match[1] ?? match[4] ?? (match[2] === undefined ? EACH : EVERY));
    at += match[0].length;
  }
  return steps;
}

/** A name follows another step behind a dot. */
function isSeparated(step: string, at: number): boolean {
  return at === 0 || step.startsWith(".") || step.startsWith("[");
}

/** Patterns are those of the kinds: few, and the same for each object. */
const known = new Map<string, Pattern>();

/** A pattern that is known to be one. */
export function pattern(text: string): Pattern {
  const steps = known.get(text) ?? parsePattern(text);
  if (steps === undefined) throw new TypeError(`no pattern: ${text}`);
  known.set(text, steps);
  return steps;
}

/** Is told a path and what stands there; says whether to go on. */
export type Visit = (path: Path, value: Json) => boolean;

/** Goes to all paths that the pattern stands for in a value, as far as something is there. False if it was stopped. */
export function visit(root: Json, steps: Pattern, visitor: Visit): boolean {
  return visitFrom(root, steps, [], visitor);
}

/** @param path the tokens so far, taken back by whoever added them */
function visitFrom(value: Json | undefined, steps: Pattern, path: (string | number)[], visitor: Visit): boolean {
  const step = steps[path.length];
  if (value === undefined) return true;
  if (step === undefined) return visitor([...path], value);
  for (const token of tokensOf(value, step)) {
    path.push(token);
    const goesOn = visitFrom(child(value, token), steps, path, visitor);
    path.pop();
    if (!goesOn) return false;
  }
  return true;
}

function tokensOf(value: Json, step: Step): Iterable<string | number> {
  if (step === EACH) return Array.isArray(value) ? value.keys() : [];
  if (step === EVERY) return isObject(value) ? Object.keys(value) : [];
  return [step];
}

/**
 * A pattern with its wildcards bound as those of another pattern are in a path: `tasks[].replicas` beside
 * `tasks[].template` at `tasks[2].template` is `tasks[2].replicas`. Undefined where a wildcard is left.
 */
export function bind(steps: Pattern, like: Pattern, path: Path): Path | undefined {
  const bound: (string | number)[] = [];
  let isShared = true;
  for (const [i, step] of steps.entries()) {
    isShared &&= step === like[i];
    const token = typeof step === "string" ? step : isShared ? path[i] : undefined;
    if (token === undefined) return undefined;
    bound.push(token);
  }
  return bound;
}

/** Whether `bind` finds a path for every path that the other pattern stands for. */
export function isBoundBy(steps: Pattern, like: Pattern): boolean {
  const shared = steps.findIndex((step, i) => step !== like[i]);
  return shared === -1 || steps.slice(shared).every((step) => typeof step === "string");
}

/** The inverse of `parsePattern`. */
export function formatPattern(steps: Pattern): string {
  const text = steps.map(formatStep).join("");
  return text.startsWith(".") ? text.slice(1) : text;
}

function formatStep(step: Step): string {
  if (step === EACH) return "[]";
  if (step === EVERY) return ".*";
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(step) ? `.${step}` : `['${step}']`;
}
