/** What cannot be read is told, and what users can make large is bounded. */
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json/value.ts";
import { kindOf } from "./scope.ts";
import { type Pods, podsOf, WorkloadTable } from "./workloads.ts";

function podsIn(object: JsonObject): Pods {
  return podsOf(object, kindOf(object)!, WorkloadTable.BUILT_IN);
}

const workflow = (...templates: readonly JsonObject[]): JsonObject => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Workflow",
  spec: { templates },
});
const patched = (podSpecPatch: string): JsonObject => workflow({ container: { image: "i" }, podSpecPatch });
const making = (manifest: string): JsonObject => workflow({ resource: { manifest } });
const wrapped = (template: Json): JsonObject => ({
  apiVersion: "workload.codeflare.dev/v1beta2",
  kind: "AppWrapper",
  spec: { components: [{ template }] },
});

const PATCH = "spec.templates[0].podSpecPatch";
const MANIFEST = "spec.templates[0].resource.manifest";

describe("opaque blocks", () => {
  it.each<[name: string, object: JsonObject, path: string, reason: string]>([
    ["a patch that is no YAML", patched("a: [b"), PATCH, "is neither YAML nor JSON"],
    ["a patch that is text", patched("{{inputs.parameters.patch}}"), PATCH, "is no object"],
    ["a patch of two documents", patched("a: 1\n---\nb: 1"), PATCH, "is not one object"],
    ["a patch with a directive", patched("volumes: [{name: a, $patch: delete}]"), PATCH, "holds the directive $patch"],
    ["a placeholder for a list", patched("containers: '{{x}}'"), PATCH, "a placeholder stands for containers"],
    ["a placeholder for a key", patched("'{{x}}': true"), PATCH, "a placeholder stands for a key"],
    ["a patch that does not end", patched("{{".repeat(30_000)), PATCH, "is neither YAML nor JSON"],
    ["a patch that is too long", patched(`a: ${"b".repeat(70_000)}`), PATCH, "is longer than 64 KiB"],
    [
      "a patch with private characters",
      patched("hostPID: \uE0000\uE001"),
      PATCH,
      "holds a character of the private use area",
    ],
    ["a manifest that is empty", making(""), MANIFEST, "is neither YAML nor JSON"],
    ["a manifest without a kind", making("apiVersion: v1"), MANIFEST, "has no apiVersion and kind"],
    ["the second manifest", making("apiVersion: v1\nkind: Pod\n---\n7"), `${MANIFEST}[1]`, "is no object"],
    [
      "a manifest from an artifact",
      workflow({ resource: { manifestFrom: { artifact: {} } } }),
      "spec.templates[0].resource.manifestFrom",
      "the manifest comes from an artifact",
    ],
    ["a plugin", workflow({ plugin: { x: {} } }), "spec.templates[0].plugin", "a plugin says what runs"],
    [
      "settings of Spark",
      {
        apiVersion: "sparkoperator.k8s.io/v1beta2",
        kind: "SparkApplication",
        spec: { sparkConf: { "spark.kubernetes.driver.volumes.hostPath.a.mount.path": "/", "spark.ui.port": "1" } },
      },
      "spec.sparkConf['spark.kubernetes.driver.volumes.hostPath.a.mount.path']",
      "settings of Spark shape the pods",
    ],
    ["a wrapped object without a kind", wrapped({}), "spec.components[0].template", "has no apiVersion and kind"],
    [
      "objects in objects",
      wrapped(wrapped(wrapped(wrapped(wrapped({ apiVersion: "v1", kind: "Pod", spec: {} }))))),
      "spec.components[0].template.spec.components[0].template.spec.components[0].template.spec.components[0].template.spec.components[0].template",
      "objects in objects, more than 4 deep",
    ],
  ])("%s", (_, object, path, reason) => {
    expect(podsIn(object).opaque).toEqual([{ path, reason }]);
  });

  it("leaves placeholders as the text that they are", () => {
    const { places, opaque } = podsIn(
      making(
        'apiVersion: batch/v1\nkind: Job\nmetadata: {labels: {\'{{k}}\': v}}\nspec:\n  parallelism: {{=asInt(x)}}\n  template: {spec: {containers: [{image: {{a}}:{{b}}, name: "{{= "q" }}"}]}}\n',
      ),
    );
    expect(opaque).toEqual([]);
    expect(places[1]?.pod["spec"]).toEqual({ containers: [{ image: "{{a}}:{{b}}", name: '{{= "q" }}' }] });
    expect(places[1]?.replicas).toBe(2_147_483_647);
  });

  it("refuses a patch of the whole workflow once", () => {
    const spec = { podSpecPatch: "[]", templates: [{ container: {} }, { container: {} }] };
    const { places, opaque } = podsIn({ ...workflow(), spec });
    expect(places).toHaveLength(2);
    expect(opaque).toEqual([{ path: "spec.podSpecPatch", reason: "is no object" }]);
  });
});

