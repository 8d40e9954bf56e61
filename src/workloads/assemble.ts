/** Puts a pod together from fields of an object: what each field says, with the fields inside of it on top. */
import { type Mutable, setMember } from "../json/mutable.ts";
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { convert } from "./conversion.ts";
import { memberOrigins, NOWHERE, type Origin } from "./origin.ts";
import { ABSENT, elseParts, isUnset, listPart, type Merging, mergeParts, type Part } from "./part.ts";
import { without } from "./path.ts";
import type { PodField } from "./workload-kind.ts";

/** The fields as a tree along their paths in the pod. */
export interface FieldTree {
  readonly fields: PodField[];
  readonly members: Map<string, FieldTree>;
  /** Elements of a list, by their names. */
  readonly named: Map<string, FieldTree>;
}

const TOKEN = /\.?([A-Za-z_][A-Za-z0-9_]*)|\[([a-z0-9-]+)\]/y;

/** The keys of a path in a pod, and in brackets names of containers; undefined for what is no such path. */
export function parsePodPath(text: string): readonly { readonly key: string; readonly isName: boolean }[] | undefined {
  const tokens = [];
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null || (at === 0) === /^[.[]/.test(match[0])) return undefined;
    tokens.push({ key: match[1] ?? match[2] ?? "", isName: match[1] === undefined });
    at += match[0].length;
  }
  return tokens;
}

export function fieldTree(fields: readonly PodField[]): FieldTree {
  const root = emptyTree();
  for (const field of fields) {
    let node = root;
    for (const { key, isName } of parsePodPath(field.pod) ?? []) {
      const inside = isName ? node.named : node.members;
      const next = inside.get(key) ?? emptyTree();
      inside.set(key, next);
      node = next;
    }
    node.fields.push(field);
  }
  return root;
}

function emptyTree(): FieldTree {
  return { fields: [], members: new Map(), named: new Map() };
}

/** Reads a field of the object. */
export type Read = (field: PodField) => Part;

export function assemble(tree: FieldTree, read: Read, work: Merging["work"]): Part {
  const isBehind = tree.members.size > 0;
  let part = isBehind ? membersOf(tree, read, work) : namedOf(tree, read, work);
  for (const field of tree.fields) {
    const next = partOf(field, read);
    part = field.isFallback ? elseParts(part, next) : mergeParts(part, next, { work, isBehind });
  }
  return part;
}

function partOf({ omit, as, ...field }: PodField, read: Read): Part {
  const part = read(field);
  if (as !== undefined) return convert(part, as);
  return omit === undefined ? part : withoutKeys(part, omit);
}

function withoutKeys({ value, origin }: Part, keys: readonly string[]): Part {
  const nowhere = memberOrigins(keys.map((key) => [key, NOWHERE]));
  return { value: isObject(value) ? without(value, keys) : value, origin: { ...origin, ...nowhere } };
}

function membersOf(tree: FieldTree, read: Read, work: Merging["work"]): Part {
  const value: Mutable = {};
  const members = new Map<string, Origin>();
  for (const [key, inside] of tree.members) {
    const part = assemble(inside, read, work);
    if (isUnset(part)) continue;
    members.set(key, part.origin);
    if (part.value !== undefined) setMember(value, key, part.value);
  }
  if (members.size === 0) return ABSENT;
  return { value: Object.keys(value).length === 0 ? undefined : value, origin: memberOrigins(members) };
}

/** Only those of which the object says something. */
function namedOf(tree: FieldTree, read: Read, work: Merging["work"]): Part {
  const parts: Part[] = [];
  for (const [name, inside] of tree.named) {
    const { value, origin } = assemble(inside, read, work);
    if (isObject(value)) parts.push(namedPart(name, value, origin));
  }
  return parts.length === 0 ? ABSENT : listPart(parts, NOWHERE);
}

function namedPart(name: string, value: JsonObject, origin: Origin): Part {
  return typeof member(value, "name") === "string" ? { value, origin } : { value: { name, ...value }, origin };
}

/** An object, whatever it was: what every pod has. */
export function objectOr(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
