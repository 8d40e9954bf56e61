/** Places in a text, as people and editors count them. */

/** Both count from 1; columns count code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export class Lines {
  readonly #text: string;
  /** The offset of each line's first character. */
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) this.#starts.push(i + 1);
  }

  /** @param offset in UTF-16 code units */
  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low] ?? 0;
    return { line: low + 1, column: countCodePoints(this.#text, start, offset) + 1 };
  }

  /** The line's text, without its end. */
  line(line: number): string {
    const start = this.#starts[line - 1] ?? this.#text.length;
    const end = this.#starts[line] ?? this.#text.length + 1;
    return this.#text.slice(start, end - 1).replace(/\r$/, "");
  }
}

/** How much of a long line an excerpt shows before and after the place. */
const CONTEXT = 80;

/** The line with a caret below the place, each indented by ` | `. */
export function excerpt(lines: Lines, { line, column }: Position): string {
  const chars = [...lines.line(line).replaceAll("\t", " ")];
  const from = Math.max(0, column - 1 - CONTEXT);
  const shown = chars.slice(from, column - 1 + CONTEXT).join("");
  return ` | ${shown}\n | ${" ".repeat(column - 1 - from)}^`;
}

function countCodePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; count++) i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
  return count;
}
