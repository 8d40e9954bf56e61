import { isMap, mapEntries } from "../runtime/maps.ts";
import { runtimeTypeName } from "../runtime/type-of.ts";
import { DYN, listOf, type Type } from "../types.ts";
import type { Value } from "../values.ts";
import { Double, Typed } from "../values.ts";

/** Whether a value may be passed to a parameter. */
export type Guard = (value: Value) => boolean;

const anything: Guard = () => true;

const LIST = listOf(DYN);

const guards = new WeakMap<Type, Guard>();

/** Of lists and maps the first element or entry is looked at, too, as cel-go does. */
export function guardOf(type: Type): Guard {
  const known = guards.get(type);
  if (known !== undefined) return known;
  const guard = makeGuard(type);
  guards.set(type, guard);
  return guard;
}

/** Looks into nothing. */
export function outerGuardOf(type: Type): Guard {
  return type.kind === "list" ? guardOf(LIST) : guardOf(type);
}

function makeGuard(type: Type): Guard {
  switch (type.kind) {
    case "dyn":
    case "any":
    case "typeParam":
    case "error":
      return anything;
    case "bool":
      return (value) => typeof value === "boolean";
    case "int":
      return (value) => typeof value === "number" || typeof value === "bigint";
    case "string":
      return (value) => typeof value === "string";
    case "double":
      return (value) => value instanceof Double;
    case "bytes":
      return (value) => value instanceof Uint8Array;
    case "null":
      return (value) => value === null;
    case "list":
      return listGuard(type.element);
    case "map":
      return mapGuard(type.key, type.value);
    default:
      return typedGuard(runtimeTypeName(type));
  }
}

function typedGuard(name: string): Guard {
  return (value) => value instanceof Typed && runtimeTypeName(value.type) === name;
}

function listGuard(elementType: Type): Guard {
  const element = guardOf(elementType);
  if (element === anything) return (value) => Array.isArray(value);
  return (value) => Array.isArray(value) && (value.length === 0 || element(value[0] as Value));
}

function mapGuard(keyType: Type, valueType: Type): Guard {
  const key = guardOf(keyType);
  const content = guardOf(valueType);
  if (key === anything && content === anything) return isMap;
  return (value) => {
    if (!isMap(value)) return false;
    const first = mapEntries(value)[0];
    return first === undefined || (key(first[0]) && content(first[1]));
  };
}
