/** The models that the words of a container's command line name. */
import { isFlag } from "./command-line.ts";
import { isOperator } from "./shell-words.ts";

const FLAGS = [
  ...["--model", "--model-id", "--model-path", "--model-dir", "--model-base-path", "--model-repository"],
  ...["--model-store", "--model-url", "--hf-repo", "--tokenizer", "--speculative-model", "--draft-model"],
  "--draft-model-path",
];

/** Programs whose first word that is no flag is a model. */
const PROGRAMS: readonly (readonly string[])[] = [
  ["vllm", "serve"],
  ["trtllm-serve"],
  ["lmdeploy", "serve", "api_server"],
  ["ollama", "run"],
  ["ollama", "pull"],
  ["hf", "download"],
  ["huggingface-cli", "download"],
];

/** Flags of vLLM that take no value, so that a model may follow. */
const SWITCH =
  /^--(?:enable|disable|no|use|allow|skip|async)[-_]|^--(?:trust[-_]remote[-_]code|enforce[-_]eager|headless)$/;

/** URIs that are of models wherever they stand. */
const MODEL_URI = /^(?:hf|oci(?:\+[a-z]+)?):\/\//i;

/**
 * The values of flags that name models, and the first word after a program that takes a model which is neither a flag
 * nor the value of one.
 * @param isServed whether the words follow `vllm serve`, which the image brings
 */
export function modelArguments(words: readonly string[], isServed: boolean): readonly string[] {
  const found = new Set<string>();
  let isExpected = isServed;
  /** The next word that may be the expected one. */
  let next = 0;
  for (const [i, word] of words.entries()) {
    const value = flagValue(words, i);
    if (value !== undefined) found.add(value);
    const length = programLength(words, i);
    if (length > 0) {
      isExpected = true;
      next = i + length;
    } else if (isOperator(word)) isExpected = false;
    else if (isFlagWord(word)) next = takesValue(word, words[i + 1]) ? i + 2 : i + 1;
    else if (MODEL_URI.test(word)) found.add(word);
    else if (isExpected && i >= next) {
      found.add(word);
      isExpected = false;
    }
  }
  return [...found];
}

function takesValue(flag: string, following: string | undefined): boolean {
  return !flag.includes("=") && !SWITCH.test(flag) && following !== undefined && !isFlagWord(following);
}

function flagValue(words: readonly string[], i: number): string | undefined {
  const word = words[i] ?? "";
  if (!word.startsWith("-")) return undefined;
  const [name = "", ...rest] = word.split("=");
  if (!FLAGS.some((flag) => isFlag(name, flag))) return undefined;
  const value = word.includes("=") ? rest.join("=") : words[i + 1];
  return value === undefined || value === "" || isFlagWord(value) || isOperator(value) ? undefined : value;
}

/** How many words name a program that takes a model, from an index on; 0 if they do not. */
function programLength(words: readonly string[], start: number): number {
  const program = (words[start] ?? "").replace(/^.*\//, "");
  const found = PROGRAMS.find(
    ([name, ...rest]) => name === program && rest.every((word, i) => words[start + 1 + i] === word),
  );
  return found?.length ?? 0;
}

function isFlagWord(word: string): boolean {
  return /^-+[A-Za-z_]/.test(word);
}
