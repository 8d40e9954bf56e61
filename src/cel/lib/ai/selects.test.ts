import { expect, it } from "vitest";
import { json, resultOf } from "../../../../test/cel/ai.ts";
import { selects } from "./selects.ts";

const LABELS = { app: "vllm", tier: "gpu", constructor: "c" };
const matching = (...matchExpressions: unknown[]) => ({ matchExpressions });

it.each<[selector: unknown, selected: boolean]>([
  [null, false],
  ["app=vllm", false],
  [[], false],
  [{}, true],
  [{ matchLabels: {}, matchExpressions: [] }, true],
  [{ matchLabels: null, matchExpressions: null }, true],
  [{ matchLabels: { app: "vllm" } }, true],
  [{ matchLabels: { app: "vllm", tier: "cpu" } }, false],
  [{ matchLabels: { missing: "" } }, false],
  [{ matchLabels: { toString: "x" } }, false],
  [{ matchLabels: { app: 1 } }, false],
  [{ matchLabels: "app" }, false],
  [matching({ key: "app", operator: "In", values: ["tgi", "vllm"] }), true],
  [matching({ key: "app", operator: "In", values: [] }), false],
  [matching({ key: "app", operator: "In" }), false],
  [matching({ key: "app", operator: "NotIn", values: ["tgi"] }), true],
  [matching({ key: "missing", operator: "NotIn", values: ["tgi"] }), true],
  [matching({ key: "app", operator: "NotIn", values: ["vllm"] }), false],
  [matching({ key: "app", operator: "NotIn", values: [] }), false],
  [matching({ key: "app", operator: "NotIn", values: ["tgi", 1] }), false],
  [matching({ key: "constructor", operator: "Exists" }), true],
  [matching({ key: "toString", operator: "Exists" }), false],
  [matching({ key: "app", operator: "Exists", values: ["vllm"] }), false],
  [matching({ key: "missing", operator: "DoesNotExist" }), true],
  [matching({ key: "app", operator: "DoesNotExist" }), false],
  [matching({ key: "app", operator: "Is", values: ["vllm"] }), false],
  [matching({ operator: "Exists" }), false],
  [matching(null), false],
  [{ matchExpressions: {} }, false],
  [{ matchLabels: { app: "vllm" }, matchExpressions: [{ key: "tier", operator: "Exists" }] }, true],
])("%j", (selector, selected) => {
  expect(selects(json(selector), json(LABELS))).toBe(selected);
});

it.each<[source: string, result: boolean]>([
  ["selects(pod.selector, {'app': 'vllm'})", true],
  ["selects({'matchLabels': {'app': 'vllm'}}, pod.labels)", true],
  ["selects(pod.?none.orValue(null), pod.labels)", false],
  ["selects({}, null)", true],
])("%s", (source, result) => {
  const pod = json({ selector: { matchLabels: { app: "vllm" } }, labels: LABELS });
  expect(resultOf(source, { pod })).toBe(result);
});
