/** The types of what the library gives: objects with these fields, as JSON. */
import type { TypeProvider } from "../../environment.ts";
import { declareTypes, type Fields } from "../../type-providers.ts";
import { BOOL, DYN, INT, listOf, mapOf, objectType, STRING, type Type } from "../../types.ts";

export const CONTAINER = objectType("sallyport.Container");
export const ACCELERATORS = objectType("sallyport.Accelerators");
export const IMAGE = objectType("sallyport.Image");
export const MODEL = objectType("sallyport.Model");
export const MESH = objectType("sallyport.Mesh");
export const HOST_PATH = objectType("sallyport.HostPath");

const STRINGS = listOf(STRING);
const COUNTS = mapOf(STRING, INT);

function fields(types: { readonly [field: string]: Type }): Fields {
  return new Map(Object.entries(types));
}

/** The fields of each type by its name. */
export const RESULT_TYPES: ReadonlyMap<string, Fields> = new Map([
  ["sallyport.Container", fields({ kind: STRING, name: STRING, image: STRING, path: STRING, spec: DYN, index: INT })],
  [
    "sallyport.Accelerators",
    fields({
      total: INT,
      families: COUNTS,
      resources: COUNTS,
      classes: COUNTS,
      fractions: STRINGS,
      adminAccess: BOOL,
      allDevices: BOOL,
      missingClaims: STRINGS,
    }),
  ],
  [
    "sallyport.Image",
    fields({ valid: BOOL, registry: STRING, repository: STRING, tag: STRING, digest: STRING, name: STRING }),
  ],
  ["sallyport.Model", fields({ uri: STRING, scheme: STRING, source: STRING, revision: STRING, path: STRING })],
  ["sallyport.Mesh", fields({ mode: STRING, native: BOOL, injected: BOOL, bypasses: STRINGS, reason: STRING })],
  ["sallyport.HostPath", fields({ name: STRING, hostPath: STRING, path: STRING })],
]);

/** Knows the fields. Nobody can make values of these types: only the library does. */
export const aiTypes: TypeProvider = { ...declareTypes(RESULT_TYPES), findType: () => undefined };
