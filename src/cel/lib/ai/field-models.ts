/** The fields of objects that refer to models. */
import { isMap, mapEntries } from "../../runtime/maps.ts";
import type { Value } from "../../values.ts";
import { hubModel, imageModel, type Model, modelOf } from "./model-uri.ts";
import type { PathSegment } from "./paths.ts";
import { locateIn } from "./pod-origin.ts";
import { at, textAt } from "./read.ts";
import { OBJECT_WALK, walked } from "./walked.ts";

/** Each element of a list, or the value of each key. */
const EACH = "*";

/** Of any kind: what has none of the fields has none of the references. */
const FIELDS: readonly (readonly string[])[] = [
  // KServe: InferenceService (`*` is `model`, or formerly the framework), LLMInferenceService, LocalModelCache.
  ...["predictor", "transformer", "explainer"].flatMap((component) => [
    ["spec", component, "storageUris", EACH, "uri"],
    ["spec", component, EACH, "storageUri"],
    ["spec", component, EACH, "storageUris", EACH, "uri"],
  ]),
  ["spec", "model", "uri"],
  ["spec", "model", "lora", "adapters", EACH, "uri"],
  ["spec", "sourceModelUri"],
  // Kubeflow: TrainJob.
  ["spec", "initializer", "model", "storageUri"],
  ["spec", "initializer", "dataset", "storageUri"],
  // Seldon: SeldonDeployment.
  ["spec", "predictors", EACH, "graph", "modelUri"],
];

export function fieldModels(object: Value): readonly Model[] {
  const search = new Search(object);
  for (const pattern of FIELDS) search.follow(object, pattern, []);
  const found = [...search.found, ...nimModels(object)];
  return walked(found, search.visited * OBJECT_WALK);
}

class Search {
  readonly found: Model[] = [];
  visited = 0;
  readonly #object: Value;

  constructor(object: Value) {
    this.#object = object;
  }

  /** Finds the texts at the end of a pattern. The depth is that of the pattern. */
  follow(value: Value | undefined, pattern: readonly string[], path: readonly PathSegment[]): void {
    this.visited++;
    const [key, ...rest] = pattern;
    if (value === undefined) return;
    if (key === undefined) {
      if (typeof value === "string" && value !== "") this.found.push(modelOf(value, locateIn(this.#object, path)));
    } else if (key !== EACH) this.follow(at(value, key), rest, [...path, key]);
    else for (const [segment, child] of childrenOf(value)) this.follow(child, rest, [...path, segment]);
  }
}

function childrenOf(value: Value): Iterable<readonly [PathSegment, Value]> {
  if (Array.isArray(value)) return value.entries();
  if (!isMap(value)) return [];
  return mapEntries(value).filter((entry): entry is [string, Value] => typeof entry[0] === "string");
}

/** NIMCache: a model of a hub, or the image that pulls one from NVIDIA's catalogue. */
function nimModels(object: Value): readonly Model[] {
  const hubs = ["hf", "dataStore"].flatMap((hub) =>
    ["modelName", "datasetName"].flatMap((field) => {
      const name = textAt(object, "spec", "source", hub, field);
      if (name === undefined) return [];
      const path = locateIn(object, ["spec", "source", hub, field]);
      const revision = textAt(object, "spec", "source", hub, "revision") ?? "";
      return [hub === "hf" ? hubModel(name, path, revision) : modelOf(name, path, revision)];
    }),
  );
  const puller = textAt(object, "spec", "source", "ngc", "modelPuller");
  if (puller === undefined) return hubs;
  return [...hubs, imageModel(puller, locateIn(object, ["spec", "source", "ngc", "modelPuller"]))];
}
