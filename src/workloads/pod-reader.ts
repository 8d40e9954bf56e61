/** Goes through an object, and through objects in it, for all pods. */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { assemble } from "./assemble.ts";
import { times } from "./count.ts";
import { readObjects, readPatch } from "./embedded-text.ts";
import { memberOrigins } from "./origin.ts";
import type { Part } from "./part.ts";
import { formatPath, type Path } from "./path.ts";
import { visit } from "./pattern.ts";
import { AssembledPlace, type PodPlace } from "./pod-place.ts";
import { boundTo, kindOf, Scope } from "./scope.ts";
import { patchPart } from "./strategic-merge.ts";
import type { GroupVersionKind, PodBlock } from "./workload-kind.ts";
import type { ReadyBlock, WorkloadTable } from "./workload-table.ts";

/** A block that holds pods and cannot be read. */
export interface OpaqueBlock {
  readonly path: string;
  readonly reason: string;
}

const MAX_PLACES = 1_000;
/** Members and elements that are put together for all pods of an object: shared ones count for each. */
const MAX_WORK = 500_000;
/** Objects in objects. */
const MAX_DEPTH = 4;

export class PodReader {
  readonly places: PodPlace[] = [];
  readonly opaque: OpaqueBlock[] = [];
  readonly #table: WorkloadTable;
  /** Of two blocks at one place the first counts. */
  readonly #seen = new Set<string>();
  /** Texts that stand above many templates are read, and refused, once. */
  readonly #patches = new Map<string, JsonObject | undefined>();
  readonly #work = { left: MAX_WORK };
  #isFull = false;

  constructor(table: WorkloadTable) {
    this.#table = table;
  }

  read(scope: Scope, kind: GroupVersionKind): void {
    for (const block of this.#table.blocksOf(kind)) {
      visit(scope.object, block.path, (path, value) => {
        this.#readBlock(scope, block, path, value);
        return !this.#isFull;
      });
    }
  }

  #readBlock(scope: Scope, ready: ReadyBlock, path: Path, value: Json | undefined): void {
    const { shape } = ready.block;
    if (shape === "opaque") this.#readOpaque(scope, ready.block, path, value);
    else if (shape === "manifest") this.#readManifest(scope, ready.block, path, value);
    else if (!isObject(value)) return;
    else if (shape === "object") this.#readObject(scope, ready.block, path, value);
    else this.#readPod(scope, ready, path, value);
  }

  #readOpaque(scope: Scope, { prefixes, reason = "" }: PodBlock, path: Path, value: Json | undefined): void {
    const at = scope.absolute(path);
    if (prefixes === undefined && value !== undefined && value !== null) this.#refuse(at, reason);
    if (prefixes === undefined || !isObject(value)) return;
    for (const key of Object.keys(value)) {
      if (prefixes.some((prefix) => key.startsWith(prefix))) this.#refuse([...at, key], reason);
    }
  }

  #readPod(scope: Scope, { block, fields }: ReadyBlock, path: Path, object: JsonObject): void {
    const { needs } = block;
    if (needs?.every((key) => (member(object, key) ?? null) === null)) return;
    if (!this.#isNew(scope.absolute(path))) return;
    const part = assemble(fields, (field) => scope.partOf(field.object, block, path), this.#work);
    const pod = this.#patched(part, scope, block, path);
    this.#add(scope, path, pod, scope.replicas(scope.count(block.replicas ?? 1, block, path), path));
  }

  #patched(pod: Part, scope: Scope, block: PodBlock, path: Path): Part {
    let patched = pod;
    for (const text of block.patches ?? []) {
      const value = scope.valueOf(text, block, path);
      if (typeof value !== "string" || value.trim() === "") continue;
      const at = scope.absolute(boundTo(text, block, path));
      const patch = this.#patchIn(value, at);
      if (patch !== undefined) patched = patchPart(patched, specPart(patch, at), "", this.#work);
    }
    return patched;
  }

  #patchIn(text: string, at: Path): JsonObject | undefined {
    const place = formatPath(at);
    if (!this.#patches.has(place)) {
      const patch = readPatch(text, this.#work);
      if ("reason" in patch) this.#refuse(at, patch.reason);
      this.#patches.set(place, "reason" in patch ? undefined : patch.object);
    }
    return this.#patches.get(place);
  }

  #readObject(scope: Scope, block: PodBlock, path: Path, object: JsonObject): void {
    const factor = scope.count(block.replicas ?? 1, block, path);
    const podSets = scope.podSets(block, path);
    const replicas = (own: number, inner: Path): number => {
      const declared = podSets.get(formatPath([...path, ...inner]))?.replicas ?? 0;
      return scope.replicas(times(factor, Math.max(own, declared)), path);
    };
    this.#readInner(new Scope({ ...scope, object, at: scope.absolute(path), depth: scope.depth + 1, replicas }));
    // Templates in an object of a kind that the table does not know.
    for (const podSet of podSets.values()) {
      const part = scope.partAt(podSet.path);
      if (!isObject(part.value) || !this.#isNew(scope.absolute(podSet.path))) continue;
      this.#add(scope, podSet.path, part, scope.replicas(times(factor, podSet.replicas), path));
    }
  }

  #readManifest(scope: Scope, block: PodBlock, path: Path, value: Json | undefined): void {
    if (typeof value !== "string") return;
    const at = scope.absolute(path);
    const factor = scope.count(block.replicas ?? 1, block, path);
    const replicas = (own: number): number => scope.replicas(times(factor, own), path);
    const objects = readObjects(value, this.#work);
    for (const [i, read] of objects.entries()) {
      const place = objects.length === 1 ? at : [...at, i];
      if ("reason" in read) this.#refuse(place, read.reason);
      else this.#readInner(new Scope({ ...read, at: place, isText: true, depth: scope.depth + 1, replicas }));
    }
  }

  #readInner(scope: Scope): void {
    const kind = kindOf(scope.object);
    if (kind === undefined) this.#refuse(scope.at, "has no apiVersion and kind");
    else if (scope.depth > MAX_DEPTH) this.#refuse(scope.at, `objects in objects, more than ${MAX_DEPTH} deep`);
    else this.read(scope, kind);
  }

  #isNew(at: Path): boolean {
    const place = formatPath(at);
    const isNew = !this.#seen.has(place);
    this.#seen.add(place);
    return isNew;
  }

  #add(scope: Scope, path: Path, pod: Part, replicas: number): void {
    const at = scope.absolute(path);
    if (this.#work.left < 0) this.#stop(at, "too large to be put together");
    else if (this.#isRoom(at)) this.places.push(new AssembledPlace(at, pod, replicas));
  }

  #refuse(at: Path, reason: string): void {
    if (this.#isRoom(at)) this.opaque.push({ path: formatPath(at), reason });
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

/** A patch of the pod's spec that stands in a text: it can be found there, but not written. */
function specPart(patch: JsonObject, at: Path): Part {
  return { value: { spec: patch }, origin: memberOrigins([["spec", { at, home: null }]]) };
}
