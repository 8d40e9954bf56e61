import { expect, it } from "vitest";
import { json, resultOf } from "../../../../test/cel/ai.ts";
import type { JsonObject } from "../../values.ts";
import { containers } from "./containers.ts";
import { rememberOrigin } from "./pod-origin.ts";

const POD = json({
  metadata: { name: "serve" },
  spec: {
    containers: [{ name: "vllm", image: "vllm/vllm-openai:v0.11.0" }, { name: "metrics" }],
    initContainers: [
      { name: "download", image: "fetch:1" },
      { name: "proxy", image: "proxy:1", restartPolicy: "Always" },
      { name: "odd", restartPolicy: "Sometimes" },
    ],
    ephemeralContainers: [{ name: "debug", image: "busybox" }],
  },
}) as JsonObject;

it("lists all of them in the order in which they start", () => {
  expect(containers(POD).map(({ kind, name, image, path, index }) => [kind, name, image, path, index])).toEqual([
    ["init", "download", "fetch:1", "spec.initContainers[0]", 0],
    ["sidecar", "proxy", "proxy:1", "spec.initContainers[1]", 1],
    ["init", "odd", "", "spec.initContainers[2]", 2],
    ["container", "vllm", "vllm/vllm-openai:v0.11.0", "spec.containers[0]", 0],
    ["container", "metrics", "", "spec.containers[1]", 1],
    ["ephemeral", "debug", "busybox", "spec.ephemeralContainers[0]", 0],
  ]);
});

it.each<[source: string, result: unknown]>([
  ["containers(pod).filter(c, c.kind == 'sidecar').map(c, c.name)", ["proxy"]],
  ["containers(pod).map(c, c.spec.?restartPolicy.orValue(''))", ["", "Always", "Sometimes", "", "", ""]],
  ["containers(pod).exists(c, c.image == '')", true],
  ["containers(pod)[3].path + '.image'", "spec.containers[0].image"],
  ["containers(pod).size()", 6],
  ["containers({'spec': {'containers': [{'name': 'made'}]}}).map(c, c.name)", ["made"]],
])("%s", (source, result) => {
  expect(resultOf(source, { pod: POD })).toEqual(result);
});

it.each<[what: string, pod: unknown, names: readonly string[]]>([
  ["null", null, []],
  ["a text", "spec", []],
  ["no spec", { metadata: {} }, []],
  ["a list for a spec", { spec: [{ name: "a" }] }, []],
  ["an object for a list", { spec: { containers: { name: "a" } } }, []],
  ["other things in the list", { spec: { containers: [null, "a", 1, ["b"], { name: "c" }] } }, ["c"]],
  ["names of other types", { spec: { containers: [{ name: 1, image: ["x"] }] } }, [""]],
])("takes what is not as it should be for absent: %s", (_, pod, names) => {
  expect(containers(json(pod)).map(({ name }) => name)).toEqual(names);
});

it("gives the paths in the user's own object", () => {
  const pod = json({ spec: { containers: [{ name: "a" }] } }) as JsonObject;
  rememberOrigin(pod, (path) => `spec.template/${path.join("/")}`);
  expect(resultOf("containers(pod)[0].path", { pod })).toBe("spec.template/spec/containers/0");
  expect(resultOf("path(pod, 'spec.containers[0]')", { pod })).toBe("spec.template/spec/containers/0");
});
