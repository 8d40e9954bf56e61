/** From what the rules of the grammar have read, perhaps with errors, to a tree. */
import type { Node } from "./frame.ts";
import type { Token } from "./tokens.ts";
import type { EntryTree, FieldName, FieldTree, MissingTree, OptionalTree, Tree } from "./tree.ts";

/** @param node of the first rule */
export function toTree(node: Node): Tree {
  return childTree(node, "expr", expr);
}

const NOTHING: MissingTree = { kind: "missing", start: -1 };

function child(node: Node | undefined, label: string): Node | undefined {
  return node?.children.get(label)?.[0];
}

function children(node: Node | undefined, label: string): readonly Node[] {
  return node?.children.get(label) ?? [];
}

function childTree(node: Node, label: string, convert: (node: Node) => Tree): Tree {
  const found = child(node, label);
  return found === undefined ? NOTHING : convert(found);
}

function token(node: Node | undefined, label: string): Token | undefined {
  return node?.tokens.get(label)?.[0];
}

function tokens(node: Node, label: string): readonly Token[] {
  return node.tokens.get(label) ?? [];
}

function missing(node: Node): MissingTree {
  return { kind: "missing", start: node.start };
}

function expr(node: Node): Tree {
  const condition = childTree(node, "condition", (term) => logic(term));
  const operator = token(node, "operator");
  if (operator === undefined) return condition;
  const whenTrue = childTree(node, "whenTrue", (term) => logic(term));
  return { kind: "ternary", condition, operator, whenTrue, whenFalse: childTree(node, "whenFalse", expr) };
}

/** A chain of `||`, or of `&&`. */
function logic(node: Node): Tree {
  const convert = node.rule === "or" ? logic : relation;
  const [first = NOTHING, ...rest] = children(node, "term").map(convert);
  const operators = tokens(node, "operator");
  if (operators.length === 0) return first;
  return { kind: "logic", function: node.rule === "or" ? "_||_" : "_&&_", first, operators, rest };
}

function relation(node: Node): Tree {
  return operations(node, calc, relation);
}

function calc(node: Node): Tree {
  return operations(node, unary, calc);
}

/** Operations lean to the left: they are followed there without recursion. */
function operations(last: Node, operand: (node: Node) => Tree, right: (node: Node) => Tree): Tree {
  const { first, steps } = leftChain(last);
  return steps.reduce<Tree>(
    (left, step) => {
      const operator = token(step, "operator");
      if (operator === undefined) return missing(step);
      return { kind: "binary", left, operator, right: childTree(step, "right", right) };
    },
    childTree(first, "operand", operand),
  );
}

/** The node without a left side, and those that go on from it. */
function leftChain(last: Node): { readonly first: Node; readonly steps: readonly Node[] } {
  const steps: Node[] = [];
  let first = last;
  while (first.left !== undefined) {
    steps.push(first);
    first = first.left;
  }
  return { first, steps: steps.reverse() };
}

function unary(node: Node): Tree {
  const operand = childTree(node, "operand", member);
  switch (node.alternative) {
    case "member":
      return operand;
    case "not":
      return { kind: "unary", function: "!_", operators: tokens(node, "operator"), operand };
    case "negate":
      return { kind: "unary", function: "-_", operators: tokens(node, "operator"), operand };
    default:
      return missing(node);
  }
}

function member(last: Node): Tree {
  const { first, steps } = leftChain(last);
  return steps.reduce(memberStep, childTree(first, "operand", primary));
}

function memberStep(operand: Tree, node: Node): Tree {
  const optional = token(node, "optional") !== undefined;
  const operator = token(node, "operator");
  const open = token(node, "open");
  const name = token(node, "name");
  if (node.alternative === "select" && operator !== undefined) {
    return { kind: "select", operand, operator, optional, field: fieldName(child(node, "name"), node.start) };
  }
  if (node.alternative === "index" && open !== undefined) {
    return { kind: "index", operand, open, optional, index: childTree(node, "index", expr) };
  }
  if (name !== undefined && open !== undefined) return { kind: "memberCall", operand, name, open, args: args(node) };
  return missing(node);
}

function primary(node: Node): Tree {
  const { start } = node;
  const rooted = token(node, "rooted") !== undefined;
  const name = token(node, "name");
  const open = token(node, "open");
  switch (node.alternative) {
    case "nested":
      return childTree(node, "expr", expr);
    case "literal":
      return childTree(node, "literal", literal);
    case "ident":
      return name === undefined ? missing(node) : { kind: "ident", start, rooted, name };
    case "call":
      if (name === undefined || open === undefined) return missing(node);
      return { kind: "call", start, rooted, name, open, args: args(node) };
    default:
      return open === undefined ? NOTHING : bracketed(node, open, rooted);
  }
}

/** A list, a map or a message. */
function bracketed(node: Node, open: Token, rooted: boolean): Tree {
  if (node.alternative === "list") {
    return { kind: "list", open, elements: children(child(node, "elements"), "element").map(optional) };
  }
  if (node.alternative === "map") return { kind: "map", open, entries: entries(child(node, "entries")) };
  const list = child(node, "fields");
  const fieldsStart = list?.start ?? open.end;
  return { kind: "message", rooted, names: tokens(node, "name"), open, fieldsStart, fields: fields(list) };
}

function args(node: Node): Tree[] {
  return children(child(node, "args"), "arg").map(expr);
}

function optional(node: Node): OptionalTree {
  return { optional: token(node, "optional") !== undefined, value: childTree(node, "value", expr) };
}

/** Those that are complete. */
function entries(node: Node | undefined): EntryTree[] {
  const values = children(node, "value");
  return children(node, "key").flatMap((key, i) => {
    const colon = node?.tokens.get("colon")?.[i];
    const value = values[i];
    return colon === undefined || value === undefined ? [] : [{ key: optional(key), colon, value: expr(value) }];
  });
}

/** Those that are complete. */
function fields(node: Node | undefined): FieldTree[] {
  const values = children(node, "value");
  return children(node, "field").flatMap((field, i) => {
    const colon = node?.tokens.get("colon")?.[i];
    const value = values[i];
    if (colon === undefined || value === undefined) return [];
    const name = fieldName(child(field, "name"), field.start);
    return [{ optional: token(field, "optional") !== undefined, name, colon, value: expr(value) }];
  });
}

function fieldName(node: Node | undefined, start: number): FieldName {
  return { start: node?.start ?? start, token: token(node, "name") };
}

function literal(node: Node): Tree {
  const value = token(node, "value");
  if (value === undefined) return NOTHING;
  return { kind: "literal", start: node.start, negative: token(node, "sign") !== undefined, token: value };
}
