/** Where the pods are inside an object of any known workload kind. */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { assemble } from "./assemble.ts";
import { numberOf, replicasOf, times, UNBOUNDED } from "./count.ts";
import { readEmbedded, unreadableIn } from "./embedded-text.ts";
import type { Part } from "./part.ts";
import { formatPath, type Path, parsePath, valueAt } from "./path.ts";
import { bind, expand, pattern } from "./pattern.ts";
import { AssembledPlace, type PodPlace } from "./pod-place.ts";
import { patchPart } from "./strategic-merge.ts";
import type { GroupVersionKind, PodBlock, PodField } from "./workload-kind.ts";
import type { ReadyBlock, WorkloadTable } from "./workload-table.ts";

export type { Path } from "./path.ts";
export type { PodPlace } from "./pod-place.ts";
export { UNBOUNDED };

/** A block that holds pods and cannot be read. */
export interface OpaqueBlock {
  readonly path: string;
  readonly reason: string;
}

export interface Pods {
  readonly places: readonly PodPlace[];
  readonly opaque: readonly OpaqueBlock[];
}

const MAX_PLACES = 1_000;
/** Members and elements that are put together for all pods of an object: shared parts count for each. */
const MAX_WORK = 2_000_000;
/** Objects inside of objects. */
const MAX_DEPTH = 4;

/** The pods in an object. Never throws, whatever the object holds: what has the wrong type counts as absent. */
export function podsOf(object: JsonObject, kind: GroupVersionKind, table: WorkloadTable): Pods {
  const reader = new PodReader(table);
  reader.read({ object, at: [], isText: false, depth: 0, replicas: (own) => own }, kind);
  return reader;
}

/** An object that is read: the user's own, or one inside of it. */
interface Scope {
  readonly object: JsonObject;
  /** Where it stands in the user's object. */
  readonly at: Path;
  /** Whether it stands in a text, where nothing can be written. */
  readonly isText: boolean;
  readonly depth: number;
  /** How many of the object there are, from the number of pods that it says itself and where these are in it. */
  readonly replicas: (own: number, path: Path) => number;
}

class PodReader implements Pods {
  readonly places: PodPlace[] = [];
  readonly opaque: OpaqueBlock[] = [];
  readonly #table: WorkloadTable;
  readonly #seen = new Set<string>();
  readonly #work = { left: MAX_WORK };
  #isFull = false;

  constructor(table: WorkloadTable) {
    this.#table = table;
  }

  read(scope: Scope, kind: GroupVersionKind): void {
    for (const block of this.#table.blocksOf(kind)) {
      for (const path of expand(scope.object, block.path)) {
        if (this.#isFull) return;
        this.#readBlock(scope, block, path);
      }
    }
  }

  #readBlock(scope: Scope, ready: ReadyBlock, path: Path): void {
    const value = valueAt(scope.object, path);
    switch (ready.block.shape) {
      case "opaque":
        return this.#readOpaque(scope, ready.block, path, value);
      case "object":
        return isObject(value) ? this.#readObject(scope, ready, path, value) : undefined;
      case "manifest":
        return typeof value === "string" ? this.#readManifest(scope, ready, path, value) : undefined;
      default:
        return isObject(value) ? this.#readPod(scope, ready, path) : undefined;
    }
  }

