/** A fault in an expression's source. */
export interface Issue {
  /** In code points. */
  readonly offset: number;
  readonly message: string;
  /** The nearest known name, where the fault is an unknown one. */
  readonly suggestion?: string;
}
