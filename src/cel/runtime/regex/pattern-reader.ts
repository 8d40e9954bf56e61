/** A pattern being read, character by character. */
export class PatternReader {
  readonly text: string;
  /** In UTF-16 units, always between two characters. */
  position = 0;
  /** Marks that are known not to come any more, so that looking for one again and again stays linear. */
  readonly #absent = new Set<string>();

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  /** The next UTF-16 unit as text; empty at the end. */
  get next(): string {
    return this.text.charAt(this.position);
  }

  startsWith(prefix: string): boolean {
    return this.text.startsWith(prefix, this.position);
  }

  /** Reads `prefix` if it comes next. */
  accept(prefix: string): boolean {
    if (!this.startsWith(prefix)) return false;
    this.position += prefix.length;
    return true;
  }

  /** Reads one character; -1 at the end. */
  read(): number {
    const codePoint = this.text.codePointAt(this.position);
    if (codePoint === undefined) return -1;
    this.position += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  /** What has been read from `start` on. */
  since(start: number): string {
    return this.text.slice(start, this.position);
  }

  rest(start: number = this.position): string {
    return this.text.slice(start);
  }

  /** Where `mark` stands next, `skip` units on or later; -1 if nowhere. */
  find(mark: string, skip = 0): number {
    if (this.#absent.has(mark)) return -1;
    const found = this.text.indexOf(mark, this.position + skip);
    if (found < 0) this.#absent.add(mark);
    return found;
  }
}
