/** Ways to make a TypeProvider. */
import type { TypeProvider } from "./environment.ts";
import type { Type } from "./types.ts";
import { ANY, DURATION, objectType, TIMESTAMP } from "./types.ts";

/** The fields of an object type by name. */
export type Fields = ReadonlyMap<string, Type>;

/** Object types with fixed fields. Authors can name them. */
export function declareTypes(types: ReadonlyMap<string, Fields>): TypeProvider {
  const named = new Map(
    [...types].flatMap(([name, fields]) => [[name, objectType(name)], ...aggregates(name, fields)]),
  );
  return {
    findType: (name) => named.get(name),
    findField: (typeName, field) => types.get(typeName)?.get(field),
    fieldNames: (typeName) => names(types.get(typeName)),
  };
}

/** Fields that are lists or maps lend their path as a name to their type, as in the API server. */
function aggregates(typeName: string, fields: Fields): (readonly [string, Type])[] {
  return [...fields]
    .filter(([, { kind }]) => kind === "list" || kind === "map")
    .map(([field, type]) => [`${typeName}.${field}`, type]);
}

function names(fields: Fields | undefined): readonly string[] | undefined {
  return fields === undefined ? undefined : [...fields.keys()];
}

/** Several providers as one; for each type the first that knows it. */
export function combineProviders(...providers: readonly TypeProvider[]): TypeProvider {
  const ownerOf = (typeName: string) => providers.find((provider) => provider.fieldNames(typeName) !== undefined);
  return {
    findType(name) {
      for (const provider of providers) {
        const type = provider.findType(name);
        if (type !== undefined) return type;
      }
      return undefined;
    },
    findField: (typeName, field) => ownerOf(typeName)?.findField(typeName, field),
    fieldNames: (typeName) => ownerOf(typeName)?.fieldNames(typeName),
  };
}

/** The API server's names of simple types. Messages cannot be made of them, but they are known, without fields. */
const SIMPLE = new Set([
  "bool",
  "bytes",
  "double",
  "duration",
  "int",
  "list",
  "map",
  "null_type",
  "string",
  "timestamp",
  "uint",
]);

export const simpleTypes: TypeProvider = {
  findType: (name) => (name === "timestamp" ? TIMESTAMP : name === "duration" ? DURATION : undefined),
  findField: (typeName) => (typeName === "map" ? ANY : undefined),
  fieldNames: (typeName) => (SIMPLE.has(typeName) ? [] : undefined),
};
