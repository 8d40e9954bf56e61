import { describe, expect, it } from "vitest";
import { json, resultOf } from "../../../../test/cel/ai.ts";
import { modelOf } from "./model-uri.ts";
import { models } from "./models.ts";

const SHA = `sha256:${"a".repeat(64)}`;

it.each<[uri: string, scheme: string, source: string, revision: string]>([
  ["gs://bucket/model", "gs", "bucket/model", ""],
  ["s3://bucket/model", "s3", "bucket/model", ""],
  ["pvc://claim/path", "pvc", "claim/path", ""],
  ["hf://org/name", "hf", "org/name", ""],
  ["hf://org/name:main", "hf", "org/name", "main"],
  ["hf://org/name@0123abc", "hf", "org/name", "0123abc"],
  ["HF://org/name", "hf", "org/name", ""],
  ["oci://ghcr.io/org/model:1", "oci", "ghcr.io/org/model:1", "1"],
  [`oci+native://ghcr.io/org/model:1@${SHA}`, "oci", `ghcr.io/org/model:1@${SHA}`, SHA],
  ["https://example.com/model.tar", "https", "example.com/model.tar", ""],
  ["file:///models/x", "file", "/models/x", ""],
  ["/models/x", "file", "/models/x", ""],
  ["./x", "file", "./x", ""],
  ["../x", "file", "../x", ""],
  ["org/name", "", "org/name", ""],
  ["://x", "", "://x", ""],
  ["", "", "", ""],
])("%s", (uri, scheme, source, revision) => {
  expect(modelOf(uri, "p")).toEqual({ uri, scheme, source, revision, path: "p" });
});

const vllm = (args: readonly string[], rest: object = {}) => ({ command: ["vllm", "serve"], args, ...rest });

describe("of containers", () => {
  it.each<[container: object, uris: readonly string[]]>([
    [vllm(["--model", "org/name"]), ["org/name"]],
    [vllm(["org/name", "--port", "80"]), ["org/name"]],
    [vllm(["--port", "80", "org/name"]), ["org/name"]],
    [vllm(["--enforce-eager", "org/name"]), ["org/name"]],
    [vllm(["--port=80", "org/name"]), ["org/name"]],
    [vllm(["org/name", "--tokenizer", "org/other", "--revision", "main"]), ["org/name", "org/other"]],
    [vllm(["--mod", "org/name"]), ["org/name"]],
    [vllm(["--tokenizer-mode", "auto", "--model=org/name"]), ["org/name"]],
    [vllm(["--model", "--port", "80"]), []],
    [{ args: ["org/name"], image: "vllm/vllm-openai:v0.11.0" }, ["org/name"]],
    [{ args: ["serve", "--port", "80"], image: "registry.example.com/app:1" }, []],
    [{ command: ["sh", "-c", "cd /app && exec /usr/bin/vllm serve org/name; true"] }, ["org/name"]],
    [{ command: ["python3", "-m", "sglang.launch_server"], args: ["--model-path=/models/x"] }, ["/models/x"]],
    [{ args: ["--model-id", "$(ID)"], env: [{ name: "ID", value: "org/name" }] }, ["org/name"]],
    [
      {
        env: [
          { name: "MODEL_ID", value: "org/name" },
          { name: "OTHER", value: "x" },
        ],
      },
      ["org/name"],
    ],
    [{ env: [{ name: "MODEL_ID", valueFrom: { configMapKeyRef: {} } }] }, ["$(MODEL_ID)"]],
    [{ name: "storage-initializer", args: ["s3://bucket/model", "/mnt/models"] }, ["s3://bucket/model"]],
    [{ command: ["fetch", "hf://org/name:main", "/models"] }, ["hf://org/name:main"]],
    [{ command: ["ollama"], args: ["run", "llama3"] }, ["llama3"]],
    [{ command: ["sh", "-c", "ollama pull a; hf download --quiet b && vllm serve"] }, ["a"]],
    [{ command: ["sh", "-c", "hf download org/a --local-dir /x && vllm serve /x"] }, ["org/a", "/x"]],
    [{ command: ["nginx", "-g", "daemon off;"] }, []],
  ])("%j", (container, uris) => {
    const found = models(json({ spec: { containers: [container] } }));
    expect(found.map(({ uri }) => uri)).toEqual(uris);
  });

  it("knows revisions and places", () => {
    const containers = [
      vllm(["org/name", "--revision", "0123abc"]),
      {
        env: [
          { name: "X", value: "y" },
          { name: "MODEL_ID", value: "org/tgi" },
          { name: "REVISION", value: "v1" },
        ],
      },
    ];
    const volumes = [{ name: "m", image: { reference: "ghcr.io/org/model:2" } }];
    expect(models(json({ spec: { containers, volumes } }))).toEqual([
      {
        uri: "ghcr.io/org/model:2",
        scheme: "image",
        source: "ghcr.io/org/model:2",
        revision: "2",
        path: "spec.volumes[0].image.reference",
      },
      { uri: "org/name", scheme: "", source: "org/name", revision: "0123abc", path: "spec.containers[0].args" },
      { uri: "org/tgi", scheme: "", source: "org/tgi", revision: "v1", path: "spec.containers[1].env[1].value" },
    ]);
  });
});

