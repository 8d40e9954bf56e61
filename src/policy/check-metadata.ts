import type { JsonObject } from "../json/value.ts";
import { byteLength, goQuote } from "../kube/go-text.ts";
import { qualifiedNameFaults, subdomainFaults } from "../kube/names.ts";
import { checkLabels } from "./check-selector.ts";
import type { FieldErrors } from "./field-errors.ts";
import { objectOf, objectsOf, textEntries, textOf, textsOf } from "./fields.ts";

const MAX_ANNOTATIONS_BYTES = 256 * 1024;

/**
 * The rules of the metadata of cluster-scoped objects (apimachinery's `ValidateObjectMeta`). What the server sets
 * itself (uid, generation, managedFields) is not looked at, nor a namespace, which it drops.
 */
export function checkMetadata(document: JsonObject, errors: FieldErrors): void {
  const metadata = objectOf(document, "metadata") ?? {};
  checkNames(textOf(metadata, "name"), textOf(metadata, "generateName"), errors);
  checkLabels(textEntries(metadata, "labels"), "metadata.labels", errors);
  checkAnnotations(textEntries(metadata, "annotations"), errors);
  checkOwners(objectsOf(metadata, "ownerReferences"), errors);
  for (const finalizer of textsOf(metadata, "finalizers")) {
    for (const fault of qualifiedNameFaults(finalizer))
      errors.invalid("metadata.finalizers", goQuote(finalizer), fault);
  }
}

function checkNames(name: string, generateName: string, errors: FieldErrors): void {
  if (generateName !== "") {
    // What follows the prefix makes a dash at its end right.
    const prefix =
      generateName.length > 1 && generateName.endsWith("-") ? `${generateName.slice(0, -2)}a` : generateName;
    for (const fault of subdomainFaults(prefix)) errors.invalid("metadata.generateName", goQuote(generateName), fault);
  }
  if (name === "") errors.required("metadata.name", "name or generateName is required");
  else for (const fault of subdomainFaults(name)) errors.invalid("metadata.name", goQuote(name), fault);
}

function checkAnnotations(annotations: readonly (readonly [string, string])[], errors: FieldErrors): void {
  const at = "metadata.annotations";
  let bytes = 0;
  for (const [key, value] of annotations) {
    for (const fault of qualifiedNameFaults(key.toLowerCase())) errors.invalid(at, goQuote(key), fault);
    bytes += byteLength(key) + byteLength(value);
  }
  if (bytes > MAX_ANNOTATIONS_BYTES) errors.tooLong(at, MAX_ANNOTATIONS_BYTES);
}

function checkOwners(owners: readonly JsonObject[], errors: FieldErrors): void {
  const at = "metadata.ownerReferences";
  for (const owner of owners) {
    if (textOf(owner, "apiVersion") === "") errors.invalid(`${at}.apiVersion`, '""', "version must not be empty");
    for (const field of ["kind", "name", "uid"]) {
      if (textOf(owner, field) === "") errors.invalid(`${at}.${field}`, '""', "must not be empty");
    }
  }
}
