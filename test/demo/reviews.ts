import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface DemoReview {
  readonly title: string;
  readonly allowed: boolean;
  /** The AdmissionReview, as it goes over the wire. */
  body(): string;
}

function review(file: string, title: string, allowed: boolean): DemoReview {
  return { title, allowed, body: () => readFileSync(join(import.meta.dirname, "reviews", `${file}.json`), "utf8") };
}

/** Recorded from a real API server, with the objects changed to tell their stories. */
export const DEMO_REVIEWS: readonly DemoReview[] = [
  review("1-training-pod", "a training pod with 8 GPUs", true),
  review("2-too-many-gpus", "a training pod with 16 GPUs", false),
  review("3-foreign-image", "an image from a foreign registry", false),
  review("4-privileged-notebook", "a privileged notebook", false),
  review("5-no-mesh-label", "a pod without the mesh label", false),
  review("6-deployment", "a Deployment: no policy is about those yet", true),
  review("7-dry-run", "a dry run, with a tag instead of a digest", true),
  review("8-update-debugger", "an update that adds a privileged debugger", false),
];
