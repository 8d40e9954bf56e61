import type { PodField } from "./workload-kind.ts";

/** Labels and annotations that pods get from several places, the more important ones first. */
export function podMetadata(...places: readonly string[]): readonly PodField[] {
  return ["labels", "annotations"].flatMap((field) =>
    places.map(
      (at): PodField => ({
        pod: `metadata.${field}`,
        object: `${at}.${field}`,
        ...(at === "metadata" && { omit: ["kubectl.kubernetes.io/last-applied-configuration"] }),
      }),
    ),
  );
}
