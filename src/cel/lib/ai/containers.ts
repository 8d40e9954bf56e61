/** The containers of a pod, of all kinds. */

import { isMap } from "../../runtime/maps.ts";
import type { Result, Value } from "../../values.ts";
import { locateIn } from "./pod-origin.ts";
import { at, listAt, textAt } from "./read.ts";
import { OBJECT_WALK } from "./walked.ts";

export type ContainerKind = "init" | "sidecar" | "container" | "ephemeral";

/** One container as it stands in its pod. */
export interface PodContainer {
  readonly kind: ContainerKind;
  /** The field of the pod's spec that lists it. */
  readonly list: string;
  readonly index: number;
  readonly spec: Value;
}

/**
 * What `containers(pod)` gives: to CEL a map as any other. That it has a class tells it from a user's object, which
 * may look like one.
 */
export class Container {
  [key: string]: Value;
  readonly kind: ContainerKind;
  readonly name: string;
  readonly image: string;
  /** Where it stands in the user's own object. */
  readonly path: string;
  /** The container itself, as JSON. */
  readonly spec: Value;
  readonly index: number;

  constructor(pod: Value, container: PodContainer) {
    this.kind = container.kind;
    this.name = textAt(container.spec, "name") ?? "";
    this.image = textAt(container.spec, "image") ?? "";
    this.path = pathOf(pod, container);
    this.spec = container.spec;
    this.index = container.index;
  }
}

/** In the order in which they start: init containers with the sidecars among them, main, ephemeral. */
const LISTS: readonly (readonly [list: string, kind: ContainerKind])[] = [
  ["initContainers", "init"],
  ["containers", "container"],
  ["ephemeralContainers", "ephemeral"],
];

/** All containers of a pod, in the order in which they start. What is no object in the lists is none. */
export function containersOf(pod: Value): readonly PodContainer[] {
  const spec = at(pod, "spec");
  const found: PodContainer[] = [];
  for (const [list, kind] of LISTS) {
    for (const [index, container] of listAt(spec, list).entries()) {
      if (!isMap(container)) continue;
      const isSidecar = kind === "init" && at(container, "restartPolicy") === "Always";
      found.push({ kind: isSidecar ? "sidecar" : kind, list, index, spec: container });
    }
  }
  return found;
}

/** The path of something in a container, in the user's own object. */
export function pathOf(pod: Value, { list, index }: PodContainer, ...rest: readonly (string | number)[]): string {
  return locateIn(pod, ["spec", list, index, ...rest]);
}

export function containers(pod: Value): readonly Container[] {
  return containersOf(pod).map((container) => new Container(pod, container));
}

export function containersCost(_: readonly Value[], result: Result): number {
  return 1 + (Array.isArray(result) ? result.length * OBJECT_WALK : 0);
}

/** The container itself, of one that is itself or came from `containers(pod)`. */
export function rawContainer(container: Value): Value {
  return container instanceof Container ? container.spec : container;
}
