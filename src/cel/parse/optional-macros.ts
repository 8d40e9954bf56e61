import type { Expr } from "../ast.ts";
import { argument, fault, type MemberMacro } from "./macro.ts";
import type { NodeFactory } from "./node-factory.ts";
import { bind } from "./one-variable-macros.ts";

/** The macros on optionals. */
export const OPTIONAL_MACROS: readonly MemberMacro[] = [
  { name: "optMap", arity: 2, expand: whenPresent("optMap", (nodes, value) => nodes.call("optional.of", value)) },
  { name: "optFlatMap", arity: 2, expand: whenPresent("optFlatMap", (_nodes, value) => value) },
];

/** `target.hasValue() ? <the second argument with target.value() under the first's name> : optional.none()` */
function whenPresent(name: string, wrap: (nodes: NodeFactory, value: Expr) => Expr): MemberMacro["expand"] {
  return (nodes, target, args) => {
    const variable = argument(args, 0);
    if (variable.kind !== "ident") return fault(variable, `${name}() variable name must be a simple identifier`);
    const value = nodes.memberCall("value", nodes.copy(target));
    const mapped = wrap(nodes, bind(nodes, variable.name, value, argument(args, 1)));
    const expr = nodes.call("_?_:_", nodes.memberCall("hasValue", target), mapped, nodes.call("optional.none"));
    return { expr };
  };
}
