/** A compiled pattern. Texts must be well-formed Unicode. */
export interface Regex {
  /** How many instructions the pattern takes, about. */
  readonly size: number;
  /** Whether the pattern matches anywhere in the text. */
  test(text: string): boolean;
  /** The leftmost match; empty also when there is none, as Go's `FindString`. */
  find(text: string): string;
  /** The matches from left to right, none of them overlapping; the first `limit` of them, or all when it is negative. */
  findAll(text: string, limit: number): string[];
}
