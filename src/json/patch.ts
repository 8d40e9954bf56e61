/**
 * JSON Patch (RFC 6902) as kube-apiserver applies it, to the webhooks' patches and to those of policies alike
 * (gopkg.in/evanphx/json-patch.v4). Where its library is laxer than the RFC, so is this: `replace` sets an absent key,
 * indices may be negative or have leading zeros, what stands before the first slash of a path is ignored.
 */
import { goQuote } from "../kube/go-text.ts";
import { type Mutable, setMember } from "./mutable.ts";
import { sameInTest } from "./patch-test.ts";
import { unescapeToken } from "./pointer.ts";
import { isObject, type Json, type JsonObject } from "./value.ts";

export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  /** Where `add` and `replace` lack it, null is meant; a `test` without it is met by null and by nothing. */
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
 * @param check called with each operation before it is applied
 * @throws PatchError
 */
export function applyPatch(
  document: Json,
  patch: readonly PatchOperation[],
  check?: (operation: PatchOperation) => void,
): Json {
  const own: Own = new Set();
  let result = document;
  for (const operation of patch) {
    check?.(operation);
    result = applyOperation(result, operation, own);
  }
  return result;
}

type Container = JsonObject | readonly Json[];

/** Containers that were made for the result and stand in it once: they are changed in place. */
type Own = Set<Container>;

function applyOperation(document: Json, operation: PatchOperation, own: Own): Json {
  const { op, path, value } = operation;
  switch (op) {
    case "add":
      return addAt(document, path, value ?? null, ADD, own);
    case "remove":
      return edit(document, path, MISSING_REMOVED, own, (container, key) =>
        withoutChild(container, key, `error in remove for path: '${path}'`, own),
      );
    case "replace":
      return replaceAt(document, path, value ?? null, own);
    case "move":
      return move(document, operation, own);
    case "copy":
      return copy(document, operation, own);
    case "test":
      return test(document, operation, own);
    default:
      throw new PatchError(`Unexpected kind: ${op}`);
  }
}

function missing(operation: string, what: string): string {
  return `${operation} operation does not apply: doc is missing ${what}: missing value`;
}

type Edit = (container: Container, key: string) => Container;
/** What is said of a path on whose way something is missing. */
type Missing = (path: string) => string;

const MISSING_REMOVED: Missing = (path) => missing("remove", `path: "${path}"`);
const MISSING_REPLACED: Missing = (path) => missing("replace", `path: ${path}`);
const MISSING_TESTED: Missing = (path) => `test operation does not apply: is missing path: ${path}: missing value`;

/** Copies the containers on the way to the last token of `path` and puts the edited one into them. */
function edit(document: Json, path: string, absent: Missing, own: Own, change: Edit): Json {
  const tokens = path.split("/");
  if (tokens.length === 1) throw new PatchError(absent(path));
  return descend(document, tokens, 1, () => absent(path), own, change);
}

function descend(
  value: Json | undefined,
  tokens: readonly string[],
  depth: number,
  fault: () => string,
  own: Own,
  change: Edit,
): Json {
  if (!Array.isArray(value) && !isObject(value)) throw new PatchError(fault());
  const container = value as Container;
  const token = unescapeToken(tokens[depth] ?? "");
  if (depth === tokens.length - 1) return change(container, token);
  const child = childOf(container, token);
  const next = descend(child, tokens, depth + 1, fault, own, change);
  return next === child ? container : withChild(container, token, next, own);
}

function ownObject(object: JsonObject, own: Own): Mutable {
  if (own.has(object)) return object as Mutable;
  const copy = { ...object };
  own.add(copy);
  return copy;
}

function ownList(list: readonly Json[], own: Own): Json[] {
  if (own.has(list)) return list as Json[];
  const copy = [...list];
  own.add(copy);
  return copy;
}

function childOf(container: Container, token: string): Json | undefined {
  if (!Array.isArray(container)) {
    const object = container as JsonObject;
    return Object.hasOwn(object, token) ? object[token] : undefined;
  }
  const index = elementIndex(container, token);
  return typeof index === "number" ? container[index] : undefined;
}

function withChild(container: Container, token: string, child: Json, own: Own): Container {
  if (!Array.isArray(container)) return withMember(container as JsonObject, token, child, own);
  const index = elementIndex(container, token);
  return typeof index === "number" ? withElement(container, index, child, own) : container;
}

function withMember(object: JsonObject, key: string, value: Json, own: Own): JsonObject {
  const changed = ownObject(object, own);
  setMember(changed, key, value);
  return changed;
}

function withElement(list: readonly Json[], index: number, value: Json, own: Own): readonly Json[] {
  const changed = ownList(list, own);
  changed[index] = value;
  return changed;
}

const INT64_LIMIT = 2n ** 63n;

/** A number as Go's strconv.Atoi reads it, or its error. */
function parseIndex(token: string): number | bigint | PatchError {
  if (/^\d{1,9}$/.test(token)) return Number(token);
  const fault = (why: string) => new PatchError(`strconv.Atoi: parsing ${goQuote(token)}: ${why}`);
  if (!/^[+-]?\d+$/.test(token)) return fault("invalid syntax");
  // Longer ones are out of range whatever their digits are.
  const digits = token.replace(/^([+-]?)0+(?=\d)/, "$1");
  const value = digits.length > 20 ? INT64_LIMIT : BigInt(digits.replace("+", ""));
  return value >= INT64_LIMIT || value < -INT64_LIMIT ? fault("value out of range") : value;
}

