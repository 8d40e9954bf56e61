/** Texts of policies to documents, each with its place. */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { isPolicyExamples, type PolicyExamples, readPolicyExamples } from "./examples.ts";
import { type Finding, findingAt, Place } from "./finding.ts";
import { classify, type PolicyKind } from "./kinds.ts";
import { hashOf } from "./revision.ts";
import type { ApiVersion } from "./shapes.ts";
import { YamlText } from "./yaml.ts";

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
  /** Equal for equal objects. */
  readonly hash: string;
  readonly place: Place;
}

export interface ReadText {
  readonly from: SourceText;
  readonly policies: readonly PolicyDocument[];
  /** Other objects of the cluster: parameters, definitions of custom resources. */
  readonly objects: readonly JsonObject[];
  /** Examples that stand beside the policies, to be run as tests. */
  readonly examples: readonly PolicyExamples[];
  /** What could not be read as any of them. */
  readonly faults: readonly Finding[];
  /** What is wrong in examples. */
  readonly exampleFaults: readonly Finding[];
}

/** Reads the documents of one text; lists are taken apart. */
export function readDocuments(from: SourceText): ReadText {
  const text = new YamlText(from.text);
  const sorter = new Sorter(from);
  for (const { message, position } of text.faults) {
    sorter.faults.push(findingAt(from.source, text.lines, position, message));
  }
  for (const document of text.documents) sorter.sort(document.value, new Place(from.source, document, []));
  return sorter;
}

class Sorter implements ReadText {
  readonly from: SourceText;
  readonly policies: PolicyDocument[] = [];
  readonly objects: JsonObject[] = [];
  readonly examples: PolicyExamples[] = [];
  readonly faults: Finding[] = [];
  readonly exampleFaults: Finding[] = [];

  constructor(from: SourceText) {
    this.from = from;
  }

  sort(value: Json, place: Place): void {
    if (!isObject(value)) {
      this.faults.push(place.finding("not an object: a document has apiVersion, kind and metadata"));
      return;
    }
    const apiVersion = member(value, "apiVersion");
    const kind = member(value, "kind");
    if (!isText(apiVersion)) this.faults.push(place.finding("no apiVersion", "apiVersion"));
    else if (!isText(kind)) this.faults.push(place.finding("no kind", "kind"));
    else if (isPolicyExamples(value)) this.#sortExamples(value, place);
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

  #sortExamples(document: JsonObject, place: Place): void {
    const examples = readPolicyExamples(document);
    this.examples.push(examples);
    for (const { field, message } of examples.faults) this.exampleFaults.push(place.finding(message, field));
  }

  #sortObject(object: JsonObject, apiVersion: string, kind: string, place: Place): void {
    const classified = classify(apiVersion, kind);
    if (classified.is === "object") this.objects.push(object);
    else if (classified.is === "unknown") this.faults.push(place.finding(classified.fault, "kind"));
    else {
      const name = member(member(object, "metadata"), "name");
      const { version } = classified;
      const hash = hashOf(object);
      this.policies.push({ kind: classified.kind, version, name: isText(name) ? name : "", object, hash, place });
    }
  }
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value !== "";
}
