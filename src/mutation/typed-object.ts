/**
 * Objects of built-in kinds as kube-apiserver holds them after a mutation: it reads what policies made into Go's structs
 * and writes them again, where nulls and most zeros are gone, integers have their width and quantities their one form.
 * Only what changed is looked at: the rest came from an API server, perhaps one that knows more fields.
 */
import { type Mutable, setMember } from "../json/mutable.ts";
import { isObject, type Json, type JsonObject } from "../json/value.ts";
import type { GoField, GoStruct, GoType } from "../kube/go-types.ts";

/** How values come into Go's types. The two ways that kube-apiserver has differ in what they refuse, and in words. */
export interface Reader {
  /** The keys of an object in the order to go through them: it decides which of several faults is told. */
  inOrder(object: JsonObject): readonly string[];
  /** A string, number or bool, or base64 for bytes. @returns undefined, having told the fault, for what does not fit */
  scalar(value: Json, type: GoType): Json | undefined;
  /** A value of a type that reads JSON in its own way. */
  custom(value: Json, type: GoType): Json | undefined;
  /** A list, map or object is needed and there is something else. */
  mismatch(value: Json, type: GoType): void;
  /** A key that is not a field. */
  unknownField(key: string): void;
  /** Enters a field of a struct. */
  enter(struct: GoStruct, key: string, field: GoField): void;
  enterIndex(index: number): void;
  enterKey(key: string): void;
  leave(): void;
}

/**
 * The object as it is after it was read and written.
 * @param before the object as it was before the mutation, with which unchanged parts are shared
 */
export function typedObject(struct: GoStruct, value: JsonObject, before: JsonObject, reader: Reader): JsonObject {
  return readStruct(struct, value, before, reader);
}

/** @returns undefined for null, and for what could not be read */
function read(type: GoType, value: Json, before: Json | undefined, reader: Reader): Json | undefined {
  if (value === before) return value;
  if (value === null) return undefined;
  switch (type.kind) {
    case "struct":
      if (isObject(value)) return readStruct(type.struct, value, before, reader);
      break;
    case "map":
      if (isObject(value)) return readMap(type.element, value, before, reader);
      break;
    case "list":
      if (Array.isArray(value)) return readList(type.element, value, before, reader);
      break;
    case "custom":
      return reader.custom(value, type);
    default:
      return reader.scalar(value, type);
  }
  reader.mismatch(value, type);
  return undefined;
}

function readStruct(struct: GoStruct, value: JsonObject, before: Json | undefined, reader: Reader): JsonObject {
  const known = isObject(before) ? before : NOTHING;
  let changed: Mutable | undefined;
  for (const key of reader.inOrder(value)) {
    const given = value[key] as Json;
    // No JSON is what an object inherits: what is identical is an own member of both.
    if (given === known[key]) continue;
    const old = Object.hasOwn(known, key) ? known[key] : undefined;
    const result = readField(struct, key, given, old, reader);
    if (result === given) continue;
    changed ??= { ...value };
    if (result === undefined) delete changed[key];
    else setMember(changed, key, result);
  }
  return changed ?? value;
}

/** @returns undefined for what is not there after it was written again */
function readField(
  struct: GoStruct,
  key: string,
  given: Json,
  old: Json | undefined,
  reader: Reader,
): Json | undefined {
  const field = struct.field(key);
  if (field === undefined) {
    reader.unknownField(key);
    return undefined;
  }
  reader.enter(struct, key, field);
  const result = read(field.type, given, old, reader);
  reader.leave();
  return result === undefined || isOmitted(field, result) ? undefined : result;
}

const NOTHING: JsonObject = {};

/** A struct is never left out, whatever is in it. */
function isOmitted({ type, omitsZero, isPointer }: GoField, value: Json): boolean {
  if (!omitsZero || isPointer) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (type.kind === "map") return isObject(value) && Object.keys(value).length === 0;
  return value === "" || value === 0 || value === false;
}

function readMap(element: GoType, value: JsonObject, before: Json | undefined, reader: Reader): JsonObject {
  const known = isObject(before) ? before : NOTHING;
  let changed: Mutable | undefined;
  for (const key of reader.inOrder(value)) {
    const given = value[key] as Json;
    if (given === known[key] && given !== null) continue;
    const old = Object.hasOwn(known, key) ? known[key] : undefined;
    reader.enterKey(key);
    const result = read(element, given, old, reader) ?? zeroOf(element);
    reader.leave();
    if (result === given) continue;
    changed ??= { ...value };
    setMember(changed, key, result);
  }
  return changed ?? value;
}

function readList(element: GoType, value: readonly Json[], before: Json | undefined, reader: Reader): readonly Json[] {
  const known: readonly Json[] = Array.isArray(before) ? before : [];
  let elsewhere: ReadonlySet<Json> | undefined;
  let changed: Json[] | undefined;
  for (let i = 0; i < value.length; i++) {
    const item = value[i] as Json;
    if (item === known[i]) continue;
    // Elements may have moved.
    elsewhere ??= new Set(known);
    if (elsewhere.has(item)) continue;
    reader.enterIndex(i);
    const result = read(element, item, known[i], reader) ?? zeroOf(element);
    reader.leave();
    if (result === item) continue;
    changed ??= [...value];
    changed[i] = result;
  }
  return changed ?? value;
}

/** What Go has where nothing was read. */
function zeroOf(type: GoType): Json {
  switch (type.kind) {
    case "struct":
      return NOTHING;
    case "string":
      return "";
    case "bool":
      return false;
    case "list":
    case "map":
    case "bytes":
      return null;
    case "custom":
      return type.name === "resource.Quantity" ? "0" : null;
    default:
      return 0;
  }
}
