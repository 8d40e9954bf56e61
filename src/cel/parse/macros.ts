/** The macros of Kubernetes 1.36, each expanded into the very nodes that cel-go makes. */
import type { Expr } from "../ast.ts";
import { argument, type Expansion, fault, type MemberMacro } from "./macro.ts";
import type { NodeFactory } from "./node-factory.ts";
import { ONE_VARIABLE_MACROS } from "./one-variable-macros.ts";
import { OPTIONAL_MACROS } from "./optional-macros.ts";
import { TWO_VARIABLE_MACROS } from "./two-variable-macros.ts";

const MEMBER_MACROS: ReadonlyMap<string, MemberMacro> = new Map(
  [...ONE_VARIABLE_MACROS, ...TWO_VARIABLE_MACROS, ...OPTIONAL_MACROS].map((macro) => [
    key(macro.name, macro.arity),
    macro,
  ]),
);

/** Expands `target.name(args)`. @returns undefined if that is no macro */
export function expandMember(
  nodes: NodeFactory,
  name: string,
  target: Expr,
  args: readonly Expr[],
): Expansion | undefined {
  return MEMBER_MACROS.get(key(name, args.length))?.expand(nodes, target, args);
}

/** Expands `name(args)`: only `has` is a macro. @returns undefined if that is no macro */
export function expandGlobal(nodes: NodeFactory, name: string, args: readonly Expr[]): Expansion | undefined {
  if (name !== "has" || args.length !== 1) return undefined;
  const arg = argument(args, 0);
  if (arg.kind !== "select") return fault(arg, "invalid argument to has() macro");
  return { expr: nodes.presenceTest(arg.operand, arg.field) };
}

function key(name: string, arity: number): string {
  return `${name}/${arity}`;
}
