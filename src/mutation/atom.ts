/**
 * Schemas as structured merge sees them (k8s.io/kube-openapi/pkg/schemaconv): each place may hold a scalar, a list, a
 * map, or several of these, and each list and map is merged or replaced as a whole.
 */
import { Double, type Json } from "../json/value.ts";
import { resolve } from "../kube/schema/built-in.ts";
import { property, type Schema } from "../kube/schema/schema.ts";
import type { GoValue } from "./go-value.ts";

/** What a place may hold. */
export interface Atom {
  readonly scalar: Scalar | undefined;
  readonly list: ListAtom | undefined;
  readonly map: MapAtom | undefined;
}

/** `untyped` takes any scalar. */
export type Scalar = "numeric" | "string" | "boolean" | "untyped";

export interface ListAtom {
  /** Whether elements are merged: those with equal keys, or equal elements where there are no keys. */
  readonly isAssociative: boolean;
  readonly keys: readonly string[];
  element(): Atom;
  /** What an element without the key is taken to have. */
  keyDefault(key: string): Json | undefined;
}

export interface MapAtom {
  readonly isAtomic: boolean;
  /** A field that the schema names. */
  field(name: string): Atom | undefined;
  /** The values of all other keys; undefined if there may be none. */
  element(): Atom | undefined;
}

const NONE = { scalar: undefined, list: undefined, map: undefined };
const NO_KEYS: readonly string[] = [];
const nothing = (): undefined => undefined;

/** Whatever there is, replaced as a whole. */
const UNTYPED: Atom = {
  scalar: "untyped",
  list: { isAssociative: false, keys: NO_KEYS, element: () => UNTYPED, keyDefault: nothing },
  map: { isAtomic: true, field: nothing, element: () => UNTYPED },
};

/** Whatever there is: maps are merged, lists replaced. */
const DEDUCED: Atom = {
  scalar: "untyped",
  list: UNTYPED.list,
  map: { isAtomic: false, field: nothing, element: () => DEDUCED },
};

/** Definitions that are not what their schema says. */
const SPECIAL: ReadonlyMap<string, Atom> = new Map([
  ["api.resource.Quantity", { ...NONE, scalar: "untyped" }],
  ["pkg.runtime.RawExtension", UNTYPED],
]);

const strict = new WeakMap<Schema, Atom>();
const lenient = new WeakMap<Schema, Atom>();

/**
 * The atom of a schema, made once.
 * @param keepsUnknown whether a schema around it keeps unknown fields
 */
export function atomOf(schema: Schema, keepsUnknown = false): Atom {
  const special = schema.ref === undefined ? undefined : SPECIAL.get(schema.ref);
  if (special !== undefined) return special;
  // A definition does not depend on who refers to it.
  const inherited = keepsUnknown && schema.ref === undefined;
  const cache = inherited ? lenient : strict;
  let atom = cache.get(schema);
  if (atom === undefined) {
    atom = makeAtom(resolve(schema), inherited);
    cache.set(schema, atom);
  }
  return atom;
}

function makeAtom(schema: Schema, inherited: boolean): Atom {
  const keepsUnknown = inherited || schema.preserveUnknownFields === true;
  switch (schema.type) {
    case undefined:
      return { scalar: "untyped", list: listAtom(schema, keepsUnknown), map: mapAtom(schema, keepsUnknown) };
    case "object":
      return { ...NONE, map: mapAtom(schema, keepsUnknown) };
    case "array":
      return { ...NONE, list: listAtom(schema, keepsUnknown) };
    default:
      return { ...NONE, scalar: scalarOf(schema) };
  }
}

function scalarOf({ type, format }: Schema): Scalar {
  if (type === "boolean") return "boolean";
  if (type === "integer" || type === "number") return "numeric";
  return format === undefined || format === "byte" ? "string" : "untyped";
}

function listAtom({ listType, listMapKeys = NO_KEYS, items }: Schema, keepsUnknown: boolean): ListAtom {
  return {
    isAssociative: listType === "map" || listType === "set",
    keys: listType === "map" ? listMapKeys : NO_KEYS,
    // Atoms within are made when they are needed: schemas may contain themselves.
    element: () => (items === undefined ? UNTYPED : atomOf(items, keepsUnknown)),
    keyDefault: (key) => (items === undefined ? undefined : property(resolve(items), key)?.default),
  };
}

function mapAtom(schema: Schema, keepsUnknown: boolean): MapAtom {
  const { additionalProperties, properties } = schema;
  const isFree = additionalProperties === undefined && (keepsUnknown || isEmpty(properties));
  const fields = new Map<string, Atom>();
  return {
    isAtomic: schema.mapType === "atomic",
    field(name) {
      const known = fields.get(name);
      if (known !== undefined) return known;
      const field = property(schema, name);
      if (field === undefined) return undefined;
      const atom = atomOf(field, keepsUnknown);
      fields.set(name, atom);
      return atom;
    },
    element() {
      if (additionalProperties !== undefined) return atomOf(additionalProperties, keepsUnknown);
      return isFree ? DEDUCED : undefined;
    },
  };
}

function isEmpty(properties: Schema["properties"]): boolean {
  if (properties === undefined) return true;
  for (const name in properties) if (Object.hasOwn(properties, name)) return false;
  return true;
}

/** The form to take a value in: its own if the place has it, else the first that the place has. */
export function formOf({ scalar, list, map }: Atom, value: GoValue): "scalar" | "list" | "map" {
  if (Array.isArray(value)) {
    if (list !== undefined) return "list";
  } else if (isScalar(value)) {
    if (scalar !== undefined) return "scalar";
  }
  if (map !== undefined) return "map";
  return scalar === undefined ? "list" : "scalar";
}

export function isScalar(value: GoValue): boolean {
  return (typeof value !== "object" || value instanceof Double) && value !== null;
}
