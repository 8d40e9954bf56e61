/** YAML (and so JSON) text to documents: JSON values, each of whose parts can be found in the text. */
import { type Alias, Composer, type Document, isScalar, type Node, Parser, type YAMLParseError } from "yaml";
import type { Json } from "../json/value.ts";
import { Lines, type Position } from "./positions.ts";
import { findNode, offsetOf, type Path } from "./yaml-locate.ts";
import { nestsTooDeeply } from "./yaml-nesting.ts";
import { offsetInScalar } from "./yaml-text.ts";
import { YamlError, yamlValue } from "./yaml-value.ts";

export type { Path };

/** As much as a ConfigMap can hold, in UTF-16 code units. */
const MAX_LENGTH = 1 << 20;
/** More errors are seldom more help; broken text can have one at each character. */
const MAX_ERRORS = 10;

export interface YamlDocument {
  readonly value: Json;
  readonly text: YamlText;
  /** Where the value at the path begins; for what does not exist, the place nearest to it. */
  locate(path: Path): Position;
  /** Where the code point `index` of the string at the path stands; undefined where that cannot be told. */
  locateInString(path: Path, index: number): Position | undefined;
}

export interface YamlFault {
  readonly message: string;
  readonly position: Position;
}

/** All documents of a text. Nothing is thrown: what is wrong is in `faults`. */
export class YamlText {
  /** Those without faults; empty ones are left out. */
  readonly documents: readonly YamlDocument[];
  readonly faults: readonly YamlFault[];
  readonly #text: string;
  /** Trees are ten times as large as their text, and seldom needed again: they are parsed again then. */
  #trees: WeakRef<Trees>;

  constructor(text: string) {
    this.#text = text;
    const trees = parse(text);
    this.#trees = new WeakRef(trees);
    this.faults = trees.faults;
    this.documents = trees.trees.map(({ value }, i) => ({
      value,
      text: this,
      locate: (path) => this.#locate(i, path),
      locateInString: (path, index) => this.#locateInString(i, path, index),
    }));
  }

  get lines(): Lines {
    return this.#parsed().lines;
  }

  #locate(document: number, path: Path): Position {
    const { trees, lines } = this.#parsed();
    const tree = trees[document];
    return lines.position(tree === undefined ? 0 : offsetOf(findNode(tree.root, path, tree.aliases)));
  }

  #locateInString(document: number, path: Path, index: number): Position | undefined {
    const { trees, lines } = this.#parsed();
    const tree = trees[document];
    if (tree === undefined) return undefined;
    const { node, exact } = findNode(tree.root, path, tree.aliases);
    if (!exact || !isScalar(node)) return undefined;
    const offset = offsetInScalar(this.#text, node, index);
    return offset === undefined ? undefined : lines.position(offset);
  }

  #parsed(): Trees {
    const known = this.#trees.deref();
    if (known !== undefined) return known;
    const parsed = parse(this.#text);
    this.#trees = new WeakRef(parsed);
    return parsed;
  }
}

interface Trees {
  readonly trees: readonly Tree[];
  readonly faults: readonly YamlFault[];
  readonly lines: Lines;
}

interface Tree {
  readonly root: Node;
  readonly value: Json;
  readonly aliases: ReadonlyMap<Alias, Node>;
}

const OPTIONS = {
  // Scalars are read by yaml-value.ts.
  schema: "failsafe",
  version: "1.2",
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

function parse(text: string): Trees {
  const lines = new Lines(text);
  if (text.length > MAX_LENGTH) return refused(`longer than ${MAX_LENGTH} characters`, lines);
  if (nestsTooDeeply(text)) return refused("nested too deeply", lines);
  const trees: Tree[] = [];
  const faults: YamlFault[] = [];
  for (const document of new Composer(OPTIONS).compose(new Parser().parse(text))) {
    const read = readTree(document, lines);
    if ("root" in read) trees.push(read);
    else faults.push(...read.faults);
  }
  return { trees, faults: faults.slice(0, MAX_ERRORS), lines };
}

function refused(message: string, lines: Lines): Trees {
  return { trees: [], faults: [{ message, position: { line: 1, column: 1 } }], lines };
}

/** An empty document gives neither a tree nor faults. */
function readTree(document: Document.Parsed, lines: Lines): Tree | { readonly faults: readonly YamlFault[] } {
  if (document.errors.length > 0) {
    return { faults: document.errors.slice(0, MAX_ERRORS).map((error) => syntaxFault(error, lines)) };
  }
  const root = document.contents as Node | null;
  if (root === null || (isScalar(root) && root.source === "" && root.type === "PLAIN")) return { faults: [] };
  try {
    return { root, ...yamlValue(root) };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { faults: [{ message: error.message, position: lines.position(error.offset) }] };
  }
}

function syntaxFault(error: YAMLParseError, lines: Lines): YamlFault {
  const message = error.code === "RESOURCE_EXHAUSTION" ? "nested too deeply" : error.message;
  return { message, position: lines.position(error.pos[0]) };
}
