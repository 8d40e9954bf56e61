/** One pod, or template of pods, inside an object. */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { objectOr } from "./assemble.ts";
import { locateIn, type Origin } from "./origin.ts";
import type { Part } from "./part.ts";
import { formatPath, type Path } from "./path.ts";
import { writeBack } from "./write.ts";

export interface PodPlace {
  /**
   * The pod as it would be made, as far as the object says: `metadata` and `spec` are always there, and objects. Of a
   * template they are the template's own.
   */
  readonly pod: JsonObject;
  /** Where it is in the user's object: `spec.replicatedJobs[1].template.spec.template`; empty for a Pod itself. */
  readonly podPath: string;
  /**
   * The most pods that the object makes of it at one time, from 0 to UNBOUNDED. What is absent counts as its default,
   * and what has the wrong type as absent.
   */
  readonly replicas: number;
  /**
   * Where in the user's object something is that stands at a path in the pod: of `spec.containers[0].image` perhaps
   * `spec.predictor.model.image`. Of what stands nowhere: `podPath` and the path.
   */
  locate(path: Path): string;
  /**
   * The object with this pod instead; what does not change is shared. What has no place in the object is left out.
   * The very same object if nothing changes.
   */
  write(object: JsonObject, pod: JsonObject): JsonObject;
}

/** A pod with the places that its parts come from. */
export class AssembledPlace implements PodPlace {
  readonly pod: JsonObject;
  readonly replicas: number;
  readonly #path: Path;
  readonly #origin: Origin;

  constructor(path: Path, part: Part, replicas: number) {
    this.pod = complete(part.value);
    this.replicas = replicas;
    this.#path = path;
    this.#origin = part.origin;
  }

  get podPath(): string {
    return formatPath(this.#path);
  }

  locate(path: Path): string {
    return formatPath(locateIn(this.#origin, path) ?? [...this.#path, ...path]);
  }

  write(object: JsonObject, pod: JsonObject): JsonObject {
    return pod === this.pod ? object : writeBack(object, this.pod, pod, this.#origin);
  }
}

function complete(value: Json | undefined): JsonObject {
  const pod = objectOr(value);
  if (isObject(member(pod, "metadata")) && isObject(member(pod, "spec"))) return pod;
  return { ...pod, metadata: objectOr(member(pod, "metadata")), spec: objectOr(member(pod, "spec")) };
}
