/** `map`, `filter` and the `transform` macros. What they build is added to in place. */
import { isMap, MapBuilder, mapEntries } from "../runtime/maps.ts";
import { noSuchOverload } from "../runtime/no-such-overload.ts";
import { showValue } from "../runtime/show.ts";
import type { Frame, MapKey, MapValue, Value } from "../values.ts";
import { CelError, charge } from "../values.ts";
import { stepOf } from "./attribute.ts";
import { LIST_COST } from "./literals.ts";
import { notBool } from "./logic.ts";
import { type Body, bindItem, type Loop } from "./loop.ts";
import { chargeUnits, type Plan, type Step } from "./step.ts";

/** Adds to what is built: an error where it cannot. `failed` is the error of an earlier turn, if there was one. */
type Grow<Collection> = (frame: Frame, collection: Collection, failed: CelError | undefined) => CelError | undefined;

/**
 * Goes through everything, errors notwithstanding. After an error elements are still evaluated and charged; an error
 * of the filter takes the place of an earlier one.
 */
function collect<Collection>(
  loop: Loop,
  filter: Step | undefined,
  begin: () => Collection,
  grow: Grow<Collection>,
  finish: (collection: Collection) => Value,
): Body {
  return (frame, values, keys) => {
    const collection = begin();
    const count = values.length;
    let failed: CelError | undefined;
    for (let i = 0; i < count; i++) {
      bindItem(frame, loop, values, keys, i);
      const chosen = filter === undefined ? true : filter(frame);
      if (chosen === true) failed = grow(frame, collection, failed);
      else if (chosen !== false) failed = notBool(chosen);
    }
    chargeUnits(frame, 1);
    return failed ?? finish(collection);
  };
}

/** `accumulator + [element]`, of which a constant element makes the list constant, too. */
export function listBody(loop: Loop, filter: Step | undefined, element: Plan): Body {
  const listCost = element.kind === "constant" ? 0 : LIST_COST;
  const step = stepOf(element);
  const grow: Grow<Value[]> = (frame, list, failed) => {
    chargeUnits(frame, 1);
    const value = step(frame);
    charge(frame, listCost);
    chargeUnits(frame, 1);
    if (failed !== undefined) return failed;
    if (value instanceof CelError) return value;
    list.push(value);
    return undefined;
  };
  return collect<Value[]>(
    loop,
    filter,
    () => [],
    grow,
    (list) => list,
  );
}

/** `cel.@mapInsert(accumulator, key, value)`, which after an error evaluates nothing. */
export function entryBody(loop: Loop, filter: Step | undefined, key: Step, value: Step): Body {
  const grow: Grow<MapBuilder> = (frame, map, failed) => {
    chargeUnits(frame, 1);
    if (failed !== undefined) return failed;
    const newKey = key(frame);
    const newValue = value(frame);
    chargeUnits(frame, 1);
    if (newKey instanceof CelError) return newKey;
    return newValue instanceof CelError ? newValue : insert(map, newKey as MapKey, newValue);
  };
  return collect(loop, filter, () => new MapBuilder(), grow, build);
}

/** `cel.@mapInsert(accumulator, entries)`. */
export function entriesBody(loop: Loop, filter: Step | undefined, entries: Step): Body {
  const grow: Grow<MapBuilder> = (frame, map, failed) => {
    chargeUnits(frame, 1);
    const added = entries(frame);
    chargeUnits(frame, 1);
    if (failed !== undefined) return failed;
    return added instanceof CelError ? added : insertAll(map, added);
  };
  return collect(loop, filter, () => new MapBuilder(), grow, build);
}

function build(map: MapBuilder): MapValue {
  return map.build();
}

function insertAll(map: MapBuilder, added: Value): CelError | undefined {
  if (!isMap(added)) return noSuchOverload("cel.@mapInsert", [map.build(), added]);
  for (const [key, value] of mapEntries(added)) {
    const error = insert(map, key, value);
    if (error !== undefined) return error;
  }
  return undefined;
}

function insert(map: MapBuilder, key: MapKey, value: Value): CelError | undefined {
  if (map.has(key)) return new CelError(`insert failed: key ${showValue(key)} already exists`);
  map.set(key, value);
  return undefined;
}
