import { isObject, type Json, type JsonObject } from "../json/value.ts";

/** The metadata that the API server lets expressions see; managedFields and ownerReferences are not among them. */
const METADATA: ReadonlySet<string> = new Set([
  "name",
  "generateName",
  "namespace",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "labels",
  "annotations",
  "finalizers",
]);

const views = new WeakMap<JsonObject, JsonObject>();

/** The variable `namespaceObject`: the namespace without what it declares no type for, nor kind and apiVersion. */
export function namespaceView(namespace: JsonObject): JsonObject {
  const known = views.get(namespace);
  if (known !== undefined) return known;
  const view: JsonObject = {
    metadata: pick(namespace["metadata"], METADATA),
    spec: namespace["spec"] ?? {},
    status: namespace["status"] ?? {},
  };
  views.set(namespace, view);
  return view;
}

function pick(value: Json | undefined, keys: ReadonlySet<string>): JsonObject {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.has(key)));
}
