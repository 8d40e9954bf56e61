/**
 * JSON Patch (RFC 6902) as kube-apiserver applies it, to the webhooks' patches and to those of policies alike. Where
 * its library is laxer than the RFC, so is this: `replace` sets an absent key, indices may be negative or have leading
 * zeros, what stands before the first slash of a path is ignored.
 */
import { sameJson } from "./equal.ts";
import { unescapeToken } from "./pointer.ts";
import { isObject, type Json, type JsonObject } from "./value.ts";

export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  /** Absent for `remove`, `move` and `copy`; where another operation lacks it, null is meant. */
  readonly value?: Json;
}

/** A patch that does not apply. `test` tells a failed `test` operation from every other reason. */
export class PatchError extends Error {
  override readonly name = "PatchError";
  readonly test: boolean;
  constructor(message: string, test = false) {
    super(message);
    this.test = test;
  }
}

/**
 * The document after all operations; `document` itself is left as it is, and what is unchanged is shared.
 * @throws PatchError
 */
export function applyPatch(document: Json, patch: readonly PatchOperation[]): Json {
  return patch.reduce(applyOperation, document);
}

function applyOperation(document: Json, operation: PatchOperation): Json {
  switch (operation.op) {
    case "add":
      return addAt(document, operation.path, operation.value ?? null);
    case "remove":
      return removeAt(document, operation.path);
    case "replace":
      return replaceAt(document, operation.path, operation.value ?? null);
    case "move":
      return move(document, operation);
    case "copy":
      return copy(document, operation);
    case "test":
      return test(document, operation);
    default:
      throw new PatchError(`Unexpected kind: ${operation.op}`);
  }
}

type Container = JsonObject | readonly Json[];
type Edit = (container: Container, key: string) => Container;

/** Copies the containers on the way to the last token of `path` and puts the edited one into them. */
function edit(document: Json, path: string, missing: string, change: Edit): Json {
  const tokens = path.split("/").slice(1).map(unescapeToken);
  const last = tokens.pop();
  if (last === undefined) throw new PatchError(missing);
  return descend(document, tokens, 0, (container) => change(container, last), missing);
}

function descend(
  value: Json | undefined,
  tokens: readonly string[],
  depth: number,
  change: (container: Container) => Container,
  missing: string,
): Json {
  if (!Array.isArray(value) && !isObject(value)) throw new PatchError(missing);
  const container = value as Container;
  const token = tokens[depth];
  if (token === undefined) return change(container);
  const next = descend(childOf(container, token), tokens, depth + 1, change, missing);
  return withChild(container, token, next);
}

function childOf(container: Container, token: string): Json | undefined {
  if (Array.isArray(container)) return container[elementIndex(container, token) ?? -1];
  const object = container as JsonObject;
  return Object.hasOwn(object, token) ? object[token] : undefined;
}

function withChild(container: Container, token: string, child: Json): Container {
  if (Array.isArray(container)) return container.with(elementIndex(container, token) ?? 0, child);
  return withMember(container as JsonObject, token, child);
}

/** A copy with one member set, also one called `__proto__`. */
function withMember(object: JsonObject, key: string, value: Json): JsonObject {
  const copy = { ...object };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** Numbers as Go's strconv.Atoi reads them; undefined for all else. */
function parseIndex(token: string): number | undefined {
  return /^[+-]?\d{1,15}$/.test(token) ? Number(token) : undefined;
}

/** The index of an element there is; negative ones count from the end. */
function elementIndex(list: readonly Json[], token: string): number | undefined {
  const index = parseIndex(token);
  if (index === undefined || index >= list.length || index < -list.length) return undefined;
  return index < 0 ? index + list.length : index;
}

function addAt(document: Json, path: string, value: Json): Json {
  const missing = `add operation does not apply: doc is missing path: "${path}": missing value`;
  return edit(document, path, missing, (container, key) => {
    if (!Array.isArray(container)) return withMember(container as JsonObject, key, value);
    return insert(container, key, value, path);
  });
}

function insert(list: readonly Json[], key: string, value: Json, path: string): readonly Json[] {
  if (key === "-") return [...list, value];
  const index = parseIndex(key);
  if (index === undefined) {
    const problem = `value was not a proper array index: '${key}': strconv.Atoi: parsing "${key}": invalid syntax`;
    throw new PatchError(`error in add for path: '${path}': ${problem}`);
  }
  if (index > list.length || index < -list.length - 1) throw invalidIndex("add", path, index);
  return list.toSpliced(index < 0 ? index + list.length + 1 : index, 0, value);
}

function removeAt(document: Json, path: string): Json {
  const missing = `remove operation does not apply: doc is missing path: "${path}": missing value`;
  return edit(document, path, missing, (container, key) => withoutChild(container, key, "remove", path));
}

function withoutChild(container: Container, key: string, operation: string, path: string): Container {
  if (Array.isArray(container)) {
    const index = elementIndex(container, key);
    if (index === undefined) throw invalidIndex(operation, path, key);
    return container.toSpliced(index, 1);
  }
  if (!Object.hasOwn(container, key)) {
    throw new PatchError(
      `error in ${operation} for path: '${path}': Unable to remove nonexistent key: ${key}: missing value`,
    );
  }
  const { [key]: _removed, ...rest } = container as JsonObject;
  return rest;
}

function invalidIndex(operation: string, path: string, index: number | string): PatchError {
  return new PatchError(
    `error in ${operation} for path: '${path}': Unable to access invalid index: ${index}: invalid index referenced`,
  );
}

function replaceAt(document: Json, path: string, value: Json): Json {
  if (path === "") return value;
  const missing = `replace operation does not apply: doc is missing path: ${path}: missing value`;
  return edit(document, path, missing, (container, key) => {
    if (!Array.isArray(container)) return withMember(container as JsonObject, key, value);
    const index = elementIndex(container, key);
    if (index === undefined) {
      throw new PatchError(`replace operation does not apply: doc is missing key: ${path}: missing value`);
    }
    return container.with(index, value);
  });
}

/** What stands at `path`; undefined for an absent member. */
function valueAt(document: Json, path: string, operation: string, missing: string): Json | undefined {
  let found: Json | undefined;
  edit(document, path, missing, (container, key) => {
    if (Array.isArray(container) && elementIndex(container, key) === undefined) {
      throw invalidIndex(operation, key, key);
    }
    found = childOf(container, key);
    return container;
  });
  return found;
}

function move(document: Json, { from = "", path }: PatchOperation): Json {
  const missing = `move operation does not apply: doc is missing from path: ${from}: missing value`;
  const value = valueAt(document, from, "move", missing);
  const key = unescapeToken(from.slice(from.lastIndexOf("/") + 1));
  const without = edit(document, from, missing, (container, last) => withoutChild(container, last, "move", key));
  return addAt(without, path, value ?? null);
}

function copy(document: Json, { from = "", path }: PatchOperation): Json {
  const missing = `copy operation does not apply: doc is missing from path: ${from}: missing value`;
  return addAt(document, path, valueAt(document, from, "copy", missing) ?? null);
}

function test(document: Json, { path, value }: PatchOperation): Json {
  const missing = `test operation does not apply: is missing path: ${path}: missing value`;
  const found = path === "" ? document : valueAt(document, path, "test", missing);
  if (!sameJson(found ?? null, value ?? null)) throw new PatchError(`testing value ${path} failed: test failed`, true);
  return document;
}
