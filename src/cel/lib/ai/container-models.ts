/** The models that a container's arguments and variables name. */
import type { Value } from "../../values.ts";
import { commandLine, flagValues, isFlag } from "./command-line.ts";
import { type PodContainer, pathOf } from "./containers.ts";
import { variablesOf } from "./environment-variables.ts";
import { image } from "./image.ts";
import { modelArguments } from "./model-arguments.ts";
import { type Model, modelOf } from "./model-uri.ts";
import { listAt, textAt, textsAt } from "./read.ts";
import { OBJECT_WALK, walked, walkOf } from "./walked.ts";

/** Variables that name a model: of Text Generation Inference, SageMaker's images, KServe and NIM among others. */
const VARIABLES = [
  ...["MODEL", "MODEL_ID", "MODEL_NAME", "MODEL_PATH", "MODEL_URI", "MODEL_REPOSITORY", "STORAGE_URI"],
  ...["HF_MODEL", "HF_MODEL_ID", "HF_MODEL_NAME", "VLLM_MODEL", "NIM_MODEL_NAME"],
];
const REVISIONS = ["REVISION", "MODEL_REVISION", "HF_REVISION", "HF_MODEL_REVISION"];

/** KServe's, which has what it downloads as its first argument. */
const INITIALIZER = "storage-initializer";

export function containerModels(pod: Value, container: PodContainer): readonly Model[] {
  const { spec } = container;
  const words = commandLine(spec);
  const variables = variablesOf(spec).values;
  const place = pathOf(pod, container, textsAt(spec, "args").length > 0 ? "args" : "command");
  const revision = flagValues(words, (name) => isFlag(name, "--revision")).at(-1) ?? knownRevision(variables);
  const named = textAt(spec, "name") === INITIALIZER ? words.slice(0, 1) : [];
  const inArguments = [...named, ...modelArguments(words, followsServe(spec))];
  const inVariables = VARIABLES.flatMap((name) => {
    const value = variables.get(name) ?? "";
    return value === ""
      ? []
      : [modelOf(value, pathOf(pod, container, "env", lastIndexOf(spec, name), "value"), revision)];
  });
  const found = [...new Set(inArguments)].map((word) => modelOf(word, place, revision));
  const models = [...found, ...inVariables];
  // Arguments and variables are looked through twice.
  return walked(models, (2 + models.length) * OBJECT_WALK + 2 * walkOf(words));
}

function knownRevision(variables: ReadonlyMap<string, string>): string {
  return REVISIONS.map((name) => variables.get(name)).find((value) => value !== undefined) ?? "";
}

/** vLLM's image runs `vllm serve` before the arguments, where there is no command. */
function followsServe(container: Value): boolean {
  return textsAt(container, "command").length === 0 && /(?:^|\/)vllm-/.test(repositoryOf(container));
}

function repositoryOf(container: Value): string {
  return image(textAt(container, "image") ?? "").repository;
}

function lastIndexOf(container: Value, variable: string): number {
  return listAt(container, "env").findLastIndex((entry) => textAt(entry, "name") === variable);
}
