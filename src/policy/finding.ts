/** Something to tell the author of a policy, with its place in the text. */
import type { PolicyKind } from "./kinds.ts";
import { excerpt, type Lines, type Position } from "./positions.ts";
import type { Path, YamlDocument } from "./yaml.ts";

export interface Finding {
  /** A file path, or `ConfigMap/key`. */
  readonly source: string;
  /** Both from 1; columns count code points. */
  readonly line: number;
  readonly column: number;
  /** Of the document, where it could be read that far. */
  readonly kind?: PolicyKind;
  readonly name?: string;
  /** `spec.validations[0].expression` */
  readonly field?: string;
  /** One line, or several where they quote a text. */
  readonly message: string;
  /** The line of the source, with a caret below the place. */
  readonly excerpt: string;
}

/** The finding as it is printed: `file:line:column: kind name: field: message`, then the line and the caret. */
export function showFinding(finding: Finding): string {
  const { source, line, column, kind, name, field, message } = finding;
  const subject = kind === undefined ? [] : [`${kind} ${name ?? ""}`.trimEnd()];
  const parts = [`${source}:${line}:${column}`, ...subject, ...(field === undefined ? [] : [field]), message];
  return `${parts.join(": ")}\n${finding.excerpt}`;
}

/** A document, or an item of a List, in its text. */
export class Place {
  readonly source: string;
  readonly #document: YamlDocument;
  /** Where the object is within the YAML document. */
  readonly #root: Path;
  /** An unchanged document is asked for the same findings at each load. */
  readonly #findings = new Map<string, Finding>();

  constructor(source: string, document: YamlDocument, root: Path) {
    this.source = source;
    this.#document = document;
    this.#root = root;
  }

  /** @param path within the object, such as `items`, 0 */
  inside(...path: Path): Place {
    return new Place(this.source, this.#document, [...this.#root, ...path]);
  }

  get position(): Position {
    return this.#document.locate(this.#root);
  }

  /**
   * @param field `spec.validations[0].expression`; the whole object if absent
   * @param index of a code point in the text that the field holds
   */
  finding(message: string, field?: string, index?: number): Finding {
    const key = `${field}\0${index}\0${message}`;
    const finding = this.#findings.get(key) ?? this.#find(message, field, index);
    this.#findings.set(key, finding);
    return finding;
  }

  #find(message: string, field: string | undefined, index: number | undefined): Finding {
    const path = [...this.#root, ...(field === undefined ? [] : pathOf(field))];
    const inString = index === undefined ? undefined : this.#document.locateInString(path, index);
    const position = inString ?? this.#document.locate(path);
    const finding = findingAt(this.source, this.#document.text.lines, position, message);
    return field === undefined ? finding : { ...finding, field };
  }
}

export function findingAt(source: string, lines: Lines, position: Position, message: string): Finding {
  return { source, ...position, message, excerpt: excerpt(lines, position) };
}

/** `a.b[0]` as keys and indices. Keys with dots come out wrong: then the place is that of the map around them. */
function pathOf(field: string): Path {
  return field.split(".").flatMap((part): (string | number)[] => {
    const [key = "", ...indices] = part.split("[");
    return [key, ...indices.map((index) => Number.parseInt(index, 10))];
  });
}
