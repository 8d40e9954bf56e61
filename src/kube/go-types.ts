/**
 * How kube-apiserver holds the built-in kinds in Go: which values it can read into a field, how errors call the field's
 * type, and which values it leaves out again when it writes the object.
 */
import generated from "./generated/go-types.json" with { type: "json" };

export type GoType =
  | { readonly kind: "string" | "bool" | "bytes" | "int32" | "int64" | "float64"; readonly name: string }
  | { readonly kind: "list" | "map"; readonly name: string; readonly element: GoType }
  | { readonly kind: "struct"; readonly name: string; readonly struct: GoStruct }
  /** Reads JSON in its own way: quantities, times, integer-or-string, arbitrary JSON. */
  | { readonly kind: "custom"; readonly name: string };

export interface GoField {
  readonly type: GoType;
  /** A pointer tells a zero from nothing. */
  readonly isPointer: boolean;
  /** Whether a zero is left out when the object is written: `omitempty`. */
  readonly omitsZero: boolean;
  /** Where errors place the field: below the struct that it is embedded with, if it is: `VolumeSource.emptyDir`. */
  readonly path: string;
}

/** A struct. Its fields are read when they are asked for. */
export class GoStruct {
  /** As Go writes it: `v1.PodSpec`. */
  readonly name: string;
  readonly #spellings: Readonly<Record<string, string>>;
  readonly #fields = new Map<string, GoField>();

  constructor(spellings: Readonly<Record<string, string>>) {
    this.name = spellings[NAME] ?? "";
    this.#spellings = spellings;
  }

  /** Undefined if there is no such field. */
  field(name: string): GoField | undefined {
    const known = this.#fields.get(name);
    if (known !== undefined || name === NAME || !Object.hasOwn(this.#spellings, name)) return known;
    const field = parseField(name, this.#spellings[name] ?? "");
    this.#fields.set(name, field);
    return field;
  }
}

/** The key of a struct's own name among its fields. */
const NAME = "";

const table: Readonly<Record<string, Readonly<Record<string, string>>>> = generated;
const structs = new Map<string, GoStruct>();

/** The struct of a definition such as `core.v1.PodSpec`; undefined if there is none. */
export function goStruct(definition: string): GoStruct | undefined {
  const known = structs.get(definition);
  if (known !== undefined || !Object.hasOwn(table, definition)) return known;
  const struct = new GoStruct(table[definition] ?? {});
  structs.set(definition, struct);
  return struct;
}

/**
 * `?string`: left out if zero. `*int32`: a pointer, left out if nil. `~*int32`: a pointer, written even if nil.
 * `VolumeSource/*{...}`: the field of an embedded struct.
 */
function parseField(name: string, spelling: string): GoField {
  const embedded = /^([\w.]+)\/(.*)$/.exec(spelling);
  const text = embedded?.[2] ?? spelling;
  const omitsZero = text.startsWith("?");
  const rest = omitsZero || text.startsWith("~") ? text.slice(1) : text;
  const isPointer = rest.startsWith("*");
  const path = embedded === null ? name : `${embedded[1]}.${name}`;
  return { type: parseType(isPointer ? rest.slice(1) : rest), isPointer, omitsZero, path };
}

/** `v1.PullPolicy=string`, `[]{core.v1.Container}`, `map[string]bytes`, `!v1.Time`. */
function parseType(spelling: string): GoType {
  const named = /^([\w.]+)=(.*)$/.exec(spelling);
  const name = named?.[1];
  const text = named?.[2] ?? spelling;
  if (text.startsWith("!")) return { kind: "custom", name: text.slice(1) };
  if (text.startsWith("{")) return structType(text.slice(1, -1));
  if (text.startsWith("[]")) return container("list", "[]", text.slice(2), name);
  if (!text.startsWith("map[")) return scalar(text, name);
  const end = text.indexOf("]") + 1;
  return container("map", text.slice(0, end), text.slice(end), name);
}

function container(kind: "list" | "map", prefix: string, inner: string, name: string | undefined): GoType {
  const element = parseType(inner);
  return { kind, name: name ?? `${prefix}${element.name}`, element };
}

function structType(definition: string): GoType {
  const struct = goStruct(definition);
  if (struct === undefined) throw new Error(`no Go type for ${definition}`);
  return { kind: "struct", name: struct.name, struct };
}

const SCALARS = ["string", "bool", "bytes", "int32", "int64", "float64"] as const;

function scalar(text: string, name: string | undefined): GoType {
  const kind = SCALARS.find((known) => known === text);
  if (kind === undefined) throw new Error(`no Go type ${text}`);
  return { kind, name: name ?? (kind === "bytes" ? "[]uint8" : kind) };
}
