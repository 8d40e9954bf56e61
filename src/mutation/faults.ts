/** What is wrong with a value where its schema is, as structured-merge-diff tells it. */
export interface Fault {
  /** `.spec.containers[name="main"].tty` */
  readonly path: string;
  readonly message: string;
}

/** Undefined stands for no faults: nearly all values have none. */
export type Faults = readonly Fault[] | undefined;

export function fault(message: string): Faults {
  return [{ path: "", message }];
}

export function prefixed(faults: Faults, prefix: string): Faults {
  return faults?.map(({ path, message }) => ({ path: prefix + path, message }));
}

export function joined(a: Faults, b: Faults): Faults {
  if (a === undefined) return b;
  return b === undefined ? a : [...a, ...b];
}

export function showFaults(faults: readonly Fault[]): string {
  const lines = faults.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return lines.length === 1 ? lines.join() : ["errors:", ...lines.map((line) => `  ${line}`)].join("\n");
}
