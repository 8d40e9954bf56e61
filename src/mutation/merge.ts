/**
 * Structured merge (sigs.k8s.io/structured-merge-diff): what the configuration says wins, what it does not say stays,
 * nothing is removed. What does not change is shared with the object, so that a merge without effect gives the very same
 * object.
 */
import { sameJson } from "../json/equal.ts";
import { type Mutable, setMember } from "../json/mutable.ts";
import { isObject, type Json } from "../json/value.ts";
import { type Atom, formOf, type ListAtom, type MapAtom } from "./atom.ts";
import { mergeList } from "./merge-list.ts";

/** Both must have been found to fit the schema. */
export function mergeTyped(atom: Atom, live: Json, config: Json): Json {
  switch (formOf(atom, config)) {
    case "map":
      return mergeMap(atom.map as MapAtom, live, config);
    case "list":
      return mergeListAt(atom.list as ListAtom, live, config);
    case "scalar":
      return replaced(live, config);
  }
}

function replaced(live: Json, config: Json): Json {
  return sameJson(live, config) ? live : config;
}

/** Where there is nothing to merge, the configuration is taken as it is: that keeps empty and null apart. */
function mergeMap(map: MapAtom, live: Json, config: Json): Json {
  if (map.isAtomic || !isObject(live)) return replaced(live, config);
  if (!isObject(config)) return Object.keys(live).length === 0 ? config : live;
  let merged: Mutable | undefined;
  for (const key of Object.keys(config)) {
    const given = config[key] as Json;
    const isKnown = Object.hasOwn(live, key);
    const value = isKnown ? mergeTyped(valueAtom(map, key), live[key] as Json, given) : given;
    if (isKnown && value === live[key]) continue;
    merged ??= { ...live };
    setMember(merged, key, value);
  }
  return merged ?? live;
}

function valueAtom(map: MapAtom, key: string): Atom {
  const atom = map.field(key) ?? map.element();
  if (atom === undefined) throw new Error(`a field that the schema does not have: ${key}`);
  return atom;
}

function mergeListAt(list: ListAtom, live: Json, config: Json): Json {
  if (!list.isAssociative || !Array.isArray(live)) return replaced(live, config);
  if (!Array.isArray(config)) return live.length === 0 ? config : live;
  if (live.length === 0) return replaced(live, config);
  const element = list.element();
  const merged = mergeList(list, live, config, (before, after) => mergeTyped(element, before, after));
  return merged.length === live.length && merged.every((item, i) => item === live[i]) ? live : merged;
}
