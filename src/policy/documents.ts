/** Texts of policies to documents, each with its place. */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { type Finding, findingAt, Place } from "./finding.ts";
import { classify, type PolicyKind } from "./kinds.ts";
import type { ApiVersion } from "./shapes.ts";
import { parseYaml } from "./yaml.ts";

/** A file, or a key of a ConfigMap. */
export interface SourceText {
  /** A file path, or `ConfigMap/key`: for messages. */
  readonly source: string;
  /** YAML, any number of documents, or JSON. */
  readonly text: string;
}

/** A policy or a binding, not yet looked into. */
export interface PolicyDocument {
  readonly kind: PolicyKind;
  readonly version: ApiVersion;
  /** Empty where there is none. */
  readonly name: string;
  readonly object: JsonObject;
  readonly place: Place;
}

export interface ReadText {
  readonly policies: readonly PolicyDocument[];
  /** Other objects of the cluster: parameters, definitions of custom resources. */
  readonly objects: readonly JsonObject[];
  /** What could not be read as either. */
  readonly faults: readonly Finding[];
}

/** Reads the documents of one text; lists are taken apart. */
export function readDocuments({ source, text }: SourceText): ReadText {
  const { documents, faults, lines } = parseYaml(text);
  const sorter = new Sorter();
  for (const { message, position } of faults) sorter.faults.push(findingAt(source, lines, position, message));
  for (const document of documents) sorter.sort(document.value, new Place(source, lines, document, []));
  return sorter;
}

class Sorter implements ReadText {
  readonly policies: PolicyDocument[] = [];
  readonly objects: JsonObject[] = [];
  readonly faults: Finding[] = [];

  sort(value: Json, place: Place): void {
    if (!isObject(value)) {
      this.faults.push(place.finding("not an object: a document has apiVersion, kind and metadata"));
      return;
    }
    const apiVersion = member(value, "apiVersion");
    const kind = member(value, "kind");
    if (!isText(apiVersion)) this.faults.push(place.finding("no apiVersion", "apiVersion"));
    else if (!isText(kind)) this.faults.push(place.finding("no kind", "kind"));
    else if (kind.endsWith("List") && Array.isArray(member(value, "items"))) this.#sortItems(value, place);
    else this.#sortObject(value, apiVersion, kind, place);
  }

  /** The items of a list of one kind, as the API server gives it, do not repeat version and kind. */
  #sortItems(list: JsonObject, place: Place): void {
    const { apiVersion = null, kind, items } = list;
    const itemKind = kind === "List" ? {} : { apiVersion, kind: String(kind).slice(0, -"List".length) };
    (items as readonly Json[]).forEach((item, i) => {
      this.sort(isObject(item) ? { ...itemKind, ...item } : item, place.inside("items", i));
    });
  }

  #sortObject(object: JsonObject, apiVersion: string, kind: string, place: Place): void {
    const classified = classify(apiVersion, kind);
    if (classified.is === "object") this.objects.push(object);
    else if (classified.is === "unknown") this.faults.push(place.finding(classified.fault, "kind"));
    else {
      const name = member(member(object, "metadata"), "name");
      const { version } = classified;
      this.policies.push({ kind: classified.kind, version, name: isText(name) ? name : "", object, place });
    }
  }
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value !== "";
}
