/** The words that a container starts with. */
import { Optional, type Value } from "../../values.ts";
import { rawContainer } from "./containers.ts";
import { variablesOf } from "./environment-variables.ts";
import { textsAt } from "./read.ts";
import { type Lookup, resolveReferences } from "./references.ts";
import { remembered } from "./remembered.ts";
import { Room } from "./room.ts";
import { isOperator, shellWords } from "./shell-words.ts";
import { textWalk, walked } from "./walked.ts";

/** A script may start a shell with a script, and so on; nobody goes deeper. */
const MAX_DEPTH = 8;

/** Programs that run a text as a script. */
const SHELL = /^(?:(?:ba|da|a|k|z)?sh|su|runuser)$/;
/** `-c`, `-lc`, `-ec`. */
const SCRIPT_OPTION = /^-[a-z]*c$/;
const OPTION = /^[-+]/;

/**
 * The words of `command` and `args`, with references to variables resolved. The script of a shell (`sh -c '...'`)
 * gives way to its own words and operators.
 */
export function commandLine(container: Value): readonly string[] {
  const { words, walk } = wordsOf(rawContainer(container));
  if (typeof container === "object" && container !== null) walked(container, walk);
  return walked(words, walk);
}

interface Words {
  readonly words: readonly string[];
  readonly walk: number;
}

const wordsOf: (raw: Value) => Words = remembered(readWords);

function readWords(raw: Value): Words {
  const variables = variablesOf(raw);
  const scripts = new Scripts((name) => variables.values.get(name));
  const command = textsAt(raw, "command");
  const texts = [...command, ...textsAt(raw, "args")];
  const words = texts.map((text) => scripts.resolve(text));
  // Without a command the image's own comes first, which may be a shell.
  const expanded = scripts.expand(words, command.length === 0, MAX_DEPTH);
  const walk = variables.walked + texts.length + expanded.length + textWalk(lengthOf(texts) + lengthOf(expanded));
  return { words: expanded, walk };
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((length, text) => length + text.length, 0);
}

/** Puts the words of scripts in the place of scripts. */
class Scripts {
  readonly #lookup: Lookup;
  readonly #room = new Room();

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  resolve(text: string): string {
    return resolveReferences(text, this.#lookup, this.#room);
  }

  expand(words: readonly string[], isInShell: boolean, depth: number): readonly string[] {
    const expanded: string[] = [];
    let shell: "none" | "started" | "script" = isInShell ? "started" : "none";
    for (const word of words) {
      if (shell === "script" && !OPTION.test(word)) {
        const inner = shellWords(word, this.#lookup, this.#room);
        for (const part of depth > 0 ? this.expand(inner, false, depth - 1) : inner) expanded.push(part);
        shell = "none";
        continue;
      }
      expanded.push(word);
      if (SHELL.test(word.slice(word.lastIndexOf("/") + 1))) shell = "started";
      else if (shell === "started" && SCRIPT_OPTION.test(word)) shell = "script";
      else if (shell === "started" && isOperator(word)) shell = "none";
    }
    return expanded;
  }
}

/** The value of the last flag of that name: `--flag value`, `--flag=value`; empty where none follows. */
export function argument(container: Value, flag: string): Optional {
  const found = flagValues(commandLine(container), (name) => isFlag(name, flag)).at(-1);
  return found === undefined ? Optional.NONE : Optional.of(found);
}

/**
 * Whether there is such a flag that is not switched off: `--flag=false`. Words with blanks are looked into: they may
 * be a command for somebody else (`eval`, `python -c`).
 */
export function hasArgument(container: Value, flag: string): boolean {
  const words = commandLine(container).flatMap((word) => (BLANK.test(word) ? word.split(BETWEEN) : [word]));
  const values = attachedValues(words, (name) => isFlag(name, flag) || isShortened(name, flag));
  return values.some((value) => !OFF.has(value.toLowerCase()));
}

const BLANK = /\s/;
const BETWEEN = /[\s'"`;,()[\]]+/;

const OFF: ReadonlySet<string> = new Set(["false", "0", "no", "off"]);

/** The values of all flags that are asked for, in their order. */
export function flagValues(words: readonly string[], isWanted: (name: string) => boolean): readonly string[] {
  const values: string[] = [];
  for (const [i, word] of words.entries()) {
    const { name, value } = split(word);
    if (isWanted(name)) values.push(value ?? valueIn(words[i + 1]));
  }
  return values;
}

function attachedValues(words: readonly string[], isWanted: (name: string) => boolean): readonly string[] {
  return words
    .map(split)
    .filter(({ name }) => isWanted(name))
    .map(({ value }) => value ?? "");
}

function split(word: string): { readonly name: string; readonly value: string | undefined } {
  const equals = word.startsWith("-") ? word.indexOf("=") : -1;
  return equals < 0 ? { name: word, value: undefined } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
}

/** A word is a value unless it is a flag (a negative number is none) or an operator. */
function valueIn(word: string | undefined): string {
  return word === undefined || /^-+[A-Za-z_]/.test(word) || isOperator(word) ? "" : word;
}

const MIN_ABBREVIATION = 3;

/**
 * Whether a word is this flag. Underscores are as good as dashes, and Python's argparse takes the beginning of a
 * flag: `--trust-rem`. What ends where a part of the name ends may be another flag: `--tokenizer` is not
 * `--tokenizer-revision`.
 */
export function isFlag(word: string, flag: string): boolean {
  const [given, asked] = [dashed(word), dashed(flag)];
  return given === asked || (isBeginning(given, asked) && asked.charAt(given.length) !== "-");
}

/** Whether a word is the beginning of this flag, be it that there may be another flag of that name. */
function isShortened(word: string, flag: string): boolean {
  return isBeginning(dashed(word), dashed(flag));
}

function isBeginning(given: string, asked: string): boolean {
  return given.startsWith("--") && given.length >= 2 + MIN_ABBREVIATION && asked.startsWith(given);
}

function dashed(text: string): string {
  return text.includes("_") ? text.replaceAll("_", "-") : text;
}
