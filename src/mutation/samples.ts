/** Objects made up from a schema, to try policies on. Equal input gives equal objects. */
import type { Json, JsonObject } from "../json/value.ts";
import type { GroupVersionKind } from "../kube/resources.ts";
import { resolve } from "../kube/schema/built-in.ts";
import { property, type Schema } from "../kube/schema/schema.ts";
import { apiVersionOf } from "../matching/request.ts";

const FULLEST = 0.8;
/** How likely a field is that need not be there: one object for each. */
const DENSITIES = [0, 0.05, 0.15, 0.3, 0.5, FULLEST];
const MAX_DEPTH = 8;
/** In one object. */
const MAX_VALUES = 400;
/** What resources are mostly asked for by. */
const STOCK_WORDS = ["a", "b", "memory", "nvidia.com/gpu"];

/** @param words texts that the policies look for: they are what objects should have in them */
export function sampleObjects(kind: GroupVersionKind, schema: Schema, words: readonly string[]): readonly JsonObject[] {
  return DENSITIES.map((density, i) => new Sampler(density, i + 1, words).object(kind, schema));
}

class Sampler {
  readonly #density: number;
  readonly #words: readonly string[];
  #state: number;
  #values = 0;

  constructor(density: number, seed: number, words: readonly string[]) {
    this.#density = density;
    this.#state = seed;
    this.#words = [...STOCK_WORDS, ...words];
  }

  object(kind: GroupVersionKind, schema: Schema): JsonObject {
    const fields = this.#fields(resolve(schema), 0).filter(([name]) => !TOP_FIELDS.has(name));
    const labels = this.#density === 0 ? {} : { labels: this.#labels(), annotations: this.#labels() };
    const metadata = { name: "sample", namespace: "sample", ...labels };
    return { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata, ...Object.fromEntries(fields) };
  }

  /** The fullest object has a label for every word: whatever a policy looks for is there once. */
  #labels(): JsonObject {
    const probability = this.#density === FULLEST ? 1 : this.#density;
    return Object.fromEntries(this.#words.filter(() => this.#chance(probability)).map((word) => [word, this.#word()]));
  }

  #fields(schema: Schema, depth: number): [string, Json][] {
    const required = schema.required ?? [];
    return Object.keys(schema.properties ?? {}).flatMap((name): [string, Json][] => {
      const isWanted = required.includes(name) || (depth < MAX_DEPTH && this.#chance(this.#density));
      const field = isWanted && this.#values < MAX_VALUES ? property(schema, name) : undefined;
      return field === undefined ? [] : [[name, this.#value(field, depth + 1, name)]];
    });
  }

  #value(given: Schema, depth: number, name: string): Json {
    const schema = resolve(given);
    this.#values++;
    if (given.ref === "api.resource.Quantity") return "1";
    if (schema.intOrString === true) return 1;
    switch (schema.type) {
      case "object":
        return Object.fromEntries(
          schema.properties === undefined ? this.#entries(schema, depth) : this.#fields(schema, depth),
        );
      case "array":
        return this.#list(schema, depth);
      case "string":
        return this.#text(schema.format, name);
      case "boolean":
        return this.#chance(0.5);
      default:
        return 1 + Math.floor(this.#random() * 3);
    }
  }

  #entries({ additionalProperties }: Schema, depth: number): [string, Json][] {
    if (additionalProperties === undefined || depth >= MAX_DEPTH) return [];
    const keys = this.#words.filter(() => this.#chance(this.#density / 2));
    return keys.map((key) => [key, this.#value(additionalProperties, depth + 1, key)]);
  }

  /** The elements of keyed lists and sets have different names. */
  #list({ items, listType, listMapKeys = [] }: Schema, depth: number): Json {
    if (items === undefined || depth >= MAX_DEPTH) return [];
    const length = this.#chance(0.5) ? 1 : 2;
    return Array.from({ length }, (_, i): Json => {
      const value = this.#value(items, depth + 1, "");
      if (listType === "set" && typeof value === "string") return `${value}-${i}`;
      if (listMapKeys.length === 0 || typeof value !== "object" || value === null) return value;
      const key = listMapKeys[0] ?? "";
      const shared = (value as JsonObject)[key];
      return { ...(value as JsonObject), [key]: typeof shared === "number" ? i + 1 : `${this.#word()}-${i}` };
    });
  }

  #text(format: string | undefined, name: string): string {
    if (format === "date-time") return "2026-01-02T03:04:05Z";
    if (format === "byte") return "YQ==";
    return name === "image" ? "registry.example.com/sample:1" : this.#word();
  }

  #word(): string {
    return this.#words[Math.floor(this.#random() * this.#words.length)] ?? "a";
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** A linear congruential generator: from 0 to 1. */
  #random(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }
}

const TOP_FIELDS: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "status"]);
