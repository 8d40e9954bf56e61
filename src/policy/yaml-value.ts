/** From the syntax tree of YAML to JSON values, bounded, with the faults that the tree itself does not show. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { Double, type Json } from "../json/value.ts";
import { MAX_NESTING } from "./yaml-nesting.ts";
import { plainScalar } from "./yaml-scalar.ts";

/** How many values a document may have once its aliases are expanded: more than fit into a ConfigMap without any. */
const MAX_VALUES = 300_000;

/** Something wrong in YAML. `offset` counts UTF-16 code units of the text. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** A document's value, and what each alias in it stands for. */
export interface YamlValue {
  readonly value: Json;
  readonly aliases: ReadonlyMap<Alias, Node>;
}

/** @throws YamlError for duplicate keys, keys that are no text, bad aliases, unknown tags and too many values */
export function yamlValue(root: Node | null): YamlValue {
  const reader = new Reader();
  return { value: reader.value(root, false), aliases: reader.aliases };
}

class Reader {
  readonly aliases = new Map<Alias, Node>();
  readonly #anchors = new Map<string, Node>();
  /** Nodes whose values are being read: an alias to one of them has no end. */
  readonly #open = new Set<Node>();
  #values = 0;

  /** @param again whether the node was read before, through its anchor */
  value(node: Node | null, again: boolean): Json {
    if (node === null) return null;
    if (++this.#values > MAX_VALUES) throw new YamlError(`more than ${MAX_VALUES} values`, offsetOf(node));
    if (isAlias(node)) return this.#alias(node);
    if (!again && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return scalarValue(node);
    if (this.#open.size === MAX_NESTING) throw new YamlError("nested too deeply", offsetOf(node));
    this.#open.add(node);
    const value = isMap(node) ? this.#map(node, again) : this.#list(node as YAMLSeq, again);
    this.#open.delete(node);
    return value;
  }

  #alias(alias: Alias): Json {
    return this.value(this.#target(alias), true);
  }

  #target(alias: Alias): Node {
    const target = this.aliases.get(alias) ?? this.#anchors.get(alias.source);
    if (target === undefined) throw new YamlError(`no anchor &${alias.source} before this alias`, offsetOf(alias));
    if (this.#open.has(target)) throw new YamlError(`the value of &${alias.source} contains itself`, offsetOf(alias));
    this.aliases.set(alias, target);
    return target;
  }

  #list(list: YAMLSeq, again: boolean): Json {
    return list.items.map((item) => this.value(item as Node | null, again));
  }

  #map(map: YAMLMap, again: boolean): Json {
    const own = new Map<string, Json>();
    const merged: Node[] = [];
    for (const { key, value } of map.items) {
      if (isMergeKey(key)) {
        merged.push(value as Node);
        continue;
      }
      const name = this.#key(key as Node | null, again, map);
      if (own.has(name)) throw new YamlError(`duplicate key ${JSON.stringify(name)}`, offsetOf(key as Node));
      own.set(name, this.value(value as Node | null, again));
    }
    for (const source of merged) this.#merge(source, own, again);
    return Object.fromEntries(own);
  }

  #key(key: Node | null, again: boolean, map: YAMLMap): string {
    const value = key === null ? null : this.value(key, again);
    if (typeof value === "string") return value;
    if (value instanceof Double) return String(value.value);
    if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
    throw new YamlError("a key must be text", key === null ? offsetOf(map) : offsetOf(key));
  }

  /** `<<: *defaults`: the entries that are not there yet. Of several maps the earlier ones win. */
  #merge(source: Node | null, into: Map<string, Json>, again: boolean): void {
    const node = isAlias(source) ? this.#target(source) : source;
    if (isSeq(node)) {
      for (const item of node.items) this.#merge(item as Node | null, into, again);
      return;
    }
    if (!isMap(node)) throw new YamlError("a merge key needs a map, or a list of maps", offsetOf(source));
    const value = this.value(source, again);
    for (const [key, item] of Object.entries(value as object)) if (!into.has(key)) into.set(key, item);
  }
}

/** Whether the key is a plain `<<`. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === "PLAIN" && key.source === "<<" && key.tag === undefined;
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

const TAG_PREFIX = "tag:yaml.org,2002:";

function scalarValue(node: Scalar): Json {
  const text = (typeof node.value === "string" ? node.value : (node.source ?? "")).toWellFormed();
  const tag = node.tag?.startsWith(TAG_PREFIX) ? node.tag.slice(TAG_PREFIX.length) : node.tag;
  if (tag === undefined || tag === "!") return node.type === "PLAIN" && tag === undefined ? plain(text, node) : text;
  const value = tag === "str" ? text : plain(text, node);
  if (tagOf(value).includes(tag)) return tag === "float" && typeof value === "number" ? new Double(value) : value;
  throw new YamlError(`cannot read this as ${node.tag}`, offsetOf(node));
}

function plain(text: string, node: Scalar): Json {
  const value = plainScalar(text);
  if (value === undefined) throw new YamlError("JSON has no infinities and no NaN", offsetOf(node));
  return value;
}

function tagOf(value: Json): readonly string[] {
  if (value === null) return ["null"];
  if (typeof value === "boolean") return ["bool"];
  if (typeof value === "string") return ["str", "timestamp"];
  return value instanceof Double ? ["float"] : ["int", "float"];
}
