import { expect, it } from "vitest";
import { json, resultOf } from "../../../../test/cel/ai.ts";
import { Optional } from "../../values.ts";
import { argument, commandLine, hasArgument } from "./command-line.ts";

const args = (...words: unknown[]) => json({ command: ["vllm"], args: words });
const script = (text: string) => json({ command: ["/bin/sh", "-c"], args: [text] });

it.each<[what: string, container: unknown, words: readonly string[]]>([
  ["command and args", { command: ["a", "b"], args: ["c"] }, ["a", "b", "c"]],
  ["a script", { command: ["bash", "-lc", "vllm serve x --y"] }, ["bash", "-lc", "vllm", "serve", "x", "--y"]],
  ["a script in args", { command: ["sh"], args: ["-e", "-c", "a b", "arg"] }, ["sh", "-e", "-c", "a", "b", "arg"]],
  ["a shell in the image", { args: ["-c", "a b"] }, ["-c", "a", "b"]],
  ["a shell in a shell", { command: ["sh", "-c", "bash -c 'a b'"] }, ["sh", "-c", "bash", "-c", "a", "b"]],
  [
    "after tini and env",
    { command: ["tini", "--", "env", "bash", "-c", "a b"] },
    ["tini", "--", "env", "bash", "-c", "a", "b"],
  ],
  ["a script of Python", { command: ["python", "-c", "import a"] }, ["python", "-c", "import a"]],
  ["references", { args: ["$(M)/$(X)"], env: [{ name: "M", value: "org" }] }, ["org/$(X)"]],
  [
    "variables of a script",
    { command: ["sh", "-c", "run $M"], env: [{ name: "M", value: "a b" }] },
    ["sh", "-c", "run", "a", "b"],
  ],
  ["other types", { command: "sh", args: [1, null, "a", ["b"]] }, ["a"]],
  ["nothing", null, []],
])("commandLine of %s", (_, container, words) => {
  expect(commandLine(json(container))).toEqual(words);
});

it.each<[container: ReturnType<typeof args>, flag: string, value: string | undefined]>([
  [args("--model", "org/name"), "--model", "org/name"],
  [args("--model=org/name"), "--model", "org/name"],
  [args("--model="), "--model", ""],
  [args("--model=a=b"), "--model", "a=b"],
  [args("--model", "a", "--model", "b"), "--model", "b"],
  [args("--model"), "--model", ""],
  [args("--model", "--port", "80"), "--model", ""],
  [args("--temperature", "-1"), "--temperature", "-1"],
  [args("--max_model_len", "4096"), "--max-model-len", "4096"],
  [args("--max-model-len", "4096"), "--max_model_len", "4096"],
  [args("--mod", "org/name"), "--model", "org/name"],
  [args("--tokenizer", "a"), "--tokenizer-revision", undefined],
  [args("--tokenizer-rev", "a"), "--tokenizer-revision", "a"],
  [args("--model-path", "a"), "--model", undefined],
  [args("--", "x"), "--model", undefined],
  [args("-m", "x"), "-m", "x"],
  [script("vllm serve --model org/name; echo done"), "--model", "org/name"],
  [script("vllm serve --model; echo done"), "--model", ""],
  [script("vllm serve --model 'org/my name' # --model other"), "--model", "org/my name"],
])("argument(%o, '%s')", (container, flag, value) => {
  expect(argument(container, flag)).toEqual(value === undefined ? Optional.NONE : Optional.of(value));
});

it.each<[container: ReturnType<typeof args>, has: boolean]>([
  [args("--trust-remote-code"), true],
  [args("--trust_remote_code"), true],
  [args("--trust-remote-code=true"), true],
  [args("--trust-remote-code=True"), true],
  [args("--trust-remote-code="), true],
  [args("--trust-remote-code=false"), false],
  [args("--trust-remote-code=False"), false],
  [args("--trust-remote-code=0"), false],
  [args("--trust-remote-code=false", "--trust-remote-code"), true],
  [args("--trust-remote"), true],
  [args("--trust-rem"), true],
  [args("--tr"), false],
  [args("--trust-remote-code-not"), false],
  [args("trust-remote-code"), false],
  [script("vllm serve x $FLAGS --trust-remote-code"), true],
  [json({ command: ["sh", "-c", "vllm $F"], env: [{ name: "F", value: "--a --trust-remote-code" }] }), true],
  [json({ args: ["$(F)"], env: [{ name: "F", value: "--trust-remote-code" }] }), true],
  [script("eval 'vllm serve --trust-remote-code'"), true],
  [json({ command: ["python", "-c", "run(['vllm', '--trust-remote-code'])"] }), true],
  [json({ command: ["su", "user", "-c", "vllm serve --trust-remote-code"] }), true],
  [args(), false],
])("hasArgument(%o, '--trust-remote-code') is %s", (container, has) => {
  expect(hasArgument(container, "--trust-remote-code")).toBe(has);
});

it.each<[source: string, result: unknown]>([
  ["argument(containers(pod)[0], '--model').orValue('')", "org/name"],
  ["containers(pod).exists(c, hasArgument(c, '--trust-remote-code'))", true],
  ["commandLine(pod.spec.containers[0])[1]", "serve"],
  ["argument(dyn(1), '--model').hasValue()", false],
])("%s", (source, result) => {
  const container = { command: ["vllm", "serve"], args: ["--model", "org/name", "--trust-remote-code"] };
  expect(resultOf(source, { pod: json({ spec: { containers: [container] } }) })).toEqual(result);
});
