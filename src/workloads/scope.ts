/** An object that is read for pods: the user's own, or one inside of it. */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { type Count, numberOf, replicasOf } from "./count.ts";
import type { Part } from "./part.ts";
import { formatPath, type Path, parsePath, valueAt } from "./path.ts";
import { bind, pattern } from "./pattern.ts";
import type { GroupVersionKind, PodBlock } from "./workload-kind.ts";

export class Scope {
  readonly object: JsonObject;
  /** Where it stands in the user's object. */
  readonly at: Path;
  /** Whether it stands in a text, where nothing can be written. */
  readonly isText: boolean;
  /** In how many objects it stands. */
  readonly depth: number;
  /** The number of pods from what the object itself says of those at a path. */
  readonly replicas: (own: number, path: Path) => number;
  readonly #found = new Map<string, boolean>();

  constructor(place: Pick<Scope, "object" | "at" | "isText" | "depth" | "replicas">) {
    this.object = place.object;
    this.at = place.at;
    this.isText = place.isText;
    this.depth = place.depth;
    this.replicas = place.replicas;
  }

  /** The path in the user's object. */
  absolute(path: Path): Path {
    return [...this.at, ...path];
  }

  /** What stands at one path of a block, whose own path is bound; null counts as absent. */
  valueOf(text: string, block: PodBlock, path: Path): Json | undefined {
    return valueAt(this.object, boundTo(text, block, path)) ?? undefined;
  }

  partOf(text: string, block: PodBlock, path: Path): Part {
    return this.partAt(boundTo(text, block, path));
  }

  partAt(path: Path): Part {
    const origin = { at: this.absolute(path), ...(this.isText && { home: null }) };
    return { value: valueAt(this.object, path) ?? undefined, origin };
  }

  /** What the object itself says. */
  count(count: Count, block: PodBlock, path: Path): number {
    return replicasOf(count, { root: this.object, block: pattern(block.path), path, found: this.#found });
  }

  /** The pod sets of the object at the path, by their places. */
  podSets(block: PodBlock, path: Path): ReadonlyMap<string, PodSet> {
    const list = block.podSets === undefined ? undefined : this.valueOf(block.podSets, block, path);
    const sets = Array.isArray(list) ? (list as readonly Json[]).map((set) => podSetOf(set, path)) : [];
    return new Map(sets.filter((set) => set !== undefined).map((set) => [formatPath(set.path), set]));
  }
}

/** What wraps an object says of the pods in it: how many there are at a path. */
export interface PodSet {
  readonly path: Path;
  readonly replicas: number;
}

/** Its path starts at what wraps the object. */
function podSetOf(set: Json, object: Path): PodSet | undefined {
  const text = member(set, "path");
  const path = typeof text === "string" ? parsePath(text) : undefined;
  if (path === undefined || path[0] !== object.at(-1)) return undefined;
  return { path: [...object.slice(0, -1), ...path], replicas: numberOf(member(set, "replicas")) ?? 1 };
}

/** Paths of a block whose wildcards the block does not bind are refused with its kind. */
export function boundTo(text: string, block: PodBlock, path: Path): Path {
  return bind(pattern(text), pattern(block.path), path) ?? [];
}

/** Undefined for what says no kind. */
export function kindOf(object: Json): GroupVersionKind | undefined {
  const apiVersion = member(object, "apiVersion");
  const kind = member(object, "kind");
  if (!isObject(object) || typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  const [version = "", group = ""] = apiVersion.split("/").reverse();
  return { group, version, kind };
}
