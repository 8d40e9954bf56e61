/** Paths in an object, as CEL writes them: `spec.tasks[0].template.metadata.labels['a/b']`. */
import { type Mutable, setMember } from "../json/mutable.ts";
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";

/** Tokens from a root: keys and list indexes. */
export type Path = readonly (string | number)[];

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Empty for the root. */
export function formatPath(path: Path): string {
  const text = path.map(formatToken).join("");
  return text.startsWith(".") ? text.slice(1) : text;
}

function formatToken(token: string | number): string {
  if (typeof token === "number") return `[${token}]`;
  return IDENTIFIER.test(token) ? `.${token}` : `['${token.replace(/[\\']/g, "\\$&")}']`;
}

const TOKEN = /\.?([A-Za-z_][A-Za-z0-9_-]*)|\[([0-9]{1,9})\]|\['([^'\\]*)'\]/y;

/** The inverse of `formatPath`; undefined for what is no path. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null || (at > 0 && /^\w/.test(match[0]))) return undefined;
    path.push(match[2] === undefined ? (match[1] ?? match[3] ?? "") : Number(match[2]));
    at += match[0].length;
  }
  return path;
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  let value = root;
  for (const token of path) value = child(value, token);
  return value;
}

export function child(value: Json | undefined, token: string | number): Json | undefined {
  if (typeof token === "string") return member(value, token);
  return Array.isArray(value) ? (value[token] as Json | undefined) : undefined;
}

/**
 * The root with that value at the path, the rest shared. Objects on the way are made where nothing stands (absent or
 * null); where something else stands in the way, the root stays as it is.
 */
export function withValue(root: Json, path: Path, value: Json): Json {
  return withValueFrom(root, path, 0, value) ?? root;
}

function withValueFrom(before: Json | undefined, path: Path, at: number, value: Json): Json | undefined {
  const token = path[at];
  if (token === undefined) return value;
  if (before === undefined || before === null) return newObjects(path.slice(at), value) ?? before;
  const inner = child(before, token);
  if (typeof token === "number" && inner === undefined) return before;
  const after = withValueFrom(inner, path, at + 1, value);
  if (after === inner || after === undefined) return before;
  if (typeof token === "number") return (before as readonly Json[]).with(token, after);
  return isObject(before) ? withMember(before, token, after) : before;
}

/** Undefined where a list would have to be made. */
function newObjects(path: Path, value: Json): Json | undefined {
  let made: Json = value;
  for (const token of path.toReversed()) {
    if (typeof token === "number") return undefined;
    made = withMember({}, token, made);
  }
  return made;
}

export function withMember(object: JsonObject, key: string, value: Json): JsonObject {
  const copy: Mutable = { ...object };
  setMember(copy, key, value);
  return copy;
}

/** The root without what stands at the path. */
export function withoutValue(root: Json, path: Path): Json {
  const token = path.at(-1);
  const around = path.slice(0, -1);
  const parent = valueAt(root, around);
  if (token === undefined || child(parent, token) === undefined) return root;
  if (typeof token === "number") return withValue(root, around, (parent as readonly Json[]).toSpliced(token, 1));
  return withValue(root, around, without(parent as JsonObject, [token]));
}

export function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
