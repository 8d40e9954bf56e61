/** Where Sallyport knowingly answers something else than Kubernetes' own CEL. */
import type { Answer } from "./oracle.ts";

interface Deviation {
  readonly reason: string;
  appliesTo(expr: string, theirs: Answer): boolean;
}

const DEVIATIONS: readonly Deviation[] = [
  {
    reason: "cel-go panics while it prepares or evaluates the expression; here that is an error like any other",
    appliesTo: (_, { error = "" }) => error.startsWith("PANIC "),
  },
  {
    reason: "cel-go's functions of Kubernetes unwrap an optional that is given to them as dyn, and take what it holds",
    appliesTo: (expr) => /dyn\([^)]*optional\.of\(/.test(expr) && /\b(find|findAll|isQuantity|quantity)\(/.test(expr),
  },
];

/** Why the answers may differ; undefined where they must not. */
export function deviationOf(expr: string, theirs: Answer): string | undefined {
  return DEVIATIONS.find((deviation) => deviation.appliesTo(expr, theirs))?.reason;
}
