/** Where Sallyport knowingly answers something else than Kubernetes' own CEL. */
import type { Answer } from "./oracle.ts";

interface Deviation {
  readonly reason: string;
  appliesTo(expr: string, theirs: Answer, ours: Answer): boolean;
}

const EXCEEDED = "operation cancelled: actual cost limit exceeded";

const LOST = /^(?:cannot get field|fail to convert field|unsupported conversion to ref.Val)/;

const DEVIATIONS: readonly Deviation[] = [
  {
    reason: "what panics in cel-go, and takes the API server's request with it, is an error like any other here",
    appliesTo: (_, { error = "" }) => error.startsWith("PANIC "),
  },
  {
    reason: "a call that would spend the budget is not made here, and so not charged; the evaluation ends all the same",
    appliesTo: (_, { error, cost = 0 }, ours) =>
      error === EXCEEDED && ours.error === EXCEEDED && (ours.cost ?? 0) < cost,
  },
  {
    reason: "cel-go tells in an error how it keeps a list: lists put together by + are a type of their own",
    appliesTo: (_, { error = "" }, ours) => error.replace("concatList", "baseList") === ours.error,
  },
  {
    reason: "an error shows a quantity in its canonical form, not as it was written",
    appliesTo: (_, ...answers) => answers.every(({ error = "" }) => error.includes("ref.Val: (*resource.Quantity)")),
  },
  {
    reason:
      "Kubernetes looks into an Object literal by way of Go's values; optionals, types and most maps change there",
    appliesTo: (expr, { error = "" }, ours) =>
      /\bObject[.\w]*\{.*\}\.\w+$/s.test(expr) &&
      (LOST.test(error) || /"(?:optional|type)":/.test(JSON.stringify(ours))),
  },
  {
    reason: "Kubernetes finds no list in an Object literal to be equal to any, not even to itself",
    appliesTo: (expr, theirs, ours) =>
      /\bObject[.\w]*\{.* == /s.test(expr) && theirs.value === false && ours.value === true,
  },
  {
    reason: "of an optional that is given as dyn, cel-go matches the content with a constant pattern",
    appliesTo: (expr, _, ours) => /\boptional\..*\b(find|findAll|matches)\(/.test(expr) && ours.error !== undefined,
  },
];

/** Why the answers may differ; undefined where they must not. */
export function deviationOf(expr: string, theirs: Answer, ours: Answer): string | undefined {
  return DEVIATIONS.find((deviation) => deviation.appliesTo(expr, theirs, ours))?.reason;
}
