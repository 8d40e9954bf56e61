/** In milliseconds. Past the deadline the failure policy decides what was not evaluated. */
export interface Clock {
  now(): number;
  readonly deadline: number;
  /** Since 1970: by it exceptions end. Absent: they all have. */
  date?(): number;
}
