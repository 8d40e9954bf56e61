import type { Expr } from "../ast.ts";
import { argument, type Expansion, fault, isAccumulatorName, type MemberMacro } from "./macro.ts";
import type { NodeFactory } from "./node-factory.ts";

/** The macros with one variable, and `sortBy` of cel-go's list library. */
export const ONE_VARIABLE_MACROS: readonly MemberMacro[] = [
  { name: "all", arity: 2, expand: quantifier(all) },
  { name: "exists", arity: 2, expand: quantifier(exists) },
  { name: "exists_one", arity: 2, expand: quantifier(existsOne) },
  { name: "map", arity: 2, expand: expandMap },
  { name: "map", arity: 3, expand: expandMap },
  { name: "filter", arity: 2, expand: expandFilter },
  { name: "sortBy", arity: 2, expand: expandSortBy },
];

/** The parts in which the quantifiers differ. */
export interface Quantifier {
  readonly accuInit: Expr;
  readonly loopCondition: Expr;
  readonly loopStep: Expr;
  readonly result: Expr;
}

export function all(nodes: NodeFactory, predicate: Expr): Quantifier {
  return {
    accuInit: nodes.constant(true),
    loopCondition: nodes.call("@not_strictly_false", nodes.accumulator()),
    loopStep: nodes.call("_&&_", nodes.accumulator(), predicate),
    result: nodes.accumulator(),
  };
}

export function exists(nodes: NodeFactory, predicate: Expr): Quantifier {
  return {
    accuInit: nodes.constant(false),
    loopCondition: nodes.call("@not_strictly_false", nodes.call("!_", nodes.accumulator())),
    loopStep: nodes.call("_||_", nodes.accumulator(), predicate),
    result: nodes.accumulator(),
  };
}

export function existsOne(nodes: NodeFactory, predicate: Expr): Quantifier {
  const counted = nodes.call("_+_", nodes.accumulator(), nodes.constant(1));
  return {
    accuInit: nodes.constant(0),
    loopCondition: nodes.constant(true),
    loopStep: nodes.call("_?_:_", predicate, counted, nodes.accumulator()),
    result: nodes.call("_==_", nodes.accumulator(), nodes.constant(1)),
  };
}

/** `accumulator + [element]`, or the accumulator alone where the filter is not true. */
export function appending(nodes: NodeFactory, element: Expr, filter: Expr | undefined): Expr {
  return filtered(nodes, nodes.call("_+_", nodes.accumulator(), nodes.list(element)), filter);
}

export function filtered(nodes: NodeFactory, step: Expr, filter: Expr | undefined): Expr {
  return filter === undefined ? step : nodes.call("_?_:_", filter, step, nodes.accumulator());
}

function quantifier(parts: (nodes: NodeFactory, predicate: Expr) => Quantifier): MemberMacro["expand"] {
  return (nodes, target, args) => {
    const variable = argument(args, 0);
    if (variable.kind !== "ident") return fault(variable, "argument must be a simple name");
    if (isAccumulatorName(variable.name)) return overwritten(variable);
    const iterVar = variable.name;
    return { expr: nodes.comprehension({ iterRange: target, iterVar, ...parts(nodes, argument(args, 1)) }) };
  };
}

function expandMap(nodes: NodeFactory, target: Expr, args: readonly Expr[]): Expansion {
  const filter = args.length === 3 ? args[1] : undefined;
  return collect(nodes, target, argument(args, 0), argument(args, args.length - 1), filter);
}

function expandFilter(nodes: NodeFactory, target: Expr, args: readonly Expr[]): Expansion {
  const variable = argument(args, 0);
  return collect(nodes, target, variable, variable, argument(args, 1));
}

function collect(nodes: NodeFactory, target: Expr, variable: Expr, element: Expr, filter: Expr | undefined): Expansion {
  if (variable.kind !== "ident") return fault(variable, "argument is not an identifier");
  if (isAccumulatorName(variable.name)) return overwritten(variable);
  const expr = nodes.comprehension({
    iterRange: target,
    iterVar: variable.name,
    accuInit: nodes.list(),
    loopCondition: nodes.constant(true),
    loopStep: appending(nodes, element, filter),
    result: nodes.accumulator(),
  });
  return { expr };
}

const SORTED = "@__sortBy_input__";

/** Gives the target a name, and sorts it by the keys that the macro's second argument makes of its elements. */
function expandSortBy(nodes: NodeFactory, target: Expr, args: readonly Expr[]): Expansion {
  if (target.kind === "constant" || target.kind === "map" || target.kind === "message") {
    return fault(target, "sortBy can only be applied to a list, identifier, comprehension, call or select expression");
  }
  const keys = expandMap(nodes, nodes.ident(SORTED), args);
  if ("issue" in keys) return keys;
  return {
    expr: bind(nodes, SORTED, target, nodes.memberCall("@sortByAssociatedKeys", nodes.ident(SORTED), keys.expr)),
  };
}

/** A comprehension that never loops: `result` with a name for a value. */
export function bind(nodes: NodeFactory, name: string, value: Expr, result: Expr): Expr {
  return nodes.comprehension({
    iterRange: nodes.list(),
    iterVar: "#unused",
    accuVar: name,
    accuInit: value,
    loopCondition: nodes.constant(false),
    loopStep: nodes.ident(name),
    result,
  });
}

export function overwritten(variable: Expr): Expansion {
  return fault(variable, "iteration variable overwrites accumulator variable");
}
