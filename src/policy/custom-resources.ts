import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { customResourceSchema } from "../kube/schema/custom-resource.ts";
import type { Schema } from "../kube/schema/schema.ts";
import { objectOf, objectsOf, textOf } from "./fields.ts";

/** A served version of a custom resource. */
export interface CustomResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly schema: Schema | undefined;
}

/** The custom resources that `apiextensions.k8s.io/v1` CustomResourceDefinitions among the objects define. */
export function customResources(objects: readonly Json[]): readonly CustomResource[] {
  return objects.filter(isDefinition).flatMap((definition) => {
    const spec = objectOf(definition, "spec") ?? {};
    const names = objectOf(spec, "names") ?? {};
    const kind = textOf(names, "kind");
    return objectsOf(spec, "versions")
      .filter((version) => member(version, "served") === true)
      .map((version) => textOf(version, "name"))
      .map((version) => ({
        group: textOf(spec, "group"),
        version,
        kind,
        plural: textOf(names, "plural"),
        singular: textOf(names, "singular") || kind.toLowerCase(),
        schema: customResourceSchema(definition, version),
      }));
  });
}

export function isDefinition(object: Json): object is JsonObject {
  return (
    isObject(object) &&
    member(object, "apiVersion") === "apiextensions.k8s.io/v1" &&
    member(object, "kind") === "CustomResourceDefinition"
  );
}
