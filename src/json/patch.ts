/**
 * JSON Patch (RFC 6902) as kube-apiserver applies it, to the webhooks' patches and to those of policies alike
 * (gopkg.in/evanphx/json-patch.v4). Where its library is laxer than the RFC, so is this: `replace` sets an absent key,
 * indices may be negative or have leading zeros, what stands before the first slash of a path is ignored.
 */
import { goQuote } from "../kube/go-text.ts";
import { setMember } from "./mutable.ts";
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
 * @throws PatchError
 */
export function applyPatch(document: Json, patch: readonly PatchOperation[]): Json {
  return patch.reduce(applyOperation, document);
}

function applyOperation(document: Json, operation: PatchOperation): Json {
  const { op, path, value } = operation;
  switch (op) {
    case "add":
      return addAt(document, path, value ?? null, ADD);
    case "remove":
      return edit(document, path, missing("remove", `path: "${path}"`), (container, key) =>
        withoutChild(container, key, `error in remove for path: '${path}'`),
      );
    case "replace":
      return replaceAt(document, path, value ?? null);
    case "move":
      return move(document, operation);
    case "copy":
      return copy(document, operation);
    case "test":
      return test(document, operation);
    default:
      throw new PatchError(`Unexpected kind: ${op}`);
  }
}

function missing(operation: string, what: string): string {
  return `${operation} operation does not apply: doc is missing ${what}: missing value`;
}

type Container = JsonObject | readonly Json[];
type Edit = (container: Container, key: string) => Container;

/** Copies the containers on the way to the last token of `path` and puts the edited one into them. */
function edit(document: Json, path: string, fault: string, change: Edit): Json {
  const tokens = path.split("/").slice(1).map(unescapeToken);
  const last = tokens.pop();
  if (last === undefined) throw new PatchError(fault);
  return descend(document, tokens, 0, (container) => change(container, last), fault);
}

function descend(
  value: Json | undefined,
  tokens: readonly string[],
  depth: number,
  change: (container: Container) => Container,
  fault: string,
): Json {
  if (!Array.isArray(value) && !isObject(value)) throw new PatchError(fault);
  const container = value as Container;
  const token = tokens[depth];
  if (token === undefined) return change(container);
  const child = childOf(container, token);
  const next = descend(child, tokens, depth + 1, change, fault);
  return next === child ? container : withChild(container, token, next);
}

function childOf(container: Container, token: string): Json | undefined {
  if (!Array.isArray(container)) {
    const object = container as JsonObject;
    return Object.hasOwn(object, token) ? object[token] : undefined;
  }
  const index = elementIndex(container, token);
  return typeof index === "number" ? container[index] : undefined;
}

function withChild(container: Container, token: string, child: Json): Container {
  if (!Array.isArray(container)) return withMember(container as JsonObject, token, child);
  const index = elementIndex(container, token);
  return typeof index === "number" ? container.with(index, child) : container;
}

function withMember(object: JsonObject, key: string, value: Json): JsonObject {
  const copy = { ...object };
  setMember(copy, key, value);
  return copy;
}

const INT64_LIMIT = 2n ** 63n;

/** A number as Go's strconv.Atoi reads it, or its error. */
function parseIndex(token: string): bigint | PatchError {
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
function inRange(index: bigint, length: number, last: number): number | PatchError {
  if (index > last || index < -length) {
    return new PatchError(`Unable to access invalid index: ${index}: invalid index referenced`);
  }
  return index < 0n ? Number(index) + length : Number(index);
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

function addAt(document: Json, path: string, value: Json, faults: AddFaults): Json {
  return edit(document, path, faults.missing(path), (container, key) => {
    if (!Array.isArray(container)) return withMember(container as JsonObject, key, value);
    if (key === "-") return [...container, value];
    const parsed = parseIndex(key);
    if (parsed instanceof PatchError) {
      throw new PatchError(`${faults.prefix(path)}: value was not a proper array index: '${key}': ${parsed.message}`);
    }
    const index = inRange(parsed, container.length + 1, container.length);
    if (typeof index !== "number") throw new PatchError(`${faults.prefix(path)}: ${index.message}`);
    return container.toSpliced(index, 0, value);
  });
}

function withoutChild(container: Container, key: string, prefix: string): Container {
  if (Array.isArray(container)) {
    const index = elementIndex(container, key);
    if (typeof index !== "number") throw new PatchError(`${prefix}: ${index.message}`);
    return container.toSpliced(index, 1);
  }
  if (!Object.hasOwn(container, key)) {
    throw new PatchError(`${prefix}: Unable to remove nonexistent key: ${key}: missing value`);
  }
  const { [key]: _removed, ...rest } = container as JsonObject;
  return rest;
}

function replaceAt(document: Json, path: string, value: Json): Json {
  if (path === "") {
    if (value === null || typeof value === "object") return value;
    throw new PatchError("replace operation value must be object or array: %!w(<nil>)");
  }
  return edit(document, path, missing("replace", `path: ${path}`), (container, key) => {
    if (!Array.isArray(container)) return withMember(container as JsonObject, key, value);
    const index = elementIndex(container, key);
    if (typeof index !== "number") throw new PatchError(missing("replace", `key: ${path}`));
    return container.with(index, value);
  });
}

/** What stands at `path`; undefined for an absent member. */
function valueAt(
  document: Json,
  path: string,
  fault: string,
  prefix: (key: string) => string,
): { readonly value: Json | undefined; readonly key: string } {
  let found: { readonly value: Json | undefined; readonly key: string } = { value: undefined, key: "" };
  edit(document, path, fault, (container, key) => {
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

function move(document: Json, operation: PatchOperation): Json {
  const from = fromOf(operation);
  const fault = missing("move", `from path: ${from}`);
  const prefix = (key: string) => `error in move for path: '${key}'`;
  const { value } = valueAt(document, from, fault, prefix);
  const without = edit(document, from, fault, (container, key) => withoutChild(container, key, prefix(key)));
  return addAt(without, operation.path, value ?? null, MOVE);
}

function copy(document: Json, operation: PatchOperation): Json {
  const from = fromOf(operation);
  const fault = missing("copy", `from path: ${from}`);
  const { value } = valueAt(document, from, fault, () => `error in copy for from: '${from}'`);
  return addAt(document, operation.path, value ?? null, COPY);
}

function test(document: Json, { path, value }: PatchOperation): Json {
  const fault = `test operation does not apply: is missing path: ${path}: missing value`;
  const prefix = () => `error in test for path: '${path}'`;
  const found = path === "" ? document : valueAt(document, path, fault, prefix).value;
  if (!sameInTest(found ?? null, value)) throw new PatchError(`testing value ${path} failed: test failed`, true);
  return document;
}
