/** Where a pod stands in the object that its user has written. */
import type { JsonObject, Value } from "../../values.ts";
import { formatPath, type PathSegment } from "./paths.ts";

/** From a path in the pod to the text of the path in the user's own object. */
export type Locate = (path: readonly PathSegment[]) => string;

const origins = new WeakMap<object, Locate>();

/** Tells where a pod comes from. The pod is known by its identity and is kept alive by nothing here. */
export function rememberOrigin(pod: JsonObject, locate: Locate): void {
  origins.set(pod, locate);
}

/** The path in the user's object; for a pod that nobody has told about, the path in the pod. */
export function locateIn(pod: Value, path: readonly PathSegment[]): string {
  const locate = typeof pod === "object" && pod !== null ? origins.get(pod) : undefined;
  return (locate ?? formatPath)(path);
}
