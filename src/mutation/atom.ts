/**
 * Schemas as structured merge sees them (k8s.io/kube-openapi/pkg/schemaconv): each place may hold a scalar, a list, a
 * map, or several of these, and each list and map is merged or replaced as a whole.
 */
import type { Json } from "../json/value.ts";
import { resolve } from "../kube/schema/built-in.ts";
import { property, type Schema } from "../kube/schema/schema.ts";

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
  readonly element: Atom;
  /** What an element without the key is taken to have. */
  keyDefault(key: string): Json | undefined;
}

export interface MapAtom {
  readonly isAtomic: boolean;
  /** A field that the schema names. */
  field(name: string): Atom | undefined;
  /** The values of all other keys; undefined if there may be none. */
  readonly element: Atom | undefined;
}

const NONE = { scalar: undefined, list: undefined, map: undefined };
const NO_KEYS: readonly string[] = [];

/** Whatever there is, replaced as a whole. */
const UNTYPED: Atom = {
  scalar: "untyped",
  get list() {
    return untypedList;
  },
  map: { isAtomic: true, field: () => undefined, get element() {
    return UNTYPED;
  } },
};

const untypedList: ListAtom = { isAssociative: false, keys: NO_KEYS, element: UNTYPED, keyDefault: () => undefined };

/** Whatever there is: maps are merged, lists replaced. */
const DEDUCED: Atom = {
  scalar: "untyped",
  list: untypedList,
  map: { isAtomic: false, field: () => undefined, get element() {
    return DEDUCED;
  } },
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
    // The elements' atoms are made when they are needed: schemas may contain themselves.
    get element() {
      return items === undefined ? UNTYPED : atomOf(items, keepsUnknown);
    },
    keyDefault: (key) => (items === undefined ? undefined : property(resolve(items), key)?.default),
  };
}

function mapAtom(schema: Schema, keepsUnknown: boolean): MapAtom {
  const { additionalProperties, properties } = schema;
  const isFree = additionalProperties === undefined && (keepsUnknown || isEmpty(properties));
  return {
    isAtomic: schema.mapType === "atomic",
    field(name) {
      const field = property(schema, name);
      return field === undefined ? undefined : atomOf(field, keepsUnknown);
    },
    get element() {
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

/** The atom of a place that is known to hold a value: without the forms that the value does not have. */
export function deduceAtom(atom: Atom, value: unknown): Atom {
  return atom;
}