describe("bounds", () => {
  const many = (count: number, element: Json): Json[] => Array.from({ length: count }, () => element);

  it("has 1,000 places at most", () => {
    const { places, opaque } = podsIn({
      apiVersion: "batch.volcano.sh/v1alpha1",
      kind: "Job",
      spec: { tasks: many(5_000, { template: { spec: {} } }) },
    });
    expect(places).toHaveLength(1_000);
    expect(opaque).toEqual([{ path: "spec.tasks[1000].template", reason: "more than 1,000 pods" }]);
  });

  it("has 1,000 opaque blocks, and one for the rest", () => {
    const { opaque } = podsIn(workflow(...(many(5_000, { plugin: {} }) as JsonObject[])));
    expect(opaque).toHaveLength(1_001);
    expect(opaque.at(-1)?.reason).toBe("more than 1,000 pods");
  });

  it("stops putting pods together where parts are merged over and over", () => {
    const labels = Object.fromEntries(many(10_000, "x").map((value, i) => [`l${i}`, value]));
    const spec = {
      podMetadata: { labels },
      templates: many(1_000, { metadata: { labels: { a: "b" } }, container: {} }),
    };
    const { places, opaque } = podsIn({ ...workflow(), spec });
    expect(places.length).toBeLessThan(100);
    expect(opaque.map(({ reason }) => reason)).toEqual(["too large to be put together"]);
  });

  it("reads no more text in one object than a parser takes in good time", () => {
    const text = `a: ${"b".repeat(60_000)}`;
    const { opaque } = podsIn(
      workflow(...many(5, { container: {}, podSpecPatch: text }).map((each) => each as JsonObject)),
    );
    expect(opaque.map(({ reason }) => reason)).toEqual(many(3, "is more text than is read in one object"));
  });

  it("stops at texts that expand", () => {
    const lines = [`a0: &a0 [${many(9, "x").join()}]`];
    for (let i = 1; i < 5; i++) lines.push(`a${i}: &a${i} [${many(9, `*a${i - 1}`).join()}]`);
    const manifest = `apiVersion: v1\nkind: Pod\n${lines.join("\n")}\n`;
    const { places, opaque } = podsIn(
      workflow(...many(100, { resource: { manifest } }).map((each) => each as JsonObject)),
    );
    expect(places.filter(({ podPath }) => podPath.endsWith("manifest")).length).toBeLessThan(20);
    expect(opaque.at(-1)?.reason).toMatch(/is more text than|too large/);
  });

  it("takes objects of any depth", () => {
    let deep: Json = {};
    for (let i = 0; i < 10_000; i++) deep = { a: deep };
    const spec = {
      securityContext: deep,
      volumes: [deep],
      templateDefaults: { container: deep },
      templates: [{ container: deep, securityContext: deep }],
    };
    expect(podsIn({ ...workflow(), spec }).places).toHaveLength(1);
  });
});
