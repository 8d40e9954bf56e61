import { expect, it } from "vitest";
import { resultOf } from "../../../../test/cel/ai.ts";
import { type Image, image } from "./image.ts";

const SHA = "a".repeat(64);

type Parts = readonly [registry: string, repository: string, tag: string, digest: string];

it.each<[reference: string, parts: Parts]>([
  ["nginx", ["docker.io", "library/nginx", "", ""]],
  ["nginx:1.29", ["docker.io", "library/nginx", "1.29", ""]],
  ["vllm/vllm-openai:v0.11.0", ["docker.io", "vllm/vllm-openai", "v0.11.0", ""]],
  ["docker.io/nginx", ["docker.io", "library/nginx", "", ""]],
  ["index.docker.io/nginx", ["docker.io", "library/nginx", "", ""]],
  ["DOCKER.IO/nginx", ["docker.io", "library/nginx", "", ""]],
  ["nvcr.io/nvidia/tritonserver:26.06-py3", ["nvcr.io", "nvidia/tritonserver", "26.06-py3", ""]],
  ["localhost/x", ["localhost", "x", "", ""]],
  ["localhost:5000/x/y:z", ["localhost:5000", "x/y", "z", ""]],
  ["[::1]:5000/x", ["[::1]:5000", "x", "", ""]],
  ["Registry.Example.com/x", ["registry.example.com", "x", "", ""]],
  ["Host/x", ["host", "x", "", ""]],
  ["registry.example.com.evil.example/x:1", ["registry.example.com.evil.example", "x", "1", ""]],
  [`ghcr.io/a/b@sha256:${SHA}`, ["ghcr.io", "a/b", "", `sha256:${SHA}`]],
  [`ghcr.io/a/b:1@sha256:${SHA}`, ["ghcr.io", "a/b", "1", `sha256:${SHA}`]],
  [`x@sha512:${SHA}${SHA}`, ["docker.io", "library/x", "", `sha512:${SHA}${SHA}`]],
  ["a__b/c-d--e.f_g", ["docker.io", "a__b/c-d--e.f_g", "", ""]],
  ["x:5000", ["docker.io", "library/x", "5000", ""]],
])("%s", (reference, [registry, repository, tag, digest]) => {
  const name = `${registry}/${repository}`;
  expect(image(reference)).toEqual({ valid: true, registry, repository, tag, digest, name } satisfies Image);
});

it.each([
  "",
  " nginx",
  "nginx ",
  "Nginx",
  "team/Nginx",
  "nginx:",
  "nginx@",
  "nginx:a b",
  `nginx:${"a".repeat(129)}`,
  "nginx@sha256:9f86d0",
  `nginx@sha256:${SHA.toUpperCase()}`,
  `nginx@md5:${"a".repeat(32)}`,
  `nginx@sha256:${SHA}@sha256:${SHA}`,
  SHA,
  "https://ghcr.io/a/b",
  "ghcr.io//b",
  "/b",
  "b/",
  "a___b",
  "a..b",
  "-a",
  "bücher/x",
  "nginx\n",
  "ghcr.io:port/x",
  "user:password@host/x",
  `${"a/".repeat(128)}b`,
  "a".repeat(5000),
])("is not valid, and has no parts: %j", (reference) => {
  expect(image(reference)).toEqual({ valid: false, registry: "", repository: "", tag: "", digest: "", name: "" });
});

it.each<[source: string, result: unknown]>([
  ["image('nginx').registry", "docker.io"],
  ["image(pod.image).tag in ['', 'latest']", true],
  ["image('ghcr.io/a/b:1').name", "ghcr.io/a/b"],
])("%s", (source, result) => {
  expect(resultOf(source, { pod: { image: "x:latest" } })).toEqual(result);
});
