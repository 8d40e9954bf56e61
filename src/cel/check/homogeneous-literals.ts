import type { Expr, ListExpr, MapExpr, NodeBase } from "../ast.ts";
import type { Issue } from "../issue.ts";
import type { Type } from "../types.ts";
import { DYN, isOptional } from "../types.ts";
import { equivalentType } from "./assignable.ts";
import type { Checked } from "./checked.ts";
import { descendants } from "./descendants.ts";
import { showInMessage } from "./show.ts";

/** The elements of a list literal, the keys and the values of a map literal, must each be of one type. */
export function validateHomogeneousLiterals(checked: Checked): Issue[] {
  // The arguments of format may differ, at any depth.
  const nodes = descendants(checked.expr, "format");
  const issues: Issue[] = [];
  for (const node of nodes) if (node.kind === "list") validateList(checked, node, issues);
  for (const node of nodes) if (node.kind === "map") validateMap(checked, node, issues);
  return issues;
}

/** Only the first element that differs is reported. */
function validateList(checked: Checked, list: ListExpr, issues: Issue[]): void {
  const optional = new Set(list.optionalIndices);
  let expected: Type | undefined;
  for (const [i, element] of list.elements.entries()) {
    const type = valueType(checked, element, optional.has(i));
    expected ??= type;
    if (!equivalentType(expected, type)) {
      issues.push(mismatch(element, expected, type));
      return;
    }
  }
}

function validateMap(checked: Checked, map: MapExpr, issues: Issue[]): void {
  let keys: Type | undefined;
  let values: Type | undefined;
  for (const { key, value, optional } of map.entries) {
    const keyType = valueType(checked, key, false);
    const type = valueType(checked, value, optional);
    keys ??= keyType;
    values ??= type;
    if (!equivalentType(keys, keyType)) issues.push(mismatch(key, keys, keyType));
    if (!equivalentType(values, type)) issues.push(mismatch(value, values, type));
  }
}

function valueType(checked: Checked, value: Expr, optional: boolean): Type {
  const type = checked.types.get(value.id) ?? DYN;
  return optional && isOptional(type) ? (type.params[0] ?? DYN) : type;
}

function mismatch(node: NodeBase, expected: Type, actual: Type): Issue {
  return {
    offset: node.offset,
    message: `expected type '${showInMessage(expected)}' but found '${showInMessage(actual)}'`,
  };
}
