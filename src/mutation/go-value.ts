/**
 * What Kubernetes makes of an `Object{...}` before it merges: plain data, where each value is the Go value that cel-go
 * holds (k8s.io/apiserver/pkg/cel/mutation/dynamic). Nearly all of them are JSON.
 */

import { originOf } from "../cel/lib/list-origin.ts";
import { goTypeName } from "../cel/runtime/go-type-name.ts";
import { mapEntries } from "../cel/runtime/maps.ts";
import { runtimeTypeName } from "../cel/runtime/type-of.ts";
import {
  isJsonObject,
  type JsonObject,
  type MapKey,
  MapValue,
  Message,
  Optional,
  TypeValue,
  type Value,
} from "../cel/values.ts";
import { setMember } from "../json/mutable.ts";
import { Boxed, Double } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { Foreign, foreignOf } from "./foreign.ts";
import { NIL_LIST } from "./nil-list.ts";

export type GoValue = null | boolean | number | bigint | string | Double | Foreign | readonly GoValue[] | GoMap;
export type GoMap = { readonly [key: string]: GoValue };

export function isGoMap(value: GoValue | undefined): value is GoMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Boxed);
}

/** Whether a list came with an input, not from a literal: then it and all that is in it is plain data. */
export type IsInput = (list: readonly Value[]) => boolean;

/** The fields of a message; an Error where it cannot be plain data because of the key of a map. */
export function goMapOf({ fields }: Message, isInput: IsInput): GoMap | Error {
  const map: { [name: string]: GoValue } = {};
  for (const [name, value] of fields) {
    const converted = fieldValue(value, isInput);
    if (converted instanceof Error) return new Error(`fail to convert field "${name}": ${converted.message}`);
    setMember(map, name, converted);
  }
  return map;
}

/** Of the value of a field, lists and maps are taken apart, one level deep. */
function fieldValue(value: Value, isInput: IsInput): GoValue | Error {
  if (Array.isArray(value)) return listValue(value, isInput);
  if (value instanceof MapValue) return mapValue(value, isInput);
  if (value instanceof Optional && value.value !== undefined) return fieldValue(value.value, isInput);
  return held(value, isInput);
}

function listValue(list: readonly Value[], isInput: IsInput): GoValue {
  if (originOf(list) === "strings") return foreignOf(list);
  if (list.length === 0) return isInput(list) ? (list as readonly GoValue[]) : NIL_LIST;
  // Elements differ by where they come from only if they are null or lists.
  const isDoubtful = list.some((element) => element === null || Array.isArray(element));
  if (isDoubtful && isInput(list)) return list as readonly GoValue[];
  return list.map((element) => held(element, isInput));
}

function mapValue(map: MapValue, isInput: IsInput): GoMap | Error {
  const members: { [key: string]: GoValue } = {};
  for (const [key, value] of mapEntries(map)) {
    if (typeof key !== "string") return keyError(key);
    setMember(members, key, held(value, isInput));
  }
  return members;
}

function keyError(key: MapKey): Error {
  return new Error(`map key ${quotedKey(key)} is of type ${goTypeName(key, false)}, not string`);
}

/** As `%q` prints it: a number as the character of that code. */
function quotedKey(key: MapKey): string {
  if (typeof key !== "number") return String(key);
  const character = key >= 0 && key <= 0x10ffff ? String.fromCodePoint(key) : "\ufffd";
  return `'${goQuote(character).slice(1, -1).replace('\\"', '"').replace("'", "\\'")}'`;
}

/** What cel-go holds for a value. A list or map of an expression's own holds CEL values, which no schema takes. */
function held(value: Value, isInput: IsInput): GoValue {
  if (typeof value !== "object" || value instanceof Double) return value;
  if (value instanceof Message && value.type.name !== "JSONPatch") return heldMessage(value, isInput);
  if (value instanceof Optional) return value.value === undefined ? null : held(value.value, isInput);
  if (value instanceof TypeValue) return runtimeTypeName(value.of);
  if (Array.isArray(value)) return heldList(value, isInput);
  return isJsonObject(value) ? (value as GoValue & JsonObject) : foreignOf(value);
}

function heldList(list: readonly Value[], isInput: IsInput): GoValue {
  if (originOf(list) === "sum") return list.map((element) => held(element, isInput));
  return isInput(list) ? (list as readonly GoValue[]) : foreignOf(list);
}

function heldMessage(message: Message, isInput: IsInput): GoMap | Foreign {
  const map = goMapOf(message, isInput);
  return map instanceof Error ? new Foreign("*types.Err", map.message, `&types.Err{error:${map.message}}`) : map;
}
