/** YAML (and so JSON) text to documents: JSON values, each of whose parts can be found in the text. */
import { Composer, type Document, isScalar, type Node, Parser, type YAMLParseError } from "yaml";
import type { Json } from "../json/value.ts";
import { Lines, type Position } from "./positions.ts";
import { findNode, offsetOf, type Path } from "./yaml-locate.ts";
import { nestsTooDeeply } from "./yaml-nesting.ts";
import { offsetInScalar } from "./yaml-text.ts";
import { YamlError, type YamlValue, yamlValue } from "./yaml-value.ts";

export type { Path };

/** As much as a ConfigMap can hold, in UTF-16 code units. */
const MAX_LENGTH = 1 << 20;
/** More errors are seldom more help; broken text can have one at each character. */
const MAX_ERRORS = 10;

export interface YamlDocument {
  readonly value: Json;
  /** Where the value at the path begins; for what does not exist, the place nearest to it. */
  locate(path: Path): Position;
  /** Where the code point `index` of the text at the path stands; undefined where that cannot be told. */
  locateInText(path: Path, index: number): Position | undefined;
}

export interface YamlFault {
  readonly message: string;
  readonly position: Position;
}

export interface YamlText {
  /** Those without faults; empty ones are left out. */
  readonly documents: readonly YamlDocument[];
  readonly faults: readonly YamlFault[];
  readonly lines: Lines;
}

const OPTIONS = {
  // Scalars are read by yaml-value.ts.
  schema: "failsafe",
  version: "1.2",
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/** Reads all documents of a text. Nothing is thrown: what is wrong is in `faults`. */
export function parseYaml(text: string): YamlText {
  const lines = new Lines(text);
  const refused = (message: string): YamlText => ({
    documents: [],
    faults: [{ message, position: { line: 1, column: 1 } }],
    lines,
  });
  if (text.length > MAX_LENGTH) return refused(`longer than ${MAX_LENGTH} characters`);
  if (nestsTooDeeply(text)) return refused("nested too deeply");
  const documents: YamlDocument[] = [];
  const faults: YamlFault[] = [];
  for (const document of new Composer(OPTIONS).compose(new Parser().parse(text))) {
    const read = readDocument(document, text, lines);
    if (Array.isArray(read)) faults.push(...read);
    else if (read !== undefined) documents.push(read as YamlDocument);
  }
  return { documents, faults: faults.slice(0, MAX_ERRORS), lines };
}

/** @returns undefined for an empty document */
function readDocument(document: Document.Parsed, text: string, lines: Lines): YamlDocument | YamlFault[] | undefined {
  if (document.errors.length > 0) {
    return document.errors.slice(0, MAX_ERRORS).map((error) => syntaxFault(error, lines));
  }
  const root = document.contents as Node | null;
  if (root === null || (isScalar(root) && root.source === "" && root.type === "PLAIN")) return undefined;
  try {
    return locatable(root, yamlValue(root), text, lines);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return [{ message: error.message, position: lines.position(error.offset) }];
  }
}

function syntaxFault(error: YAMLParseError, lines: Lines): YamlFault {
  const message = error.code === "RESOURCE_EXHAUSTION" ? "nested too deeply" : error.message;
  return { message, position: lines.position(error.pos[0]) };
}

function locatable(root: Node, { value, aliases }: YamlValue, text: string, lines: Lines): YamlDocument {
  return {
    value,
    locate: (path) => lines.position(offsetOf(findNode(root, path, aliases))),
    locateInText: (path, index) => {
      const { node, exact } = findNode(root, path, aliases);
      if (!exact || !isScalar(node)) return undefined;
      const offset = offsetInScalar(text, node, index);
      return offset === undefined ? undefined : lines.position(offset);
    },
  };
}
