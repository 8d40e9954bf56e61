import type { Scalar } from "yaml";

/**
 * Where in the source the code point `index` of a scalar's value stands, in UTF-16 code units.
 * The value is walked along its source: they differ in quotes, escapes, and in line ends with their indentation.
 * @returns undefined where the two cannot be brought together
 */
export function offsetInScalar(source: string, node: Scalar, index: number): number | undefined {
  const { value, range } = node;
  if (typeof value !== "string" || range === undefined || range === null) return undefined;
  const walk = new Walk(source, range[0], range[1], node);
  const chars = [...value];
  if (index > chars.length) return undefined;
  for (let at = 0; at < chars.length; ) {
    const char = chars[at] ?? "";
    const length = char === "\n" ? runLength(chars, at) : 1;
    const offsets = char === "\n" ? walk.lineEnds(length) : walk.char(char);
    if (offsets === undefined || index < at + length) return offsets?.[index - at];
    at += length;
  }
  return walk.offset;
}

function runLength(chars: readonly string[], from: number): number {
  let end = from;
  while (chars[end] === "\n") end++;
  return end - from;
}

const LINE_END = /[ \t]*\r?\n/y;
const SPACE = /[ \t]*/y;

/** Each step gives the offsets of what it went over; undefined where the source is something else. */
class Walk {
  offset: number;
  readonly #source: string;
  readonly #end: number;
  readonly #type: Scalar["type"];
  /** Of a block scalar: so many spaces at the start of each line are not part of the value. */
  readonly #indent: number | undefined;

  constructor(source: string, start: number, end: number, { type, value }: Scalar) {
    this.#source = source;
    this.#end = end;
    this.#type = type;
    this.offset = type === "PLAIN" ? start : start + 1;
    if (type !== "BLOCK_LITERAL" && type !== "BLOCK_FOLDED") return;
    this.offset = source.indexOf("\n", start) + 1;
    this.#indent = leadingSpaces(source.slice(this.offset, end)) - leadingSpaces(String(value));
    this.#skipIndent();
  }

  /** A character, or a line end that became a space. */
  char(char: string): readonly number[] | undefined {
    this.#skipEscapedLineEnds();
    const start = this.offset;
    if (start >= this.#end) return undefined;
    const source = this.#source.charAt(start);
    if (this.#type === "QUOTE_DOUBLE" && source === "\\") return this.#step(this.#escapeLength());
    if (this.#type === "QUOTE_SINGLE" && source === "'") return this.#step(2);
    const isLineEnd = this.#isFlow() ? this.#match(LINE_END, start) > 0 : source === "\n" || source === "\r";
    if (char === " " && isLineEnd) return this.lineEnds(1);
    return this.#source.startsWith(char, start) ? this.#step(char.length) : undefined;
  }

  /** So many line feeds of the value. Where lines are folded, the source has one line end more. */
  lineEnds(count: number): readonly number[] | undefined {
    if (this.#type === "QUOTE_DOUBLE" && this.#source.startsWith("\\n", this.offset))
      return this.#escapedLineFeeds(count);
    const ends: number[] = [];
    let at = this.offset;
    for (let length = this.#lineEndAt(at); length > 0 && at < this.#end; length = this.#lineEndAt(at)) {
      ends.push(at);
      at += length;
    }
    if (ends.length < count) return undefined;
    this.offset = at;
    this.#skipIndent();
    return ends.slice(ends.length - count);
  }

  /** In a block, spaces at the end of a line belong to the value, and those of an empty line do not. */
  #lineEndAt(at: number): number {
    const isInside = !this.#isFlow() && at === this.offset;
    return isInside ? this.#match(/\r?\n/y, at) : this.#match(LINE_END, at);
  }

  #escapedLineFeeds(count: number): readonly number[] | undefined {
    const offsets: number[] = [];
    while (offsets.length < count) {
      if (!this.#source.startsWith("\\n", this.offset)) return undefined;
      offsets.push(...this.#step(2));
    }
    return offsets;
  }

  #step(length: number): readonly number[] {
    this.offset += length;
    return [this.offset - length];
  }

  #isFlow(): boolean {
    return this.#indent === undefined;
  }

  #skipIndent(): void {
    const spaces = this.#match(this.#isFlow() ? SPACE : / */y, this.offset);
    this.offset += Math.min(spaces, this.#indent ?? spaces);
  }

  #skipEscapedLineEnds(): void {
    if (this.#type !== "QUOTE_DOUBLE") return;
    for (let length = this.#match(/\\\r?\n/y, this.offset); length > 0; length = this.#match(/\\\r?\n/y, this.offset)) {
      this.offset += length;
      this.#skipIndent();
    }
  }

  #escapeLength(): number {
    switch (this.#source.charAt(this.offset + 1)) {
      case "x":
        return 4;
      case "u":
        return 6;
      case "U":
        return 10;
      default:
        return 2;
    }
  }

  /** The length of the match at that place, 0 for none. */
  #match(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.exec(this.#source)?.[0].length ?? 0;
  }
}

/** Of the first line that has more than spaces. */
function leadingSpaces(text: string): number {
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "";
  return line.length - line.trimStart().length;
}
