/** cel-go's extension `lists`, version 3. */
import type { Library, Overload } from "../environment.ts";
import { equal } from "../runtime/equality.ts";
import { sortedOrder } from "../runtime/go-sort.ts";
import { goTypeName } from "../runtime/go-type-name.ts";
import type { Int } from "../runtime/int64.ts";
import { compare } from "../runtime/order.ts";
import { actualSize } from "../runtime/size.ts";
import { runtimeTypeName, typeNameOf } from "../runtime/type-of.ts";
import { DYN, INT, listOf, T } from "../types.ts";
import type { Result, Value } from "../values.ts";
import { CelError, EvaluationAborted } from "../values.ts";
import { requireAffordable, requireUsableList } from "./affordable.ts";
import { COMPARABLE_TYPES, isComparable } from "./comparable.ts";
import { functionOf, memberOverload, overload } from "./overload.ts";

type List = readonly Value[];

const LIST = listOf(T);
const LIST_OF_ANY = listOf(DYN);

/** Every call costs 1, and making a list 10. */
const BASE_COST = 11;

const outputCost: Overload["cost"] = (_args, result) => BASE_COST + actualSize(result);

/** A negative depth makes the cost less, or huge: cel-go computes with wrapping unsigned integers. */
function flattenCost([list, depth = 1]: readonly Value[]): number {
  const cost = BASE_COST + Math.max(actualSize(list as Value) * levelsOf(depth), -(2 ** 63));
  return cost < 0 ? 2 ** 64 + cost : cost;
}

function levelsOf(depth: Result): number {
  if (typeof depth === "number" || typeof depth === "bigint") return Number(depth);
  throw conversionPanic(`ref.Val is ${goNameOf(depth)}, not types.Int`);
}

/** As if every element were compared with every other, texts for a tenth more. */
function comparisonCost(list: Value): number {
  const size = actualSize(list);
  const first = Array.isArray(list) ? list[0] : undefined;
  const factor = typeof first === "string" || first instanceof Uint8Array ? 2.1 : 2;
  return BASE_COST + Math.floor(size * size * factor);
}

const firstCost: Overload["cost"] = ([list]) => comparisonCost(listOnly(list as Result));
const secondCost: Overload["cost"] = ([, keys]) => comparisonCost(listOnly(keys as Result));

/** Of the methods that a list has in Go, in the order of the alphabet, these have the first. */
const ADDABLE: ReadonlySet<string> = new Set(
  ["Int", "Uint", "Double", "String", "Bytes", "Timestamp", "Duration"].map((name) => `types.${name}`),
);

/** The cost model looks into the list. Where that is none, cel-go panics, and so ends the evaluation. */
function listOnly(value: Result): List {
  if (Array.isArray(value)) return value;
  const name = goNameOf(value);
  throw conversionPanic(`${name} is not traits.Lister: missing method ${ADDABLE.has(name) ? "Contains" : "Add"}`);
}

function goNameOf(value: Result): string {
  return value instanceof CelError ? "*types.Err" : goTypeName(value, false);
}

function conversionPanic(what: string): EvaluationAborted {
  return new EvaluationAborted(`internal error: interface conversion: ${what}`);
}

function slice(list: List, start: Int, end: Int): List | CelError {
  const fault = sliceFault(list.length, start, end);
  return fault === undefined
    ? list.slice(Number(start), Number(end))
    : new CelError(`cannot slice(${start}, ${end}), ${fault}`);
}

function sliceFault(length: number, start: Int, end: Int): string | undefined {
  if (start < 0 || end < 0) return "negative indexes not supported";
  if (start > end) return "start index must be less than or equal to end index";
  return end > length ? `list is length ${length}` : undefined;
}

const NEGATIVE_LEVEL = new CelError("level must be non-negative");

function flatten(list: List, depth: Int): List | CelError {
  if (depth < 0) return NEGATIVE_LEVEL;
  requireAffordable(flattenCost([list, depth]));
  const flat: Value[] = [];
  flattenInto(flat, list, Number(depth));
  return flat;
}

interface OpenList {
  readonly list: List;
  at: number;
}

/** Without recursion: lists may be nested deeper than the stack allows. */
function flattenInto(flat: Value[], list: List, depth: number): void {
  const open: OpenList[] = [{ list, at: 0 }];
  for (let current = open.at(-1); current !== undefined; current = open.at(-1)) {
    const element = current.list[current.at++];
    if (element === undefined) open.pop();
    else if (Array.isArray(element) && open.length <= depth) open.push({ list: element, at: 0 });
    else requireUsableList(flat.push(element));
  }
}

function range(length: Int): List {
  requireAffordable(Number(length));
  return Array.from({ length: Math.max(Number(length), 0) }, (_, i) => i);
}

function distinct(list: List): List {
  requireAffordable(comparisonCost(list));
  const found: Value[] = [];
  for (const element of list) {
    if (!found.some((other) => equal(element, other))) found.push(element);
  }
  return found;
}

const NOT_COMPARABLE = new CelError("list elements must be comparable");
const NOT_OF_ONE_TYPE = new CelError("list elements must have the same type");

/** The list in the order of its keys. */
function sortByKeys(list: List, keys: List): Result {
  const [first] = keys;
  if (first === undefined) return list;
  requireAffordable(comparisonCost(keys));
  if (!isComparable(first)) return NOT_COMPARABLE;
  const type = typeNameOf(first);
  if (keys.some((key) => typeNameOf(key) !== type)) return NOT_OF_ONE_TYPE;
  const order = sortedOrder(keys.length, (a, b) => compare(keys[a] as Value, keys[b] as Value) === -1);
  return order.map((index) => list[index] as Value);
}

const sort = (list: List) => sortByKeys(list, list);

export const LISTS_EXTENSION: Library = {
  name: "cel.lib.ext.lists",
  functions: [
    functionOf("slice", memberOverload("list_slice", [LIST, INT, INT], LIST, slice, outputCost)),
    functionOf(
      "flatten",
      memberOverload("list_flatten", [listOf(LIST)], LIST, (list: List) => flatten(list, 1), flattenCost),
      memberOverload("list_flatten_int", [LIST_OF_ANY, INT], LIST_OF_ANY, flatten, flattenCost),
    ),
    functionOf(
      "sort",
      ...COMPARABLE_TYPES.map((type) =>
        memberOverload(`list_${runtimeTypeName(type)}_sort`, [listOf(type)], listOf(type), sort, firstCost),
      ),
    ),
    functionOf(
      "@sortByAssociatedKeys",
      ...COMPARABLE_TYPES.map((type) =>
        memberOverload(
          `list_${runtimeTypeName(type)}_sortByAssociatedKeys`,
          [LIST, listOf(type)],
          LIST,
          sortByKeys,
          secondCost,
        ),
      ),
    ),
    functionOf("lists.range", overload("lists_range", [INT], listOf(INT), range, outputCost)),
    functionOf(
      "reverse",
      memberOverload("list_reverse", [LIST], LIST, (list: List) => list.toReversed(), outputCost),
    ),
    functionOf("distinct", memberOverload("list_distinct", [LIST], LIST, distinct, firstCost)),
  ],
};