/** The index of an element there is, negative ones counted from the end; else why there is none. */
function elementIndex(list: readonly Json[], token: string): number | PatchError {
  const index = parseIndex(token);
  if (index instanceof PatchError) return index;
  return inRange(index, list.length, list.length - 1);
}

/** The last index is `last`, and `-1` is the one before `length`. */
function inRange(index: number | bigint, length: number, last: number): number | PatchError {
  if (index > last || index < -length) {
    return new PatchError(`Unable to access invalid index: ${index}: invalid index referenced`);
  }
  return index < 0 ? Number(index) + length : Number(index);
}

/** What went wrong while something was added: for a path, or for what is added. */
interface AddFaults {
  readonly missing: (path: string) => string;
  readonly prefix: (path: string) => string;
}

const ADD: AddFaults = {
  missing: (path) => missing("add", `path: "${path}"`),
  prefix: (path) => `error in add for path: '${path}'`,
};

const MOVE: AddFaults = {
  missing: (path) => missing("move", `destination path: ${path}`),
  prefix: (path) => `error in move for path: '${path}'`,
};

const COPY: AddFaults = {
  missing: (path) => missing("copy", `destination path: ${path}`),
  prefix: () => "error while adding value during copy",
};

function addAt(document: Json, path: string, value: Json, faults: AddFaults, own: Own): Json {
  return edit(document, path, faults.missing, own, (container, key) => {
    if (!Array.isArray(container)) return withMember(container as JsonObject, key, value, own);
    if (key === "-") return withElement(container, container.length, value, own);
    const parsed = parseIndex(key);
    if (parsed instanceof PatchError) {
      throw new PatchError(`${faults.prefix(path)}: value was not a proper array index: '${key}': ${parsed.message}`);
    }
    const index = inRange(parsed, container.length + 1, container.length);
    if (typeof index !== "number") throw new PatchError(`${faults.prefix(path)}: ${index.message}`);
    const changed = ownList(container, own);
    changed.splice(index, 0, value);
    return changed;
  });
}

function withoutChild(container: Container, key: string, prefix: string, own: Own): Container {
  if (Array.isArray(container)) {
    const index = elementIndex(container, key);
    if (typeof index !== "number") throw new PatchError(`${prefix}: ${index.message}`);
    const changed = ownList(container, own);
    changed.splice(index, 1);
    return changed;
  }
  if (!Object.hasOwn(container, key)) {
    throw new PatchError(`${prefix}: Unable to remove nonexistent key: ${key}: missing value`);
  }
  const { [key]: _removed, ...rest } = container as JsonObject;
  own.add(rest);
  return rest;
}

function replaceAt(document: Json, path: string, value: Json, own: Own): Json {
  if (path === "") {
    if (value === null || typeof value === "object") return value;
    throw new PatchError("replace operation value must be object or array: %!w(<nil>)");
  }
  return edit(document, path, MISSING_REPLACED, own, (container, key) => {
    if (!Array.isArray(container)) return withMember(container as JsonObject, key, value, own);
    const index = elementIndex(container, key);
    if (typeof index !== "number") throw new PatchError(missing("replace", `key: ${path}`));
    return withElement(container, index, value, own);
  });
}

/** What stands at `path`; undefined for an absent member. */
function valueAt(
  document: Json,
  path: string,
  absent: Missing,
  own: Own,
  prefix: (key: string) => string,
): { readonly value: Json | undefined; readonly key: string } {
  let found: { readonly value: Json | undefined; readonly key: string } = { value: undefined, key: "" };
  edit(document, path, absent, own, (container, key) => {
    const index = Array.isArray(container) ? elementIndex(container, key) : 0;
    if (typeof index !== "number") throw new PatchError(`${prefix(key)}: ${index.message}`);
    found = { value: childOf(container, key), key };
    return container;
  });
  return found;
}

function fromOf({ op, from }: PatchOperation): string {
  if (from !== undefined) return from;
  throw new PatchError(`${op} operation failed to decode from: operation, missing from field: missing value`);
}

function move(document: Json, operation: PatchOperation, own: Own): Json {
  const from = fromOf(operation);
  const absent = () => missing("move", `from path: ${from}`);
  const prefix = (key: string) => `error in move for path: '${key}'`;
  const { value } = valueAt(document, from, absent, own, prefix);
  const without = edit(document, from, absent, own, (container, key) => withoutChild(container, key, prefix(key), own));
  return addAt(without, operation.path, value ?? null, MOVE, own);
}

function copy(document: Json, operation: PatchOperation, own: Own): Json {
  const from = fromOf(operation);
  const absent = () => missing("copy", `from path: ${from}`);
  const { value } = valueAt(document, from, absent, own, () => `error in copy for from: '${from}'`);
  // From now on the value, and what is in it, stands in the result twice.
  own.clear();
  return addAt(document, operation.path, value ?? null, COPY, own);
}

function test(document: Json, { path, value }: PatchOperation, own: Own): Json {
  const prefix = () => `error in test for path: '${path}'`;
  const found = path === "" ? document : valueAt(document, path, MISSING_TESTED, own, prefix).value;
  if (!sameInTest(found ?? null, value)) throw new PatchError(`testing value ${path} failed: test failed`, true);
  return document;
}
