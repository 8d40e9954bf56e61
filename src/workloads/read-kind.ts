/** `kind: WorkloadKind` of sallyport.dev/v1: a kind that a cluster's own configuration adds. */
import type { Json, JsonObject } from "../json/value.ts";
import { parsePodPath } from "./assemble.ts";
import { type Count, UNBOUNDED } from "./count.ts";
import { DocumentReader, type Fault } from "./document-reader.ts";
import { isBoundBy, type Pattern, parsePattern } from "./pattern.ts";
import { CONVERSIONS, type PodBlock, type PodField, SHAPES, type WorkloadKind } from "./workload-kind.ts";

export interface ReadKind {
  /** Only if there are no faults. */
  readonly kind?: WorkloadKind;
  readonly faults: readonly Fault[];
}

const GROUP = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$/;
const VERSION = /^v[0-9]+((alpha|beta)[0-9]+)?$/;
const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;
const RESOURCE = /^[a-z][a-z0-9]{0,62}$/;
const SUBRESOURCE = /^[a-z][a-z0-9]{0,62}$/;

const MAX_BLOCKS = 50;
const MAX_FIELDS = 200;
const MAX_LIST = 50;
/** How deep counts may nest. */
const MAX_DEPTH = 8;

/** The kind that a document describes, with all of its faults. */
export function readWorkloadKind(document: JsonObject): ReadKind {
  const faults: Fault[] = [];
  const spec = new DocumentReader(document, "", faults).only("apiVersion", "kind", "metadata", "spec").object("spec");
  if (spec === undefined) return { faults };
  spec.only("group", "versions", "kind", "resource", "subresources", "pods");
  const kind: WorkloadKind = {
    group: spec.text("group", GROUP, "a group of APIs, such as example.com"),
    versions: spec.has("versions") ? spec.texts("versions", MAX_LIST, VERSION, "a version, such as v1beta1") : "any",
    kind: spec.text("kind", KIND, "a kind, such as Widget"),
    resource: spec.text("resource", RESOURCE, "a resource in the plural, such as widgets"),
    ...(spec.has("subresources") && {
      subresources: spec.texts("subresources", MAX_LIST, SUBRESOURCE, "a subresource, such as resize"),
    }),
    pods: spec.objects("pods", MAX_BLOCKS).map(readBlock),
  };
  if (faults.length === 0 && kind.pods.length === 0) faults.push({ field: "spec.pods", message: "must not be empty" });
  return faults.length === 0 ? { kind, faults } : { faults };
}

function readBlock(reader: DocumentReader): PodBlock {
  reader.only("path", "shape", "fields", "needs", "patches", "replicas", "podSets", "prefixes", "reason");
  const path = reader.text("path");
  const block = parsePattern(path);
  if (block === undefined) reader.fault("path", NO_PATH);
  const paths = new PathReader(block ?? []);
  const shape = reader.oneOf("shape", SHAPES);
  if (shape === "fields" && !reader.has("fields")) reader.fault("fields", "required with shape fields");
  return {
    path,
    shape,
    ...(reader.has("fields") && {
      fields: reader.objects("fields", MAX_FIELDS).map((field) => readField(field, paths)),
    }),
    ...(reader.has("needs") && { needs: reader.texts("needs", MAX_LIST) }),
    ...(reader.has("patches") && { patches: paths.list(reader, "patches") }),
    ...(reader.has("replicas") && { replicas: paths.count(reader, "replicas", reader.value("replicas")) }),
    ...(reader.has("podSets") && { podSets: paths.read(reader, "podSets", reader.text("podSets")) }),
    ...(reader.has("prefixes") && { prefixes: reader.texts("prefixes", MAX_LIST) }),
    ...(reader.has("reason") && { reason: reader.text("reason") }),
  };
}

function readField(reader: DocumentReader, paths: PathReader): PodField {
  reader.only("pod", "object", "omit", "isFallback", "as");
  const pod = reader.text("pod");
  const tokens = parsePodPath(pod);
  if (tokens === undefined) reader.fault("pod", "no path in a pod, such as spec.containers[main].image");
  else if (!["metadata", "spec"].includes(tokens[0]?.key ?? "spec"))
    reader.fault("pod", "must start with metadata or spec");
  return {
    pod,
    object: paths.read(reader, "object", reader.text("object")),
    ...(reader.has("omit") && { omit: reader.texts("omit", MAX_LIST) }),
    ...(reader.flag("isFallback") && { isFallback: true as const }),
    ...(reader.has("as") && { as: reader.oneOf("as", CONVERSIONS) }),
  };
}

const NO_PATH = "no path, such as spec.groups[].template";

/** Reads paths whose wildcards are those of a block. */
class PathReader {
  readonly #block: Pattern;

  constructor(block: Pattern) {
    this.#block = block;
  }

  read(reader: DocumentReader, field: string, path: string): string {
    const steps = parsePattern(path);
    if (steps === undefined) reader.fault(field, NO_PATH);
    else if (!isBoundBy(steps, this.#block)) reader.fault(field, "has a wildcard that the path of the block has not");
    return path;
  }

  list(reader: DocumentReader, field: string): readonly string[] {
    return reader.texts(field, MAX_LIST).map((path, i) => this.read(reader, `${field}[${i}]`, path));
  }

  count(reader: DocumentReader, field: string, value: Json | undefined, depth = 0): Count {
    if (value === "unbounded") return UNBOUNDED;
    if (typeof value === "string") return this.read(reader, field, value);
    if (typeof value === "number") return value;
    const formula = reader.nested(field, value);
    if (formula === undefined) return 1;
    if (depth === MAX_DEPTH) {
      reader.fault(field, "nested too deeply");
      return 1;
    }
    return this.#formula(formula, depth + 1);
  }

  #formula(reader: DocumentReader, depth: number): Count {
    const inner = (field: string): Count => this.count(reader, field, reader.value(field), depth);
    const each = (field: string): readonly Count[] => {
      return reader.list(field, MAX_LIST).map((value, i) => this.count(reader, `${field}[${i}]`, value, depth));
    };
    if (reader.has("if")) return this.#condition(reader.only("if", "is", "use", "else"), inner);
    if (reader.has("text")) return { text: this.read(reader.only("text"), "text", reader.text("text")) };
    if (reader.has("nonZero")) return { nonZero: inner("nonZero") };
    if (reader.only("first", "min", "max", "product", "sum").has("first")) return { first: each("first") };
    if (reader.has("min")) return { min: each("min") };
    if (reader.has("max")) return { max: each("max") };
    if (reader.has("sum")) return { sum: each("sum") };
    return { product: each("product") };
  }

  #condition(reader: DocumentReader, inner: (field: string) => Count): Count {
    return {
      if: this.read(reader, "if", reader.text("if")),
      ...(reader.has("is") && { is: reader.scalars("is", MAX_LIST) }),
      use: inner("use"),
      else: inner("else"),
    };
  }
}
