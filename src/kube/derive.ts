/**
 * Derives the tables of built-in kinds from what a kube-apiserver publishes:
 *
 *     node src/kube/derive.ts <OpenAPI schemas.json> <resources.json>
 *
 * The first file has `{"schemas": {<definition name>: <OpenAPI v3 schema>}}`, the second a list of
 * `{groupVersion, resource, kind, namespaced, kindGroupVersion?}`. Equal input gives equal output.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { JsonObject } from "../json/value.ts";
import type { ResourceRow } from "./resources.ts";
import type { SchemaTable } from "./schema/built-in.ts";
import { fromOpenApi } from "./schema/from-openapi.ts";
import type { Schema } from "./schema/schema.ts";

const GENERATED = new URL("./generated/", import.meta.url);
const GVK = "x-kubernetes-group-version-kind";

interface PublishedSchema extends JsonObject {
  readonly [GVK]: { readonly group: string; readonly version: string; readonly kind: string }[];
}

interface PublishedResource {
  readonly groupVersion: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Where it is not that of the resource. */
  readonly kindGroupVersion?: string;
}

function main([schemasPath, resourcesPath]: readonly string[]): void {
  if (schemasPath === undefined || resourcesPath === undefined) {
    throw new Error("usage: node src/kube/derive.ts <OpenAPI schemas.json> <resources.json>");
  }
  const published: Record<string, PublishedSchema> = JSON.parse(readFileSync(schemasPath, "utf8")).schemas;
  const resources: PublishedResource[] = JSON.parse(readFileSync(resourcesPath, "utf8"));
  writeFileSync(new URL("schemas.json", GENERATED), showTable(deriveSchemas(published, resources)));
  writeFileSync(new URL("resources.json", GENERATED), showRows(deriveResources(resources)));
}

/** Definitions that kinds of resources need, by short names. */
function deriveSchemas(
  published: Record<string, PublishedSchema>,
  resources: readonly PublishedResource[],
): SchemaTable {
  const wanted = new Set(
    resources.map(
      ({ groupVersion, kind, kindGroupVersion = groupVersion }) =>
        `${splitGroupVersion(kindGroupVersion).join("/")}/${kind}`,
    ),
  );
  const shortNames = shorten(Object.keys(published));
  const nameOf = (ref: string) => known(shortNames, ref.replace("#/components/schemas/", ""));
  const all = new Map<string, Schema>();
  const kinds: [string, string][] = [];
  for (const [name, schema] of Object.entries(published)) {
    all.set(nameOf(name), fromOpenApi(schema, nameOf));
    for (const { group, version, kind } of schema[GVK] ?? []) {
      const key = `${group}/${version}/${kind}`;
      if (wanted.has(key)) kinds.push([key, nameOf(name)]);
    }
  }
  const keyNames = new Set([...all.values()].flatMap(listKeys));
  const definitions = reachable(
    kinds.map(([, name]) => name),
    all,
  ).map((name) => [name, withoutIdleDefaults(known(all, name), keyNames)] as const);
  return { kinds: Object.fromEntries(kinds.sort(byFirst)), definitions: Object.fromEntries(definitions) };
}

/** `io.k8s.api.core.v1.Container` becomes `core.v1.Container`. */
function shorten(names: readonly string[]): Map<string, string> {
  const short = new Map(names.map((name) => [name, name.split(".").slice(-3).join(".")]));
  if (new Set(short.values()).size !== names.length) throw new Error("short names of definitions are not unique");
  return short;
}

function parts({ items, additionalProperties, properties = {} }: Schema): Schema[] {
  return [items, additionalProperties, ...Object.values(properties)].filter((part) => part !== undefined);
}

function listKeys(schema: Schema): readonly string[] {
  return [...(schema.listMapKeys ?? []), ...parts(schema).flatMap(listKeys)];
}

function refs(schema: Schema): readonly string[] {
  return [...(schema.ref === undefined ? [] : [schema.ref]), ...parts(schema).flatMap(refs)];
}

function reachable(roots: readonly string[], all: ReadonlyMap<string, Schema>): string[] {
  const found = new Set(roots);
  for (const name of found) for (const ref of refs(known(all, name))) found.add(ref);
  return [...found].sort();
}

/** Structured merge needs defaults of the fields that lists are keyed by; nothing needs the others. */
function withoutIdleDefaults(schema: Schema, keyNames: ReadonlySet<string>, name?: string): Schema {
  const { default: fallback, items, additionalProperties, properties, ...rest } = schema;
  const keep = fallback !== undefined && name !== undefined && keyNames.has(name);
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, withoutIdleDefaults(value, keyNames, key)]),
      ),
    }),
    ...(additionalProperties && { additionalProperties: withoutIdleDefaults(additionalProperties, keyNames) }),
    ...(items && { items: withoutIdleDefaults(items, keyNames) }),
    ...(keep && { default: fallback }),
  };
}

function deriveResources(resources: readonly PublishedResource[]): ResourceRow[] {
  return resources
    .map(({ groupVersion, resource, kind, namespaced, kindGroupVersion }): ResourceRow => {
      const [group, version] = splitGroupVersion(groupVersion);
      const kindIn = kindGroupVersion === undefined ? [] : splitGroupVersion(kindGroupVersion);
      return [group, version, resource, kind, namespaced ? 1 : 0, ...kindIn] as ResourceRow;
    })
    .sort((a, b) => compare(a.slice(0, 3).join("/"), b.slice(0, 3).join("/")));
}

function splitGroupVersion(groupVersion: string): [group: string, version: string] {
  const [first = "", second] = groupVersion.split("/");
  return second === undefined ? ["", first] : [first, second];
}

function showTable({ kinds, definitions }: SchemaTable): string {
  const lines = Object.entries(definitions).map(
    ([name, schema]) => `${JSON.stringify(name)}:${JSON.stringify(schema)}`,
  );
  return `{"kinds":${JSON.stringify(kinds)},\n"definitions":{\n${lines.join(",\n")}\n}}\n`;
}

function showRows(rows: readonly ResourceRow[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
}

function known<V>(map: ReadonlyMap<string, V>, name: string): V {
  const value = map.get(name);
  if (value === undefined) throw new Error(`unknown definition ${name}`);
  return value;
}

function byFirst([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

main(process.argv.slice(2));
