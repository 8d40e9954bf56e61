/** The models in a RayService's `serveConfigV2`, which is YAML in a text. */
import type { Value } from "../../values.ts";
import { type Model, modelOf } from "./model-uri.ts";
import { locateIn } from "./pod-origin.ts";
import { textAt } from "./read.ts";
import { OBJECT_WALK, textWalk, walked } from "./walked.ts";

/** A key that names a model, and its value on the same line: `model_id: org/name`, `"model_source": "s3://..."`. */
const ENTRY =
  /(?:^|[\s{,"'-])(?:model_id|model_source|bucket_uri|model)["']?[ \t]*:[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,}#"'{[|>][^\s,}]*))/g;

/**
 * What is found by looking through the text: it is not parsed, so that anchors, block scalars and escaped keys hide
 * what they hold.
 */
export function serveConfigModels(object: Value): readonly Model[] {
  const text = textAt(object, "spec", "serveConfigV2") ?? "";
  const names = new Set(
    Array.from(text.matchAll(ENTRY), ([, double, single, plain]) => double ?? single ?? plain ?? ""),
  );
  const path = locateIn(object, ["spec", "serveConfigV2"]);
  const found = [...names].filter((name) => name !== "").map((name) => modelOf(name, path));
  return walked(found, textWalk(text.length) + found.length * OBJECT_WALK);
}
