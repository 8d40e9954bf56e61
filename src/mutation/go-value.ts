/**
 * What Kubernetes makes of an `Object{...}` before it merges: plain data, where each value is the Go value that cel-go
 * holds (k8s.io/apiserver/pkg/cel/mutation/dynamic). Nearly all of them are JSON.
 */
import { goTypeName } from "../cel/compile/go-type-name.ts";
import { mapEntries } from "../cel/runtime/maps.ts";
import { runtimeTypeName } from "../cel/runtime/type-of.ts";
import { isJsonObject, MapValue, Message, Optional, TypeValue, type Value } from "../cel/values.ts";
import { Boxed, type Double } from "../json/value.ts";
import { showForeign } from "./foreign.ts";

/**
 * A Go value that is no JSON and that no schema takes, such as a uint or a literal within a literal, as Go's `%T`, `%v`
 * and `%#v` show it.
 */
export class Foreign extends Boxed {
  readonly type: string;
  readonly text: string;
  readonly syntax: string;
  constructor(type: string, text: string, syntax: string) {
    super();
    this.type = type;
    this.text = text;
    this.syntax = syntax;
  }
}

export type GoValue = null | boolean | number | bigint | string | Double | Foreign | readonly GoValue[] | GoMap;
export type GoMap = { readonly [key: string]: GoValue };

export function isGoMap(value: GoValue | undefined): value is GoMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Boxed);
}

/** A map with a key that no JSON object has. */
class KeyError extends Error {
  override readonly name = "KeyError";
}

/** Whether a list came with an input, not from a literal: then it and all that is in it is plain. */
export type IsInput = (list: readonly Value[]) => boolean;

/** The fields of a message; undefined where it cannot be plain data. */
export function goMapOf(message: Message, isInput: IsInput): GoMap | undefined {
  try {
    return fieldsOf(message, isInput);
  } catch (error) {
    if (error instanceof KeyError) return undefined;
    throw error;
  }
}

function fieldsOf({ fields }: Message, isInput: IsInput): GoMap {
  return Object.fromEntries(Array.from(fields, ([name, value]) => [name, fieldValue(name, value, isInput)]));
}

/** Lists and maps of a field are taken apart, one level deep. */
function fieldValue(name: string, value: Value, isInput: IsInput): GoValue {
  if (Array.isArray(value)) return value.map((element) => held(element, isInput));
  if (value instanceof MapValue) return Object.fromEntries(entriesOf(name, value, isInput));
  if (value instanceof Optional && value.value !== undefined) return fieldValue(name, value.value, isInput);
  return held(value, isInput);
}

function entriesOf(field: string, map: MapValue, isInput: IsInput): [string, GoValue][] {
  return mapEntries(map).map(([key, value]) => {
    if (typeof key === "string") return [key, held(value, isInput)];
    const shown = `map key ${showKey(key)} is of type ${goTypeName(key, false)}, not string`;
    throw new KeyError(`fail to convert field "${field}": ${shown}`);
  });
}
