/** The paths of the node that a pod mounts. */
import type { Value } from "../../values.ts";
import { locateIn } from "./pod-origin.ts";
import { listAt, textAt } from "./read.ts";
import { OBJECT_WALK, textWalk, walked } from "./walked.ts";

/** What `hostPaths(pod)` gives, for each volume. */
export type HostPath = {
  /** The volume's name. */
  readonly name: string;
  /** Absolute, without empty parts, `.` and `..`: `//dev/./nvidia0/` is `/dev/nvidia0`. */
  readonly hostPath: string;
  /** Where it stands in the user's own object. */
  readonly path: string;
};

export function hostPaths(pod: Value): readonly HostPath[] {
  let walk = 0;
  const found = listAt(pod, "spec", "volumes").flatMap((volume, i): HostPath[] => {
    const hostPath = textAt(volume, "hostPath", "path");
    walk += OBJECT_WALK + textWalk(hostPath?.length ?? 0);
    if (hostPath === undefined) return [];
    const path = locateIn(pod, ["spec", "volumes", i, "hostPath", "path"]);
    return [{ name: textAt(volume, "name") ?? "", hostPath: cleanPath(hostPath), path }];
  });
  return walked(found, walk);
}

function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
