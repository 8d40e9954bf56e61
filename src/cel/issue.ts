/** A fault in an expression's source. */
export interface Issue {
  /** In code points; -1 where there is nothing to point at, `NOWHERE` for a fault of the whole expression. */
  readonly offset: number;
  readonly message: string;
  /** The nearest known name, where the fault is an unknown one. */
  readonly suggestion?: string;
}

/** The offset of a fault that is not at any one place. */
export const NOWHERE = -2;
