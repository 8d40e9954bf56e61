/** A source as a sequence of code points: what every position in `cel/` counts. */
export class SourceText {
  /** In code points. */
  readonly length: number;
  readonly #source: string;
  /** Absent where each UTF-16 unit is a code point of its own. */
  readonly #points: readonly string[] | undefined;

  constructor(source: string) {
    this.#source = source;
    this.#points = hasSurrogates(source) ? Array.from(source) : undefined;
    this.length = this.#points?.length ?? source.length;
  }

  /** The code point at `offset`; -1 outside of the source. */
  at(offset: number): number {
    if (offset < 0 || offset >= this.length) return -1;
    return this.#points === undefined ? this.#source.charCodeAt(offset) : (this.#points[offset]?.codePointAt(0) ?? -1);
  }

  slice(start: number, end: number): string {
    return this.#points === undefined ? this.#source.slice(start, end) : this.#points.slice(start, end).join("");
  }
}

function hasSurrogates(source: string): boolean {
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdfff) return true;
  }
  return false;
}
