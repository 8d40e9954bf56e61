/**
 * The types of the variables that an admission expression has besides `object`, as the API server declares them
 * (k8s.io/apiserver/pkg/admission/plugin/cel), and those that mutations make (pkg/cel/mutation).
 */
import type { TypeProvider } from "./environment.ts";
import type { Fields } from "./type-providers.ts";
import { combineProviders, declareTypes, simpleTypes } from "./type-providers.ts";
import type { Type } from "./types.ts";
import { BOOL, DYN, INT, listOf, mapOf, NO_TYPE, objectType, STRING, TIMESTAMP } from "./types.ts";
import { wellKnownTypes } from "./well-known-types.ts";

/** The type of `request`. */
export const ADMISSION_REQUEST = objectType("kubernetes.AdmissionRequest");
/** The type of `namespaceObject`. */
export const NAMESPACE = objectType("kubernetes.Namespace");
/** The type of `variables`. */
export const VARIABLES = objectType("kubernetes.variables");
/** The type of a JSON patch's operation. */
export const JSON_PATCH = objectType("JSONPatch");
/** The type of an ApplyConfiguration; the types of what it holds are named by their paths, `Object.spec`. */
export const OBJECT = objectType("Object");

function fields(types: { readonly [field: string]: Type }): Fields {
  return new Map(Object.entries(types));
}

const STRINGS = listOf(STRING);
const STRING_MAP = mapOf(STRING, STRING);

const declared = declareTypes(
  new Map([
    [
      "kubernetes.AdmissionRequest",
      fields({
        kind: objectType("kubernetes.GroupVersionKind"),
        resource: objectType("kubernetes.GroupVersionResource"),
        subResource: STRING,
        requestKind: objectType("kubernetes.GroupVersionKind"),
        requestResource: objectType("kubernetes.GroupVersionResource"),
        requestSubResource: STRING,
        name: STRING,
        namespace: STRING,
        operation: STRING,
        userInfo: objectType("kubernetes.UserInfo"),
        dryRun: BOOL,
        options: DYN,
      }),
    ],
    ["kubernetes.GroupVersionKind", fields({ group: STRING, version: STRING, kind: STRING })],
    ["kubernetes.GroupVersionResource", fields({ group: STRING, version: STRING, resource: STRING })],
    ["kubernetes.UserInfo", fields({ username: STRING, uid: STRING, groups: STRINGS, extra: mapOf(STRING, STRINGS) })],
    [
      "kubernetes.Namespace",
      fields({
        metadata: objectType("kubernetes.NamespaceMetadata"),
        spec: objectType("kubernetes.NamespaceSpec"),
        status: objectType("kubernetes.NamespaceStatus"),
      }),
    ],
    [
      "kubernetes.NamespaceMetadata",
      fields({
        name: STRING,
        generateName: STRING,
        namespace: STRING,
        labels: STRING_MAP,
        annotations: STRING_MAP,
        UID: STRING,
        creationTimestamp: TIMESTAMP,
        deletionGracePeriodSeconds: INT,
        deletionTimestamp: TIMESTAMP,
        generation: INT,
        resourceVersion: STRING,
        finalizers: STRINGS,
      }),
    ],
    ["kubernetes.NamespaceSpec", fields({ finalizers: STRINGS })],
    [
      "kubernetes.NamespaceStatus",
      fields({ conditions: listOf(objectType("kubernetes.NamespaceCondition")), phase: STRING }),
    ],
    [
      "kubernetes.NamespaceCondition",
      fields({ status: STRING, type: STRING, lastTransitionTime: TIMESTAMP, message: STRING, reason: STRING }),
    ],
  ]),
);

/** The types that every admission expression knows. */
export const admissionTypes: TypeProvider = combineProviders(declared, simpleTypes, wellKnownTypes);

/** The type of `variables`, with the fields that have been declared before the expression. */
export function variablesTypes(variables: Fields): TypeProvider {
  return declareTypes(new Map([["kubernetes.variables", variables]]));
}

const OWN_TYPES = "sallyport.";

/**
 * The type of `variables.x` where the expression of x has that type: object and optional types become dyn, but for those
 * of Sallyport's own library, whose fields are known for sure.
 */
export function variableType(type: Type): Type {
  switch (type.kind) {
    case "list":
      return listOf(variableType(type.element));
    case "map":
      return mapOf(variableType(type.key), variableType(type.value));
    case "object":
      return type.name.startsWith(OWN_TYPES) ? type : DYN;
    case "opaque":
    case "type":
    case "typeParam":
    case "error":
      return DYN;
    default:
      return "nullable" in type ? DYN : type;
  }
}

const PATCH_FIELDS = fields({ op: STRING, path: STRING, from: STRING, value: DYN });
/** The types that mutations make. Types named `Object...` have any field, of type dyn. */
export const mutationTypes: TypeProvider = {
  findType: (name) => (name === "JSONPatch" || isObjectType(name) ? objectType(name) : undefined),
  findField(typeName, field) {
    if (typeName === "JSONPatch") return PATCH_FIELDS.get(field) ?? NO_TYPE;
    return isObjectType(typeName) ? DYN : undefined;
  },
  fieldNames(typeName) {
    if (typeName === "JSONPatch") return [...PATCH_FIELDS.keys()];
    return isObjectType(typeName) ? [] : undefined;
  },
};

function isObjectType(name: string): boolean {
  return name === "Object" || name.startsWith("Object.");
}
