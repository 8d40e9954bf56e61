import type { Json } from "../json/value.ts";
import type { ListAtom } from "./atom.ts";
import { listKey } from "./list-key.ts";

type Merge = (live: Json, config: Json) => Json;

/**
 * Merges the elements of a keyed list or set: elements with the same key become one, all others stay or are added. What
 * both lists have comes in the order of the configuration, and around it everything else where it was.
 */
export function mergeList(
  list: ListAtom,
  live: readonly Json[],
  config: readonly Json[],
  merge: Merge,
): readonly Json[] {
  return new ListMerge(list, live, config, merge).run();
}

class ListMerge {
  readonly #live: readonly Json[];
  readonly #liveKeys: readonly string[];
  /** By key; null for a key that occurs several times: such elements are not merged with. */
  readonly #liveByKey: ReadonlyMap<string, Json>;
  readonly #config: readonly Json[];
  readonly #configKeys: readonly string[];
  readonly #configured: ReadonlySet<string>;
  readonly #merge: Merge;
  readonly #done = new Set<string>();
  readonly #merged: Json[] = [];
  /** What both have, in the order of the configuration, and how far that is merged. */
  readonly #shared: readonly string[];
  #nextShared = 0;

  constructor(list: ListAtom, live: readonly Json[], config: readonly Json[], merge: Merge) {
    this.#live = live;
    this.#liveKeys = live.map((element) => knownKey(list, element));
    this.#liveByKey = uniqueByKey(live, this.#liveKeys);
    this.#config = config;
    this.#configKeys = config.map((element) => knownKey(list, element));
    this.#configured = new Set(this.#configKeys);
    this.#merge = merge;
    this.#shared = this.#configKeys.filter((key) => this.#liveByKey.has(key));
  }

  run(): readonly Json[] {
    let [i, j] = [0, 0];
    while (i < this.#live.length || j < this.#config.length) {
      const liveKey = this.#liveKeys[i];
      const configKey = this.#configKeys[j];
      if (liveKey !== undefined && configKey !== undefined) {
        if (liveKey === configKey) {
          this.#takeConfigured(configKey, j++);
          i++;
          this.#nextShared++;
          continue;
        }
        const awaited = this.#shared[this.#nextShared];
        if (this.#configured.has(liveKey) && awaited !== undefined && awaited !== liveKey) {
          i++;
          continue;
        }
      }
      if (liveKey !== undefined) {
        if (!this.#configured.has(liveKey)) {
          this.#merged.push(this.#live[i++] as Json);
          continue;
        }
        if (this.#done.has(liveKey)) i++;
      }
      if (configKey !== undefined) {
        this.#takeConfigured(configKey, j++);
        if (this.#shared[this.#nextShared] === configKey) this.#nextShared++;
      }
    }
    return this.#merged;
  }

  #takeConfigured(key: string, index: number): void {
    this.#done.add(key);
    const element = this.#config[index] as Json;
    const live = this.#liveByKey.get(key);
    this.#merged.push(live === undefined ? element : this.#merge(live, element));
  }
}

function knownKey(list: ListAtom, element: Json): string {
  const key = listKey(list, element);
  if (key instanceof Error) throw key;
  return key;
}

function uniqueByKey(elements: readonly Json[], keys: readonly string[]): ReadonlyMap<string, Json> {
  const byKey = new Map<string, Json>();
  keys.forEach((key, i) => {
    byKey.set(key, byKey.has(key) ? null : (elements[i] as Json));
  });
  return byKey;
}
