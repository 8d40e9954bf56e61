import type { ConstantExpr, Expr } from "../ast.ts";
import type { Environment } from "../environment.ts";
import type { Issue } from "../issue.ts";
import type { Value } from "../values.ts";
import { CelError } from "../values.ts";
import type { Checked } from "./checked.ts";
import { descendants } from "./descendants.ts";

/** A function, and whether a literal as its first argument is good. */
interface LiteralRule {
  readonly function: string;
  readonly accepts: (env: Environment, overloads: readonly string[], literal: Value) => boolean;
}

/** In the order in which cel-go applies them. */
const RULES: readonly LiteralRule[] = [
  { function: "duration", accepts: converts("duration") },
  { function: "timestamp", accepts: converts("timestamp") },
  // As in cel-go, the first argument of the global matches(text, pattern) is the text.
  { function: "matches", accepts: isPattern },
];

/** Durations, timestamps and regular expressions given as literals must be well-formed. */
export function validateLiteralArguments(checked: Checked, env: Environment): Issue[] {
  const nodes = descendants(checked.expr);
  return RULES.flatMap((rule) =>
    nodes
      .map((node) => literalArgument(node, rule.function))
      .filter((found) => found !== undefined)
      .filter(({ call, literal }) => {
        const overloads = checked.references.get(call.id)?.overloads ?? [];
        return !rule.accepts(env, overloads, literal.value);
      })
      .map(({ literal }) => ({ offset: literal.offset, message: `invalid ${rule.function} argument` })),
  );
}

function literalArgument(node: Expr, name: string): { call: Expr; literal: ConstantExpr } | undefined {
  if (node.kind !== "call" || node.function !== name) return undefined;
  const literal = node.args[0];
  return literal?.kind === "constant" ? { call: node, literal } : undefined;
}

function converts(name: string): LiteralRule["accepts"] {
  return (env, overloads, literal) => {
    const overload = env.functions.get(name)?.overloads.find(({ id }) => id === overloads[0]);
    return overload === undefined || !(overload.call(literal, null, null, null) instanceof CelError);
  };
}

function isPattern(env: Environment, _overloads: readonly string[], literal: Value): boolean {
  const overload = env.functions.get("matches")?.overloads[0];
  return overload === undefined || !(overload.call("", literal, null, null) instanceof CelError);
}
