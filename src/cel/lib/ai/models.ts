/** The models that a pod or an object of the usual kinds refers to. */
import type { Value } from "../../values.ts";
import { containerModels } from "./container-models.ts";
import { containersOf } from "./containers.ts";
import { fieldModels } from "./field-models.ts";
import { imageModel, type Model } from "./model-uri.ts";
import { locateIn } from "./pod-origin.ts";
import { listAt, textAt } from "./read.ts";
import { serveConfigModels } from "./serve-config.ts";
import { OBJECT_WALK, walked, walkOf } from "./walked.ts";

/**
 * Of a pod: image volumes, and what arguments and variables of its containers name. Of other objects: the fields of
 * KServe, Kubeflow Trainer, NIM, Seldon and Ray. In this order.
 */
export function models(object: Value): readonly Model[] {
  const volumes = volumeModels(object);
  const parts = [
    ...containersOf(object).map((container) => containerModels(object, container)),
    fieldModels(object),
    serveConfigModels(object),
  ];
  const found = [...volumes, ...parts.flat()];
  const walk = listAt(object, "spec", "volumes").length * OBJECT_WALK;
  return walked(
    found,
    parts.reduce((sum, part) => sum + walkOf(part), walk),
  );
}

function volumeModels(pod: Value): readonly Model[] {
  return listAt(pod, "spec", "volumes").flatMap((volume, i) => {
    const reference = textAt(volume, "image", "reference");
    if (reference === undefined) return [];
    return [imageModel(reference, locateIn(pod, ["spec", "volumes", i, "image", "reference"]))];
  });
}
