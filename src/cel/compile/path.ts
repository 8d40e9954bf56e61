/**
 * The quick way through `variable.key.key`. It goes only where everything is as usual - JSON objects all along and
 * the keys present - and charges nothing, so that whoever finds it closed can evaluate the slow way instead.
 */
import { Boxed, type Frame, type JsonObject, type Result, type Value } from "../values.ts";
import type { Attribute, PathAttribute, Qualifier } from "./step.ts";

/** A variable and constant keys. */
export interface Path {
  readonly local: boolean;
  readonly slot: number;
  readonly length: number;
  readonly first: string;
  readonly second: string;
  readonly third: string;
}

/** What a value of JSON may inherit or have without its being a key, `value` of a `Double` included. */
const INHERITED = [{}, [], "", 0, false, 0n, new Uint8Array()].map((value) => Object(value) as object);

/**
 * Whether reading the key as a property gives the same as asking for an own key, for every value in JSON.
 * (An object in JSON holds nothing but JSON.)
 */
export function isPlainKey(key: string): boolean {
  return key !== "value" && !startsWithDigit(key) && INHERITED.every((object) => !(key in object));
}

/** As the index of a list element does. */
function startsWithDigit(key: string): boolean {
  return key >= "0" && key < ":";
}

const MAX_LENGTH = 3;

/**
 * The attribute as a path, if it is one: at most three plain keys, none of them optional, after a variable.
 * @param testOnly whether the last key is only tested for
 */
export function pathOf(attribute: Attribute, testOnly: boolean): Path | undefined {
  if (attribute.kind !== "path" || attribute.qualifiers.length > MAX_LENGTH) return undefined;
  const { root, qualifiers } = attribute;
  if (root.kind === "step" || (root.kind === "local" && root.initial !== undefined)) return undefined;
  const keys = plainKeys(qualifiers, testOnly);
  if (keys === undefined) return undefined;
  const [first = "", second = "", third = ""] = keys;
  return { local: root.kind === "local", slot: root.slot, length: keys.length, first, second, third };
}

function plainKeys(qualifiers: PathAttribute["qualifiers"], testOnly: boolean): readonly string[] | undefined {
  const keys: string[] = [];
  for (const [i, qualifier] of qualifiers.entries()) {
    const key = plainKey(qualifier, testOnly && i === qualifiers.length - 1);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

function plainKey({ key, optional, ofMessage, testOnly }: Qualifier, tested: boolean): string | undefined {
  if (optional || ofMessage || testOnly !== tested) return undefined;
  if (key.kind !== "constant" || typeof key.value !== "string") return undefined;
  return isPlainKey(key.value) ? key.value : undefined;
}

/** What the path leads to; undefined where it is closed. */
export function follow(frame: Frame, path: Path): Value | undefined {
  const root = path.local ? frame.locals[path.slot] : frame.vars[path.slot];
  if (root instanceof Boxed) return undefined;
  // An error, which only a local variable can have, leads nowhere.
  if (path.length === 0) return root as Value | undefined;
  if (!isObject(root)) return undefined;
  const first = root[path.first];
  if (path.length === 1) return first;
  if (!isObject(first)) return undefined;
  const second = first[path.second];
  if (path.length === 2) return second;
  return isObject(second) ? second[path.third] : undefined;
}

/** Whether the path's last key is there; undefined where the path is closed before. */
export function leadsOn(frame: Frame, path: Path): boolean | undefined {
  const root = path.local ? frame.locals[path.slot] : frame.vars[path.slot];
  if (!isObject(root) || root instanceof Boxed) return undefined;
  if (path.length === 1) return isPresent(root, path.first);
  const first = root[path.first];
  if (!isObject(first)) return undefined;
  if (path.length === 2) return isPresent(first, path.second);
  const second = first[path.second];
  return isObject(second) ? isPresent(second, path.third) : undefined;
}

/** In a list one cannot even ask. */
function isPresent(object: JsonObject, key: string): boolean | undefined {
  return object[key] !== undefined || (Array.isArray(object) ? undefined : false);
}

/** True for lists, too: they have none of the keys. */
function isObject(value: Result | undefined): value is JsonObject {
  return typeof value === "object" && value !== null;
}
