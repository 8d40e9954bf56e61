import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface DemoReview {
  readonly title: string;
  readonly door: "/validate" | "/mutate";
  readonly allowed: boolean;
  /** The AdmissionReview, as it goes over the wire. */
  body(): string;
  /** What the patch must change, as `diffYaml` shows it: nothing for most. */
  diff(): string;
}

function judged(file: string, title: string, allowed: boolean): DemoReview {
  return { title, door: "/validate", allowed, body: () => read(`${file}.json`), diff: () => "" };
}

function patched(file: string, title: string): DemoReview {
  return { title, door: "/mutate", allowed: true, body: () => read(`${file}.json`), diff: () => read(`${file}.diff`) };
}

function read(file: string): string {
  return readFileSync(join(import.meta.dirname, "reviews", file), "utf8");
}

/** Recorded from a real API server, with the objects changed to tell their stories. */
export const DEMO_REVIEWS: readonly DemoReview[] = [
  judged("1-training-pod", "a training pod with 8 GPUs", true),
  judged("2-too-many-gpus", "a training pod with 16 GPUs", false),
  judged("3-foreign-image", "an image from a foreign registry", false),
  judged("4-privileged-notebook", "a privileged notebook", false),
  judged("5-no-mesh-label", "a pod without the mesh label", false),
  judged("6-deployment", "a Deployment whose pods are outside of the mesh", false),
  judged("7-dry-run", "a dry run, with a tag instead of a digest", true),
  judged("8-update-debugger", "an update that adds a privileged debugger", false),
  patched("9-bare-training-pod", "a training pod without defaults, at the mutating door"),
];