const SERVE_CONFIG = `
applications:
- name: llm
  import_path: ray.serve.llm:build_openai_app
  args:
    llm_configs:
      - model_loading_config:
          model_id: served-name
          model_source: "s3://bucket/model"
      - {model_id: 'org/other', model_source: {bucket_uri: gs://bucket/x}}
`;

it.each<[what: string, object: object, found: readonly (readonly [uri: string, path: string])[]]>([
  [
    "InferenceService",
    { spec: { predictor: { model: { storageUri: "hf://org/name", storageUris: [{ uri: "s3://b/lora" }] } } } },
    [
      ["hf://org/name", "spec.predictor.model.storageUri"],
      ["s3://b/lora", "spec.predictor.model.storageUris[0].uri"],
    ],
  ],
  [
    "InferenceService of an old form",
    {
      spec: { predictor: { sklearn: { storageUri: "gs://b/m" } }, transformer: { storageUris: [{ uri: "pvc://a" }] } },
    },
    [
      ["gs://b/m", "spec.predictor.sklearn.storageUri"],
      ["pvc://a", "spec.transformer.storageUris[0].uri"],
    ],
  ],
  [
    "LLMInferenceService",
    { spec: { model: { uri: "hf://org/name", lora: { adapters: [{ uri: "hf://org/lora" }] } } } },
    [
      ["hf://org/name", "spec.model.uri"],
      ["hf://org/lora", "spec.model.lora.adapters[0].uri"],
    ],
  ],
  [
    "TrainJob",
    { spec: { initializer: { model: { storageUri: "hf://org/m" }, dataset: { storageUri: "hf://org/d" } } } },
    [
      ["hf://org/m", "spec.initializer.model.storageUri"],
      ["hf://org/d", "spec.initializer.dataset.storageUri"],
    ],
  ],
  [
    "NIMCache",
    { spec: { source: { hf: { modelName: "org/name", revision: "main" }, ngc: { modelPuller: "nvcr.io/nim/x:1" } } } },
    [
      ["org/name", "spec.source.hf.modelName"],
      ["nvcr.io/nim/x:1", "spec.source.ngc.modelPuller"],
    ],
  ],
  [
    "RayService",
    { spec: { serveConfigV2: SERVE_CONFIG } },
    ["served-name", "s3://bucket/model", "org/other", "gs://bucket/x"].map((uri) => [uri, "spec.serveConfigV2"]),
  ],
  ["fields of other types", { spec: { predictor: [{ storageUri: 1 }], model: "x", serveConfigV2: {} } }, []],
])("of an %s", (_, object, found) => {
  expect(models(json(object)).map(({ uri, path }) => [uri, path])).toEqual(found);
});

it.each<[source: string, result: unknown]>([
  ["models(object).all(m, m.scheme == 'hf' && m.source.startsWith('org/'))", true],
  ["models(object).filter(m, m.revision == '').map(m, m.path)", ["spec.model.uri"]],
  ["models(null)", []],
])("%s", (source, result) => {
  expect(resultOf(source, { object: json({ spec: { model: { uri: "hf://org/name" } } }) })).toEqual(result);
});
