/** A kind of object that makes pods, and where in it they are: data, built in or from a WorkloadKind document. */
import type { Count } from "./count.ts";

export interface WorkloadKind {
  /** Empty for the core group. */
  readonly group: string;
  /** Those known to have this shape. A version that no kind of the same group and name lists is read like these. */
  readonly versions: readonly string[] | "any";
  readonly kind: string;
  /** Plural. */
  readonly resource: string;
  /** Through which pods change, too: `ephemeralcontainers`. */
  readonly subresources?: readonly string[];
  readonly pods: readonly PodBlock[];
}

/**
 * Where pods are. All paths start at the root of the object; `[]` stands for every element of a list, `*` for every
 * key of a map, and is the same element in every path of a block. There is a pod wherever `path` leads to an object.
 */
export interface PodBlock {
  readonly path: string;
  /**
   * What stands there: `template` a PodTemplateSpec, `spec` a PodSpec, `fields` nothing but what `fields` says,
   * `object` an object of any known kind, `manifest` such objects as YAML or JSON text, `opaque` what cannot be read.
   */
  readonly shape: (typeof SHAPES)[number];
  /** From which fields the pod is put together, the more important ones first. */
  readonly fields?: readonly PodField[];
  /** There is a pod only if what stands there has one of these keys. */
  readonly needs?: readonly string[];
  /** Texts, YAML or JSON, that are strategically merged onto the pod's spec, one after the other. */
  readonly patches?: readonly string[];
  /** One if absent. Of an `object` or a `manifest`, a factor. */
  readonly replicas?: Count;
  /** Of an `object`: a list of `{path, replicas}` beside it, the paths inside of the object's parent. */
  readonly podSets?: string;
  /** Of what is `opaque`: only the keys that start with one of these. */
  readonly prefixes?: readonly string[];
  /** Of what is `opaque`: why it cannot be read. */
  readonly reason?: string;
}

export const SHAPES = ["template", "spec", "fields", "object", "manifest", "opaque"] as const;

/**
 * What a field of the object is in the pod. Where several are the same, objects are merged, lists put one behind the
 * other, and of anything else the first that is present counts.
 */
export interface PodField {
  /** `spec.nodeSelector`, `spec.containers[main].image`: brackets hold the name of a container. */
  readonly pod: string;
  readonly object: string;
  /** Keys that are not the pod's. */
  readonly omit?: readonly string[];
  /** Counts only where nothing before it does, whatever it is. */
  readonly isFallback?: true;
  readonly as?: Conversion;
}

/**
 * `image`: {repository, tag} is `repository:tag`; `imagedContainers`: the same in every container of a list; `env`: a
 * map is a list of {name, value}; `names`: texts are a list of {name}; `gpu`: {name, quantity} is {[name]: quantity};
 * `gpuCount`: {cpu, memory, gpu, gpuType, custom} are amounts by resource; `volume`: a source is a list of one volume;
 * `hostPath`: a path is, too.
 */
export const CONVERSIONS = [
  "image",
  "imagedContainers",
  "env",
  "names",
  "gpu",
  "gpuCount",
  "volume",
  "hostPath",
] as const;
export type Conversion = (typeof CONVERSIONS)[number];

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}
