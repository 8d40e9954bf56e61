/** Log lines on their way out: collected and written in blocks, since a write costs more than making the line. */

/** In UTF-16 code units. */
const BLOCK = 65_536;
/** How late a line may be, in milliseconds. */
const MAX_DELAY_MS = 100;

/** Where the blocks go, such as a destination of pino. */
export interface BlockWriter {
  write(block: string): unknown;
  /** Returns when everything is written. */
  flushSync(): void;
}

/** A destination for pino. */
export class LogLines {
  readonly #out: BlockWriter;
  #pending = "";

  constructor(out: BlockWriter) {
    this.#out = out;
    setInterval(() => this.#flush(), MAX_DELAY_MS).unref();
  }

  write(line: string): void {
    this.#pending += line;
    if (this.#pending.length >= BLOCK) this.#flush();
  }

  /** For the end, and for what may be the end. */
  flushSync(): void {
    if (this.#pending === "") return;
    this.#flush();
    this.#out.flushSync();
  }

  #flush(): void {
    if (this.#pending === "") return;
    const block = this.#pending;
    this.#pending = "";
    this.#out.write(block);
  }
}
