import { rememberOrigin } from "../cel/lib/ai/pod-origin.ts";
import type { Type } from "../cel/types.ts";
import { StructValue, type Value } from "../cel/values.ts";
import { CONTEXT, WORKLOAD } from "../cel/workload-types.ts";
import { sameJson } from "../json/equal.ts";
import { type JsonObject, member } from "../json/value.ts";
import type { GroupVersionKind } from "../kube/resources.ts";
import { labelsOf, matchesLabels, requirementsOf } from "../matching/label-selector.ts";
import { ALL_NAMESPACES } from "../policy/compile-context.ts";
import type { ContextList, Extension } from "../policy/model.ts";
import type { ExtensionValues, RequestObjects } from "../validation/inputs.ts";
import type { ParamsView } from "../validation/params.ts";
import { type PodPlace, type Pods, podsOf, type WorkloadTable } from "../workloads/workloads.ts";

/** A pod to look at, and what it was before. */
export interface PodInScene {
  readonly place: PodPlace;
  /** That of the place, as it is by now. */
  readonly pod: JsonObject;
  /** At the same path in the old object; null if there was none. */
  readonly oldPod: JsonObject | null;
}

/** In one form; the old object is that of the same request. */
type SeenObjects = Pick<RequestObjects, "object" | "oldObject" | "form">;

/**
 * What AdmissionPolicies see of one request beyond what the in-tree policies see. Worked out when it is first asked for,
 * once for all policies.
 */
export class Scene {
  readonly #namespace: string;
  readonly #view: ParamsView;
  readonly #table: WorkloadTable;
  readonly #pods = new WeakMap<JsonObject, Pods>();
  readonly #newPods = new WeakMap<JsonObject, readonly PodInScene[]>();
  readonly #workloads = new WeakMap<JsonObject, Workload>();
  readonly #lists = new Map<ContextList, readonly JsonObject[]>();

  /** @param namespace of the request, empty for cluster-scoped objects */
  constructor(namespace: string, view: ParamsView, table: WorkloadTable) {
    this.#namespace = namespace;
    this.#view = view;
    this.#table = table;
  }

  pods(object: JsonObject | null, kind: GroupVersionKind): Pods {
    if (object === null) return NO_PODS;
    let pods = this.#pods.get(object);
    if (pods === undefined) {
      pods = podsOf(object, kind, this.#table);
      for (const place of pods.places) rememberOrigin(place.pod, (path) => place.locate(path));
      this.#pods.set(object, pods);
    }
    return pods;
  }

  /** The pods of an object, but for those that an update leaves as they were judged: in spec, labels, annotations and number. */
  newPods(objects: SeenObjects): readonly PodInScene[] {
    if (objects.object === null) return [];
    const known = this.#newPods.get(objects.object) ?? this.#findNewPods(objects);
    this.#newPods.set(objects.object, known);
    return known;
  }

  #findNewPods({ object, oldObject, form }: SeenObjects): readonly PodInScene[] {
    const { places } = this.pods(object, form.kind);
    if (oldObject === null) return places.map((place) => ({ place, pod: place.pod, oldPod: null }));
    const before = new Map(this.pods(oldObject, form.kind).places.map((place) => [place.podPath, place]));
    return places.flatMap((place) => {
      const old = before.get(place.podPath);
      const isKnown = old !== undefined && isUnchanged(old, place);
      return isKnown ? [] : [{ place, pod: place.pod, oldPod: old?.pod ?? null }];
    });
  }

  /**
   * @param object that the policy is evaluated for, in the form of that kind
   * @param seen the pod that it is evaluated for, if it is about pods
   */
  values(
    { context }: Extension,
    object: JsonObject | null,
    kind: GroupVersionKind,
    seen: PodInScene | undefined,
  ): ExtensionValues {
    return [
      seen?.pod,
      seen?.oldPod,
      seen?.place.podPath,
      seen?.place.replicas,
      context.length === 0 ? undefined : new Context(context, (list) => this.#list(list)),
      this.#workload(object, kind),
    ];
  }

  #workload(object: JsonObject | null, kind: GroupVersionKind): Workload {
    if (object === null) return new Workload(() => NO_PODS);
    const workload = this.#workloads.get(object) ?? new Workload(() => this.pods(object, kind));
    this.#workloads.set(object, workload);
    return workload;
  }

  #list(list: ContextList): readonly JsonObject[] {
    const known = this.#lists.get(list) ?? this.#find(list);
    this.#lists.set(list, known);
    return known;
  }

  /** A kind that the cluster does not serve has no objects. */
  #find({ kind, namespace = this.#namespace, selector }: ContextList): readonly JsonObject[] {
    const store = this.#view.params(kind);
    if (store === undefined) return [];
    const isEverywhere = !store.namespaced || namespace === ALL_NAMESPACES || namespace === "";
    const objects = isEverywhere ? store.all() : store.list(namespace);
    const requirements = requirementsOf(selector);
    return requirements.length === 0
      ? objects
      : objects.filter((object) => matchesLabels(requirements, labelsOf(object)));
  }
}

const NO_PODS: Pods = { places: [], opaque: [] };

function isUnchanged(before: PodPlace, now: PodPlace): boolean {
  if (before.replicas !== now.replicas) return false;
  const [old, pod] = [member(before.pod, "metadata"), member(now.pod, "metadata")];
  return (
    same(member(before.pod, "spec"), member(now.pod, "spec")) &&
    same(member(old, "labels"), member(pod, "labels")) &&
    same(member(old, "annotations"), member(pod, "annotations"))
  );
}

function same(a: ReturnType<typeof member>, b: ReturnType<typeof member>): boolean {
  return sameJson(a ?? null, b ?? null);
}

/** The variable `context`. */
class Context extends StructValue {
  override readonly type = CONTEXT as Type & { kind: "object" };
  readonly #lists: readonly ContextList[];
  readonly #find: (list: ContextList) => readonly JsonObject[];

  constructor(lists: readonly ContextList[], find: (list: ContextList) => readonly JsonObject[]) {
    super();
    this.#lists = lists;
    this.#find = find;
  }

  override field(name: string): Value | undefined {
    const list = this.#lists.find((declared) => declared.name === name);
    return list && this.#find(list);
  }
}

/** The variable `workload`: all pods of the object, and the blocks that cannot be read. */
class Workload extends StructValue {
  override readonly type = WORKLOAD as Type & { kind: "object" };
  readonly #pods: () => Pods;
  #fields: { readonly [field: string]: Value } | undefined;

  constructor(pods: () => Pods) {
    super();
    this.#pods = pods;
  }

  override field(name: string): Value | undefined {
    this.#fields ??= fieldsOf(this.#pods());
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }
}

function fieldsOf({ places, opaque }: Pods): { readonly [field: string]: Value } {
  return {
    pods: places.map(({ pod, podPath, replicas }) => ({ pod, podPath, replicas })),
    opaque: opaque.map(({ path, reason }) => ({ path, reason })),
  };
}
