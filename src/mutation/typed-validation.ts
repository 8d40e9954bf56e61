import { Double } from "../json/value.ts";
import { type Atom, formOf, isScalar, type ListAtom, type MapAtom, type Scalar } from "./atom.ts";
import { type Faults, fault, joined, prefixed } from "./faults.ts";
import { goSyntax, goText, goType } from "./foreign.ts";
import { type GoValue, isGoMap } from "./go-value.ts";
import { listKey, showListKey } from "./list-key.ts";

/**
 * Whether a value fits its schema (structured-merge-diff's `Validate`).
 * @param allowsDuplicates whether elements of a list may have the same key, as in objects that exist
 */
export function validateTyped(atom: Atom, value: GoValue, allowsDuplicates: boolean): Faults {
  switch (formOf(atom, value)) {
    case "map":
      return validateMap(atom.map as MapAtom, value, allowsDuplicates);
    case "list":
      return validateList(atom.list as ListAtom, value, allowsDuplicates);
    case "scalar":
      return validateScalar(atom.scalar as Scalar, value);
  }
}

function validateScalar(scalar: Scalar, value: GoValue): Faults {
  if (value === null) return undefined;
  switch (scalar) {
    case "numeric":
      return isNumber(value) ? undefined : fault(`expected numeric (int or float), got ${goType(value)}`);
    case "string":
      if (typeof value === "string") return undefined;
      return fault(`expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`);
    case "boolean":
      return typeof value === "boolean" ? undefined : fault(`expected boolean, got &{${goText(value)}}`);
    case "untyped":
      return isScalar(value) ? undefined : fault(`expected any scalar, got &{${goText(value)}}`);
  }
}

function isNumber(value: GoValue): boolean {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Double;
}

function validateList(list: ListAtom, value: GoValue, allowsDuplicates: boolean): Faults {
  if (value === null) return undefined;
  if (!Array.isArray(value)) return fault(`expected list, got &{${goText(value)}}`);
  const element = list.element();
  const seen = list.isAssociative ? new Set<string>() : undefined;
  let faults: Faults;
  for (const [i, item] of (value as readonly GoValue[]).entries()) {
    if (seen !== undefined) {
      const key = listKey(list, item);
      if (key instanceof Error) return joined(faults, fault(`element ${i}: ${key.message}`));
      if (seen.has(key) && !allowsDuplicates) faults = joined(faults, duplicate(list, item));
      seen.add(key);
    }
    const inner = validateTyped(element, item, allowsDuplicates);
    if (inner !== undefined) faults = joined(faults, prefixed(inner, seen ? showListKey(list, item) : `[${i}]`));
  }
  return faults;
}

function duplicate(list: ListAtom, element: GoValue): Faults {
  return fault(`duplicate entries for key ${showListKey(list, element)}`);
}

function validateMap(map: MapAtom, value: GoValue, allowsDuplicates: boolean): Faults {
  if (value === null) return undefined;
  if (!isGoMap(value)) return fault(`expected map, got &{${goText(value)}}`);
  let faults: Faults;
  for (const key of Object.keys(value)) {
    const atom = map.field(key) ?? map.element();
    if (atom === undefined) return joined(faults, prefixed(fault("field not declared in schema"), `.${key}`));
    const inner = validateTyped(atom, value[key] as GoValue, allowsDuplicates);
    if (inner !== undefined) faults = joined(faults, prefixed(inner, `.${key}`));
  }
  return faults;
}
