/** Where the parts of a YAML document stand in its text. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from "yaml";

/** Keys and indices, from the document's root. */
export type Path = readonly (string | number)[];

/** The value at the path; where it does not exist, the nearest thing around it. */
export interface Found {
  readonly node: Node | null;
  /** Of the value of a map entry. */
  readonly key: Node | null;
  /** Whether the whole path exists. */
  readonly exact: boolean;
}

export function findNode(root: Node | null, path: Path, aliases: ReadonlyMap<Alias, Node>): Found {
  let found: Found = { node: root, key: null, exact: true };
  for (const step of path) {
    const next = child(followed(found.node, aliases), step);
    if (next === undefined) return { ...found, exact: false };
    found = { ...next, exact: true };
  }
  return found;
}

function followed(node: Node | null, aliases: ReadonlyMap<Alias, Node>): Node | null {
  return isAlias(node) ? (aliases.get(node) ?? null) : node;
}

function child(node: Node | null, step: string | number): { node: Node | null; key: Node | null } | undefined {
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step];
    return item === undefined ? undefined : { node: item as Node | null, key: null };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item: Pair) => isScalar(item.key) && keyText(item.key) === step);
  return pair === undefined ? undefined : { node: pair.value as Node | null, key: pair.key as Node };
}

function keyText(key: Scalar): string {
  return typeof key.value === "string" ? key.value : String(key.source ?? "");
}

/** Where to point for what was found, in UTF-16 code units: the value or, when it is missing or empty, its key. */
export function offsetOf({ node, key, exact }: Found): number {
  const value = node?.range;
  const isEmpty = value === undefined || value === null || value[0] === value[1];
  return (exact && !isEmpty ? value[0] : (key?.range?.[0] ?? value?.[0])) ?? 0;
}
