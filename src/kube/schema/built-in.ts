/** The schemas of Kubernetes' own kinds, as kube-apiserver 1.36 publishes them. */
import generated from "../generated/schemas.json" with { type: "json" };
import type { Schema } from "./schema.ts";

/** What src/kube/derive.ts writes. */
export interface SchemaTable {
  /** From `group/version/kind` (the core group is empty) to the name of a definition. */
  readonly kinds: { readonly [groupVersionKind: string]: string };
  readonly definitions: { readonly [name: string]: Schema };
}

const table = generated as unknown as SchemaTable;

/** The schema of a built-in kind; undefined if there is none, as for every custom resource. */
export function schemaFor(group: string, version: string, kind: string): Schema | undefined {
  const name = definitionName(group, version, kind);
  return name === undefined ? undefined : definition(name);
}

/** The name of the definition of a built-in kind: `core.v1.Pod`. */
export function definitionName(group: string, version: string, kind: string): string | undefined {
  const key = `${group}/${version}/${kind}`;
  return Object.hasOwn(table.kinds, key) ? table.kinds[key] : undefined;
}

/** A ref with what it refers to, and with what its user says differently; any other schema as it is. */
export function resolve(schema: Schema): Schema {
  if (schema.ref === undefined) return schema;
  const known = resolved.get(schema);
  if (known !== undefined) return known;
  const target = definition(schema.ref);
  const { ref: _, ...own } = schema;
  const merged = target === undefined ? own : Object.keys(own).length === 0 ? target : { ...target, ...own };
  resolved.set(schema, merged);
  return merged;
}

/** Resolving is done once for each place that has a ref. */
const resolved = new WeakMap<Schema, Schema>();

function definition(name: string): Schema | undefined {
  return Object.hasOwn(table.definitions, name) ? table.definitions[name] : undefined;
}
