/**
 * The difference between two documents as a JSON Patch. Applied in order it turns the first exactly into the second;
 * lists are changed element by element, never rewritten because one element differs.
 */
import { sameJson } from "./equal.ts";
import type { PatchOperation } from "./patch.ts";
import { escapeToken } from "./pointer.ts";
import { isObject, type Json, type JsonObject } from "./value.ts";

export function diffJson(from: Json, to: Json): readonly PatchOperation[] {
  const patch: PatchOperation[] = [];
  diffValue(from, to, "", patch);
  return patch;
}

function diffValue(from: Json, to: Json, path: string, patch: PatchOperation[]): void {
  if (from === to) return;
  if (Array.isArray(from) && Array.isArray(to)) diffList(from, to, path, patch);
  else if (isObject(from) && isObject(to)) diffObject(from, to, path, patch);
  else if (!sameJson(from, to)) patch.push({ op: "replace", path, value: to });
}

function diffObject(from: JsonObject, to: JsonObject, path: string, patch: PatchOperation[]): void {
  let same = 0;
  for (const key of Object.keys(from)) {
    // No JSON is what an object inherits: what is identical is an own member of both.
    if (from[key] === to[key]) same++;
    else if (!Object.hasOwn(to, key)) patch.push({ op: "remove", path: `${path}/${escapeToken(key)}` });
  }
  const keys = Object.keys(to);
  if (same === keys.length) return;
  for (const key of keys) {
    const value = to[key] as Json;
    if (from[key] === value) continue;
    if (!Object.hasOwn(from, key)) patch.push({ op: "add", path: `${path}/${escapeToken(key)}`, value });
    else diffValue(from[key] as Json, value, `${path}/${escapeToken(key)}`, patch);
  }
}

function diffList(from: readonly Json[], to: readonly Json[], path: string, patch: PatchOperation[]): void {
  const start = commonStart(from, to);
  const end = commonEnd(from, to, Math.min(from.length, to.length) - start);
  const steps = align(from.slice(start, from.length - end), to.slice(start, to.length - end));
  // From the back, so that the indices of what is still to come do not shift.
  for (const step of steps.reverse()) {
    const place = `${path}/${start + step.at}`;
    if (step.kind === "remove") patch.push({ op: "remove", path: place });
    else if (step.kind === "add") patch.push({ op: "add", path: place, value: step.to });
    else diffValue(step.from, step.to, place, patch);
  }
}

function commonStart(from: readonly Json[], to: readonly Json[]): number {
  const most = Math.min(from.length, to.length);
  let length = 0;
  while (length < most && sameJson(from[length] as Json, to[length] as Json)) length++;
  return length;
}

function commonEnd(from: readonly Json[], to: readonly Json[], most: number): number {
  let length = 0;
  while (length < most && sameJson(from.at(-1 - length) as Json, to.at(-1 - length) as Json)) length++;
  return length;
}

/** How an element of one list becomes one of the other. `at` is the index in the first list. */
type Step =
  | { readonly kind: "change"; readonly at: number; readonly from: Json; readonly to: Json }
  | { readonly kind: "remove"; readonly at: number }
  | { readonly kind: "add"; readonly at: number; readonly to: Json };

/** Beyond so many pairs, elements are paired by position: a longer patch, but a bounded time. */
const MAX_PAIRS = 250_000;

const ADD_OR_REMOVE = 2;

/** What it costs to keep the pair: nothing if equal, little if it is the same thing changed, else nearly a new one. */
function changeCost(from: Json, to: Json): number {
  if (sameJson(from, to)) return 0;
  return sameIdentity(from, to) ? 1 : 3;
}

/** Elements of Kubernetes' lists are mostly told apart by their name. */
function sameIdentity(from: Json, to: Json): boolean {
  if (!isObject(from) || !isObject(to)) return false;
  return Object.hasOwn(from, "name") && Object.hasOwn(to, "name") && from["name"] === to["name"];
}

/** The cheapest way, in the order of the lists: edit distance with a changed element cheaper than remove and add. */
function align(from: readonly Json[], to: readonly Json[]): Step[] {
  // A single element that changes is by far the most frequent, and to change it is always the cheapest.
  const isSingle = from.length === 1 && to.length === 1;
  if (isSingle || from.length * to.length > MAX_PAIRS) return alignByPosition(from, to);
  const width = to.length + 1;
  const costs = new Uint32Array((from.length + 1) * width);
  const cost = (i: number, j: number): number => costs[i * width + j] as number;
  for (let i = from.length; i >= 0; i--) {
    for (let j = to.length; j >= 0; j--) {
      if (i === from.length || j === to.length) {
        costs[i * width + j] = (from.length - i + to.length - j) * ADD_OR_REMOVE;
      } else {
        const change = cost(i + 1, j + 1) + changeCost(from[i] as Json, to[j] as Json);
        costs[i * width + j] = Math.min(change, cost(i + 1, j) + ADD_OR_REMOVE, cost(i, j + 1) + ADD_OR_REMOVE);
      }
    }
  }
  return stepsOf(from, to, cost);
}

function stepsOf(from: readonly Json[], to: readonly Json[], cost: (i: number, j: number) => number): Step[] {
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    if (i < from.length && (j === to.length || cost(i, j) === cost(i + 1, j) + ADD_OR_REMOVE)) {
      steps.push({ kind: "remove", at: i++ });
    } else if (i === from.length || cost(i, j) === cost(i, j + 1) + ADD_OR_REMOVE) {
      steps.push({ kind: "add", at: i, to: to[j++] as Json });
    } else {
      steps.push({ kind: "change", at: i, from: from[i++] as Json, to: to[j++] as Json });
    }
  }
  return steps;
}

function alignByPosition(from: readonly Json[], to: readonly Json[]): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < Math.max(from.length, to.length); i++) {
    if (i >= to.length) steps.push({ kind: "remove", at: i });
    else if (i >= from.length) steps.push({ kind: "add", at: from.length, to: to[i] as Json });
    else steps.push({ kind: "change", at: i, from: from[i] as Json, to: to[i] as Json });
  }
  return steps;
}