  #readOpaque(scope: Scope, { prefixes, reason = "cannot be read" }: PodBlock, path: Path, value: Json | undefined): void {
    if (value === undefined || value === null) return;
    if (prefixes === undefined) return this.#refuse([...scope.at, ...path], reason);
    const keys = isObject(value) ? Object.keys(value) : [];
    for (const key of keys.filter((each) => prefixes.some((prefix) => each.startsWith(prefix)))) {
      this.#refuse([...scope.at, ...path, key], reason);
    }
  }

  #readPod(scope: Scope, { block, path: steps, fields }: ReadyBlock, path: Path): void {
    const at = [...scope.at, ...path];
    const place = formatPath(at);
    if (this.#seen.has(place) || !isThere(block, scope, path)) return;
    this.#seen.add(place);
    const part = assemble(fields, (field) => partAt(scope, field, block, path), this.#work);
    const pod = this.#patched(part, scope, block, path);
    const own = replicasOf(block.replicas ?? 1, { root: scope.object, block: steps, path });
    if (this.#work.left < 0) this.#stop(at, "too large to be put together");
    else if (this.#isRoom(at)) this.places.push(new AssembledPlace(at, pod, scope.replicas(own, path)));
  }

  #patched(pod: Part, scope: Scope, block: PodBlock, path: Path): Part {
    let patched = pod;
    for (const text of block.patches ?? []) {
      const bound = bind(pattern(text), pattern(block.path), path) ?? [];
      const value = valueAt(scope.object, bound);
      if (typeof value === "string" && value.trim() !== "") patched = this.#patchedBy(patched, value, [...scope.at, ...bound]);
    }
    return patched;
  }

  /** A text that stands above many templates is refused once. */
  readonly #patches = new Map<string, Json | undefined>();

  #patchedBy(pod: Part, text: string, at: Path): Part {
    const place = formatPath(at);
    if (!this.#patches.has(place)) this.#patches.set(place, this.#readPatch(text, at));
    const value = this.#patches.get(place);
    const patch: Part = { value: value === undefined ? undefined : { spec: value }, origin: patchOrigin(at) };
    return patchPart(pod, patch, "", this.#work);
  }

  #readPatch(text: string, at: Path): Json | undefined {
    const documents = readEmbedded(text);
    if (typeof documents === "string") return this.#refuse(at, documents);
    const [patch] = documents;
    if (documents.length !== 1 || !isObject(patch)) return this.#refuse(at, "is no object");
    const reason = unreadableIn(patch);
    return reason === undefined ? patch : this.#refuse(at, reason);
  }

  #readObject(scope: Scope, { block, path: steps }: ReadyBlock, path: Path, object: JsonObject): void {
    const factor = replicasOf(block.replicas ?? 1, { root: scope.object, block: steps, path });
    const podSets = podSetsOf(scope, block, path);
    const replicas = (own: number, inner: Path): number => {
      const declared = podSets.get(formatPath([...path, ...inner]));
      return scope.replicas(times(factor, Math.max(own, declared?.replicas ?? 0)), path);
    };
    this.#readInner({ ...scope, object, at: [...scope.at, ...path], replicas });
    for (const podSet of podSets.values()) {
      this.#readTemplate(scope, podSet.path, scope.replicas(times(factor, podSet.replicas), path));
    }
  }

  /** One of an object whose kind may be unknown. */
  #readTemplate(scope: Scope, path: Path, replicas: number): void {
    const at = [...scope.at, ...path];
    const place = formatPath(at);
    const value = valueAt(scope.object, path);
    if (this.#seen.has(place) || !isObject(value) || !this.#isRoom(at)) return;
    this.#seen.add(place);
    this.places.push(new AssembledPlace(at, partAtPath(scope, path), replicas));
  }

  #readManifest(scope: Scope, { block, path: steps }: ReadyBlock, path: Path, text: string): void {
    const at = [...scope.at, ...path];
    const documents = readEmbedded(text);
    if (typeof documents === "string") return void this.#refuse(at, documents);
    const factor = replicasOf(block.replicas ?? 1, { root: scope.object, block: steps, path });
    const replicas = (own: number): number => scope.replicas(times(factor, own), path);
    for (const [i, object] of documents.entries()) {
      const inner = documents.length === 1 ? at : [...at, i];
      const reason = isObject(object) ? unreadableIn(object) : "is no object";
      if (reason !== undefined) this.#refuse(inner, reason);
      else if (isObject(object)) this.#readInner({ object, at: inner, isText: true, depth: scope.depth, replicas });
    }
  }

  #readInner(scope: Scope): void {
    const kind = kindOf(scope.object);
    if (kind === undefined) this.#refuse(scope.at, "has no apiVersion and kind");
    else if (scope.depth === MAX_DEPTH) this.#refuse(scope.at, `objects in objects, more than ${MAX_DEPTH} deep`);
    else this.read({ ...scope, depth: scope.depth + 1 }, kind);
  }

  #refuse(at: Path, reason: string): undefined {
    if (this.#isRoom(at)) this.opaque.push({ path: formatPath(at), reason });
    return undefined;
  }

  #isRoom(at: Path): boolean {
    if (this.places.length + this.opaque.length < MAX_PLACES) return true;
    this.#stop(at, "more than 1,000 pods");
    return false;
  }

  #stop(at: Path, reason: string): void {
    if (!this.#isFull) this.opaque.push({ path: formatPath(at), reason });
    this.#isFull = true;
  }
}

function patchOrigin(at: Path): Part["origin"] {
  return { members: new Map([["spec", { at, home: null }]]) };
}

function isThere({ needs, path: steps }: PodBlock, { object }: Scope, path: Path): boolean {
  if (needs === undefined) return true;
  return needs.some((need) => {
    const value = valueAt(object, bind(pattern(need), pattern(steps), path) ?? []);
    return value !== undefined && value !== null;
  });
}

/** The field of the object that the pod's field comes from. */
function partAt(scope: Scope, field: PodField, block: PodBlock, path: Path): Part {
  return partAtPath(scope, bind(pattern(field.object), pattern(block.path), path) ?? []);
}

/** Null counts as absent. */
function partAtPath({ object, at, isText }: Scope, path: Path): Part {
  return { value: valueAt(object, path) ?? undefined, origin: { at: [...at, ...path], ...(isText && { home: null }) } };
}

interface PodSet {
  readonly path: Path;
  readonly replicas: number;
}

/** Those inside of the object at the path, by their places. */
function podSetsOf({ object }: Scope, { podSets, path: steps }: PodBlock, path: Path): ReadonlyMap<string, PodSet> {
  const bound = podSets === undefined ? undefined : bind(pattern(podSets), pattern(steps), path);
  const list = bound === undefined ? undefined : valueAt(object, bound);
  const sets = new Map<string, PodSet>();
  for (const podSet of Array.isArray(list) ? (list as readonly Json[]) : []) {
    const text = member(podSet, "path");
    const inner = typeof text === "string" ? parsePath(text) : undefined;
    if (inner === undefined || inner[0] !== path.at(-1)) continue;
    const place = [...path.slice(0, -1), ...inner];
    sets.set(formatPath(place), { path: place, replicas: numberOf(member(podSet, "replicas")) ?? 1 });
  }
  return sets;
}

/** Undefined for what says no kind. */
function kindOf(object: JsonObject): GroupVersionKind | undefined {
  const apiVersion = member(object, "apiVersion");
  const kind = member(object, "kind");
  if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  const [version = "", group = ""] = apiVersion.split("/").reverse();
  return { group, version, kind };
}
