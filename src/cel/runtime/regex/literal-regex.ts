import { concat, type RegexNode } from "./nodes.ts";
import type { Regex } from "./regex.ts";

/** A pattern of fixed text, perhaps bound to the beginning or the end; undefined for other patterns. */
export function literalRegex(node: RegexNode): Regex | undefined {
  const plain = withoutCaptures(node);
  const parts = plain.kind === "concat" ? [...plain.parts] : [plain];
  const begins = parts[0]?.kind === "begin";
  if (begins) parts.shift();
  const ends = parts.at(-1)?.kind === "end";
  if (ends) parts.pop();
  const [part] = parts;
  if (parts.length > 1 || (part !== undefined && part.kind !== "literal")) return undefined;
  const literal = part?.text ?? "";
  if (begins || ends) return new BoundLiteral(literal, begins, ends);
  return literal === "" ? undefined : new FreeLiteral(literal);
}

function withoutCaptures(node: RegexNode): RegexNode {
  if (node.kind === "capture") return withoutCaptures(node.node);
  return node.kind === "concat" ? concat(node.parts.map(withoutCaptures)) : node;
}

class FreeLiteral implements Regex {
  readonly size = 1;
  readonly #literal: string;

  constructor(literal: string) {
    this.#literal = literal;
  }

  test(text: string): boolean {
    return text.includes(this.#literal);
  }

  find(text: string): string {
    return this.test(text) ? this.#literal : "";
  }

  findAll(text: string, limit: number): string[] {
    const found: string[] = [];
    let at = text.indexOf(this.#literal);
    while (at >= 0 && found.length !== limit) {
      found.push(this.#literal);
      at = text.indexOf(this.#literal, at + this.#literal.length);
    }
    return found;
  }
}

class BoundLiteral implements Regex {
  readonly size = 1;
  readonly #literal: string;
  readonly #begins: boolean;
  readonly #ends: boolean;

  constructor(literal: string, begins: boolean, ends: boolean) {
    this.#literal = literal;
    this.#begins = begins;
    this.#ends = ends;
  }

  test(text: string): boolean {
    if (!this.#begins) return text.endsWith(this.#literal);
    return this.#ends ? text === this.#literal : text.startsWith(this.#literal);
  }

  find(text: string): string {
    return this.test(text) ? this.#literal : "";
  }

  findAll(text: string, limit: number): string[] {
    return limit !== 0 && this.test(text) ? [this.#literal] : [];
  }
}
