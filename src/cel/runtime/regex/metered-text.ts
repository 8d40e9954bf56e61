import { BudgetExceeded } from "../../values.ts";

/** How many times over a text may be read, and what is always granted. */
const READS_PER_UNIT = 32;
const BASE_READS = 20_000_000;
/** UTF-16 units that a search for fixed text skips in the time of reading one. */
const UNITS_SKIPPED_PER_READ = 32;

/**
 * A text that may only be read so often. Finding all matches takes quadratic time where a pattern has to look far
 * beyond each match before it can tell that nothing longer matches, as `a*b|a` in a long row of a.
 */
export class MeteredText extends String {
  readonly #text: string;
  #reads: number;

  constructor(text: string) {
    super(text);
    this.#text = text;
    this.#reads = BASE_READS + READS_PER_UNIT * text.length;
  }

  /** @throws BudgetExceeded */
  override charCodeAt(position: number): number {
    if (--this.#reads < 0) throw new BudgetExceeded();
    return this.#text.charCodeAt(position);
  }

  /** @throws BudgetExceeded */
  override indexOf(part: string, from: number): number {
    const found = this.#text.indexOf(part, from);
    this.#reads -= ((found < 0 ? this.#text.length : found) - from) / UNITS_SKIPPED_PER_READ;
    if (this.#reads < 0) throw new BudgetExceeded();
    return found;
  }
}
