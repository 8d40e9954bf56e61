/** What the elements of associative lists are told apart by (structured-merge-diff's path elements). */
import { formatDouble } from "../cel/runtime/go-format.ts";
import { Boxed, Double, type Json } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { isScalar, type ListAtom } from "./atom.ts";
import { type GoMap, type GoValue, isGoMap } from "./go-value.ts";

/** Between the values of several keys, and before what is no string. */
const MARK = "\0";

/**
 * The key of an element: equal for elements that are the same. Numbers are equal whether they have a fraction or not.
 * @returns an Error for what cannot be an element
 */
export function listKey(list: ListAtom, element: GoValue): string | Error {
  const [first, ...others] = list.keys;
  if (first === undefined) return setFault(element) ?? keyText(element);
  if (!isGoMap(element)) return elementFault(element);
  if (others.length === 0) {
    const value = keyValue(list, element, first);
    return value === undefined ? withoutKey(list) : keyText(value);
  }
  const values = list.keys.map((key) => keyValue(list, element, key));
  if (values.every((value) => value === undefined)) return withoutKey(list);
  return values.map((value) => (value === undefined ? "" : MARK + keyText(value))).join(MARK);
}

function keyValue(list: ListAtom, element: GoMap, key: string): GoValue | undefined {
  return Object.hasOwn(element, key) ? element[key] : list.keyDefault(key);
}

function keyText(value: GoValue): string {
  if (typeof value === "string") return value;
  return MARK + (value instanceof Double ? String(value.value) : shown(value));
}

function setFault(element: GoValue): Error | undefined {
  if (isGoMap(element)) return new Error("associative list without keys has an element that's a map type");
  if (Array.isArray(element)) return new Error("not supported: associative list with lists as elements");
  if (element !== null) return undefined;
  return new Error("associative list without keys has an element that's an explicit null");
}

function elementFault(element: Exclude<GoValue, GoMap>): Error {
  const kind = element === null ? "a null element" : "non-map elements";
  return new Error(`associative list with keys may not have ${kind}`);
}

function withoutKey({ keys }: ListAtom): Error {
  const without = "(and doesn't have default values for any key fields)";
  const names = `[${keys.map(goQuote).join(" ")}]`;
  return new Error(`associative list with keys has an element that omits all key fields ${names} ${without}`);
}

/** The key of an element as errors show it: `[containerPort=80,protocol="TCP"]`, `[="a"]`. */
export function showListKey(list: ListAtom, element: GoValue): string {
  if (list.keys.length === 0 || !isGoMap(element)) return `[=${shown(element)}]`;
  const parts = list.keys.toSorted().flatMap((key) => {
    const value = keyValue(list, element, key);
    return value === undefined ? [] : [`${key}=${shown(value)}`];
  });
  return `[${parts.join(",")}]`;
}

function shown(value: GoValue): string {
  if (typeof value === "string") return goQuote(value);
  if (value === null) return "null";
  if (value instanceof Double) return formatDouble(value.value);
  if (isScalar(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(",")}]`;
  if (value instanceof Boxed) return "{{undefined}}";
  return Object.entries(value as { readonly [key: string]: Json })
    .map(([key, item]) => `${key}=${shown(item)}`)
    .join("");
}
