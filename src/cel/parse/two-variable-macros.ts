import type { Expr, IdentExpr } from "../ast.ts";
import { argument, type Expansion, fault, isAccumulatorName, type MemberMacro } from "./macro.ts";
import type { NodeFactory } from "./node-factory.ts";
import { all, appending, exists, existsOne, filtered, overwritten, type Quantifier } from "./one-variable-macros.ts";

const MAP_INSERT = "cel.@mapInsert";

/** The macros with a variable for the index or key and one for the value. */
export const TWO_VARIABLE_MACROS: readonly MemberMacro[] = [
  { name: "all", arity: 3, expand: quantifier(all) },
  { name: "exists", arity: 3, expand: quantifier(exists) },
  { name: "existsOne", arity: 3, expand: quantifier(existsOne) },
  { name: "exists_one", arity: 3, expand: quantifier(existsOne) },
  ...[3, 4].flatMap((arity) => [
    { name: "transformList", arity, expand: transform(listStep, (nodes) => nodes.list()) },
    { name: "transformMap", arity, expand: transform(mapStep, (nodes) => nodes.emptyMap()) },
    { name: "transformMapEntry", arity, expand: transform(entryStep, (nodes) => nodes.emptyMap()) },
  ]),
];

interface Variables {
  readonly iterVar: string;
  readonly iterVar2: string;
}

function variables(args: readonly Expr[]): Variables | Expansion {
  const first = argument(args, 0);
  const second = argument(args, 1);
  if (first.kind !== "ident") return notAName(first);
  if (second.kind !== "ident") return notAName(second);
  if (first.name === second.name) return fault(second, `duplicate variable name: ${first.name}`);
  if (isAccumulatorName(first.name)) return overwritten(first);
  if (isAccumulatorName(second.name)) return overwritten(second);
  return names(first, second);
}

function names(first: IdentExpr, second: IdentExpr): Variables {
  return { iterVar: first.name, iterVar2: second.name };
}

function notAName(expr: Expr): Expansion {
  return fault(expr, "argument must be a simple name");
}

function quantifier(parts: (nodes: NodeFactory, predicate: Expr) => Quantifier): MemberMacro["expand"] {
  return (nodes, target, args) => {
    const names = variables(args);
    if (!("iterVar" in names)) return names;
    return { expr: nodes.comprehension({ iterRange: target, ...names, ...parts(nodes, argument(args, 2)) }) };
  };
}

/** One round of a transformation, the filter left aside. */
type Step = (nodes: NodeFactory, value: Expr, key: string, filter: Expr | undefined) => Expr;

function transform(step: Step, empty: (nodes: NodeFactory) => Expr): MemberMacro["expand"] {
  return (nodes, target, args) => {
    const names = variables(args);
    if (!("iterVar" in names)) return names;
    const filter = args.length === 4 ? args[2] : undefined;
    const expr = nodes.comprehension({
      iterRange: target,
      ...names,
      accuInit: empty(nodes),
      loopCondition: nodes.constant(true),
      loopStep: step(nodes, argument(args, args.length - 1), names.iterVar, filter),
      result: nodes.accumulator(),
    });
    return { expr };
  };
}

function listStep(nodes: NodeFactory, value: Expr, _key: string, filter: Expr | undefined): Expr {
  return appending(nodes, value, filter);
}

function mapStep(nodes: NodeFactory, value: Expr, key: string, filter: Expr | undefined): Expr {
  return filtered(nodes, nodes.call(MAP_INSERT, nodes.accumulator(), nodes.ident(key), value), filter);
}

function entryStep(nodes: NodeFactory, value: Expr, _key: string, filter: Expr | undefined): Expr {
  return filtered(nodes, nodes.call(MAP_INSERT, nodes.accumulator(), value), filter);
}
