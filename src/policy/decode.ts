/** Decodes a document as kube-apiserver does with `fieldValidation: Warn` (sigs.k8s.io/json). */
import { Double, isObject, type Json, type JsonObject } from "../json/value.ts";
import type { Shape, Struct } from "./shape.ts";

export interface Decoded {
  /** Only known fields, all of the right type, nulls left out. */
  readonly value: JsonObject;
  /** Fields that the type does not have: the API server warns of them. `spec.colour` */
  readonly unknownFields: readonly string[];
  /** The first wrong JSON type; the API server refuses the document with it. */
  readonly error?: DecodeError;
}

export interface DecodeError {
  /** As Go's encoding/json tells it. */
  readonly message: string;
  /** `spec.validations[0].expression` */
  readonly field: string;
  /** The same in plain words. */
  readonly plain: string;
}

/** The API server tells no more. */
const MAX_UNKNOWN_FIELDS = 100;

export function decode(document: Json, shape: Struct): Decoded {
  const decoder = new Decoder();
  const value = decoder.value(document, shape, ROOT);
  return {
    value: isObject(value) ? value : {},
    unknownFields: [...decoder.unknownFields].slice(0, MAX_UNKNOWN_FIELDS),
    ...(decoder.error === undefined ? {} : { error: decoder.error }),
  };
}

/** Where the decoder is: for the user (`path`) and for Go's messages (the struct, and the fields without indices). */
interface Place {
  readonly path: string;
  readonly struct: string;
  readonly goFields: string;
}

const ROOT: Place = { path: "", struct: "", goFields: "" };

class Decoder {
  readonly unknownFields = new Set<string>();
  error: DecodeError | undefined;

  /** @returns undefined for null and for a wrong type */
  value(value: Json, shape: Shape, at: Place): Json | undefined {
    if (value === null) return undefined;
    switch (shape.kind) {
      case "any":
        return value;
      case "string":
        return typeof value === "string" ? value : this.#wrong(value, shape, at);
      case "boolean":
        return typeof value === "boolean" ? value : this.#wrong(value, shape, at);
      case "integer":
        return typeof value === "number" || typeof value === "bigint" ? value : this.#wrong(value, shape, at);
      case "time":
        return typeof value === "string"
          ? value
          : this.#wrong(value, { kind: "string", goType: "string" }, ROOT, at.path);
      case "list":
        return Array.isArray(value) ? this.#list(value, shape.element, at) : this.#wrong(value, shape, at);
      case "map":
        return isObject(value) ? this.#map(value, shape.value, at) : this.#wrong(value, shape, at);
      case "struct":
        return isObject(value) ? this.#struct(value, shape, at) : this.#wrong(value, shape, at);
    }
  }

  /** A null or wrong element is the zero value, as in Go. */
  #list(items: readonly Json[], element: Shape, at: Place): Json {
    return items.map((item, i) => this.value(item, element, { ...at, path: `${at.path}[${i}]` }) ?? zero(element));
  }

  #map(object: JsonObject, shape: Shape, at: Place): Json {
    const entries = Object.entries(object).map(([key, item]): [string, Json] => [
      key,
      this.value(item, shape, { ...at, path: child(at.path, key) }) ?? zero(shape),
    ]);
    return Object.fromEntries(entries);
  }

  #struct(object: JsonObject, shape: Struct, at: Place): Json {
    const entries: [string, Json][] = [];
    for (const [key, item] of Object.entries(object)) {
      const field = shape.fields.get(key);
      const path = child(at.path, key);
      if (field === undefined) {
        this.unknownFields.add(path);
        continue;
      }
      const goFields = [at.goFields, ...field.embedded, key].filter((part) => part !== "").join(".");
      const value = this.value(item, field.shape, { path, struct: shape.name, goFields });
      if (value !== undefined) entries.push([key, value]);
    }
    return Object.fromEntries(entries);
  }

  #wrong(value: Json, shape: Exclude<Shape, { kind: "any" }>, at: Place, path: string = at.path): undefined {
    const { goType } = shape;
    const where = at.struct === "" ? "Go value" : `Go struct field ${at.struct}.${at.goFields}`;
    const message = `json: cannot unmarshal ${kindOf(value, goType)} into ${where} of type ${goType}`;
    this.error ??= {
      message,
      field: path,
      plain: `must be ${PLAIN_NAMES[shape.kind]}, but is ${article(kindOf(value, ""))}`,
    };
  }
}

const PLAIN_NAMES = {
  string: "a text",
  boolean: "true or false",
  integer: "an integer",
  time: "a time",
  list: "a list",
  map: "a map",
  struct: "a map",
} as const;

function article(kind: string): string {
  if (kind === "string") return "a text";
  return kind === "array" ? "a list" : kind === "object" ? "a map" : `a ${kind}`;
}

function child(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function zero(shape: Shape): Json {
  switch (shape.kind) {
    case "string":
    case "time":
      return "";
    case "boolean":
      return false;
    case "integer":
      return 0;
    case "list":
      return [];
    case "any":
      return null;
    default:
      return {};
  }
}

/** What Go calls the kind of a JSON value. A number is shown where a number, but another one, was expected. */
function kindOf(value: Json, goType: string): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  if (goType !== "int64") return "number";
  return `number ${value instanceof Double ? value.value : String(value)}`;
}
