import type { Expr, FieldEntry, MapEntry } from "../ast.ts";
import type { Issue } from "../issue.ts";
import { MAX_DEPTH } from "./limits.ts";
import { literalValue } from "./literal.ts";
import type { Expansion } from "./macro.ts";
import { expandGlobal, expandMember } from "./macros.ts";
import { NodeFactory, NodeIds } from "./node-factory.ts";
import { BINARY_OPERATORS } from "./operators.ts";
import { RESERVED } from "./reserved.ts";
import type { SourceText } from "./source-text.ts";
import { Kind, type Token } from "./tokens.ts";
import type {
  BinaryTree,
  CallTree,
  FieldName,
  IdentTree,
  IndexTree,
  ListTree,
  LiteralTree,
  LogicTree,
  MapTree,
  MemberCallTree,
  MessageTree,
  SelectTree,
  TernaryTree,
  Tree,
  UnaryTree,
} from "./tree.ts";

/** Tells that operators are nested more than `MAX_DEPTH` deep. */
export class TooDeep extends Error {}

/** Makes expressions of trees: expands macros, reads literals, and notes what the grammar lets pass. */
export class Builder {
  readonly #text: SourceText;
  readonly #issues: Issue[];
  readonly #ids = new NodeIds();
  #depth = 0;

  /** @param issues faults are added to them */
  constructor(text: SourceText, issues: Issue[]) {
    this.#text = text;
    this.#issues = issues;
  }

  /**
   * After a fault the expression is good for nothing but the faults of what surrounds it.
   * @throws TooDeep
   * @throws TooManyNodes
   */
  build(tree: Tree): Expr {
    switch (tree.kind) {
      case "ternary":
        return this.#nested(() => this.#ternary(tree));
      case "logic":
        return this.#logic(tree);
      case "binary":
        return this.#nested(() => this.#binary(tree));
      case "unary":
        return this.#unary(tree);
      case "select":
        return this.#nested(() => this.#select(tree));
      case "memberCall":
        return this.#nested(() => this.#memberCall(tree));
      case "index":
        return this.#nested(() => this.#index(tree));
      case "ident":
        return this.#ident(tree);
      case "call":
        return this.#call(tree);
      case "list":
        return this.#list(tree);
      case "map":
        return this.#map(tree);
      case "message":
        return this.#message(tree);
      case "literal":
        return this.#literal(tree);
      case "missing":
        return this.#placeholder(tree.start);
    }
  }

  #nested(build: () => Expr): Expr {
    if (++this.#depth > MAX_DEPTH) throw new TooDeep();
    const expr = build();
    this.#depth--;
    return expr;
  }

  #ternary({ condition, operator, whenTrue, whenFalse }: TernaryTree): Expr {
    const args = [this.build(condition), this.build(whenTrue), this.build(whenFalse)];
    return this.#operation(operator, "_?_:_", args);
  }

  #logic({ function: name, first, operators, rest }: LogicTree): Expr {
    const terms = [this.build(first), ...rest.map((term) => this.build(term))];
    return this.#balanced(name, terms, operators, 0, operators.length);
  }

  /** The terms around `operators[from]` to `operators[to - 1]`, as a tree of little height. */
  #balanced(name: string, terms: readonly Expr[], operators: readonly Token[], from: number, to: number): Expr {
    const middle = (from + to) >>> 1;
    const operator = operators[middle];
    const only = terms[from];
    if (from === to || operator === undefined) return only ?? this.#placeholder(-1);
    const left = this.#balanced(name, terms, operators, from, middle);
    const right = this.#balanced(name, terms, operators, middle + 1, to);
    return this.#operation(operator, name, [left, right]);
  }

  #binary({ left, operator, right }: BinaryTree): Expr {
    const name = BINARY_OPERATORS.get(operator.kind) ?? "";
    return this.#operation(operator, name, [this.build(left), this.build(right)]);
  }

  #unary({ function: name, operators, operand }: UnaryTree): Expr {
    const [first] = operators;
    const expr = this.build(operand);
    return first === undefined || operators.length % 2 === 0 ? expr : this.#operation(first, name, [expr]);
  }

  #select({ operand, operator, optional, field }: SelectTree): Expr {
    const target = this.build(operand);
    const name = this.#fieldName(field, field.start) ?? "";
    if (!optional)
      return { kind: "select", ...this.#at(operator.start), operand: target, field: name, testOnly: false };
    const key: Expr = { kind: "constant", ...this.#at(field.start), value: name };
    return this.#operation(operator, "_?._", [target, key]);
  }

  #memberCall({ operand, name, open, args }: MemberCallTree): Expr {
    const target = this.build(operand);
    const built = args.map((arg) => this.build(arg));
    const fn = this.#textOf(name);
    const expansion = expandMember(new NodeFactory(this.#ids, open.start), fn, target, built);
    if (expansion !== undefined) return this.#expanded(expansion);
    return { kind: "call", ...this.#at(open.start), function: fn, target, args: built };
  }

  #index({ operand, open, optional, index }: IndexTree): Expr {
    return this.#operation(open, optional ? "_[?_]" : "_[_]", [this.build(operand), this.build(index)]);
  }

  #ident({ start, rooted, name }: IdentTree): Expr {
    const text = this.#textOf(name);
    if (RESERVED.has(text)) return this.#fault(start, `reserved identifier: ${text}`);
    return { kind: "ident", ...this.#at(name.start), name: rooted ? `.${text}` : text };
  }

  #call({ start, rooted, name, open, args }: CallTree): Expr {
    const text = this.#textOf(name);
    if (RESERVED.has(text)) return this.#fault(start, `reserved identifier: ${text}`);
    const built = args.map((arg) => this.build(arg));
    const fn = rooted ? `.${text}` : text;
    const expansion = expandGlobal(new NodeFactory(this.#ids, open.start), fn, built);
    return expansion === undefined ? this.#operation(open, fn, built) : this.#expanded(expansion);
  }

  #list({ open, elements }: ListTree): Expr {
    return {
      kind: "list",
      ...this.#at(open.start),
      elements: elements.map(({ value }) => this.build(value)),
      optionalIndices: elements.flatMap(({ optional }, i) => (optional ? [i] : [])),
    };
  }

  #map({ open, entries }: MapTree): Expr {
    const built = entries.map(
      ({ key, colon, value }): MapEntry => ({
        ...this.#at(colon.start),
        key: this.build(key.value),
        value: this.build(value),
        optional: key.optional,
      }),
    );
    return { kind: "map", ...this.#at(open.start), entries: built };
  }

  #message({ rooted, names, open, fieldsStart, fields }: MessageTree): Expr {
    const typeName = (rooted ? "." : "") + names.map((name) => this.#textOf(name)).join(".");
    const built = fields.flatMap(({ optional, name, colon, value }): FieldEntry[] => {
      const field = this.#fieldName(name, fieldsStart);
      if (field === undefined) return [];
      return [{ ...this.#at(colon.start), field, value: this.build(value), optional }];
    });
    return { kind: "message", ...this.#at(open.start), typeName, fields: built };
  }

  #literal(tree: LiteralTree): Expr {
    const value = literalValue(tree, this.#textOf(tree.token));
    if (!value.ok) return this.#fault(tree.start, value.message);
    return { kind: "constant", ...this.#at(tree.start), value: value.value };
  }

  /** Undefined for what Kubernetes does not take as a name, with the fault noted at `place`. */
  #fieldName({ token }: FieldName, place: number): string | undefined {
    if (token?.kind === Kind.IDENTIFIER) return this.#textOf(token);
    const message = token === undefined ? "unsupported ident kind" : "unsupported syntax: '`'";
    this.#issues.push({ offset: place, message });
    return undefined;
  }

  #operation(operator: Token, name: string, args: readonly Expr[]): Expr {
    return { kind: "call", ...this.#at(operator.start), function: name, args };
  }

  #expanded(expansion: Expansion): Expr {
    if ("expr" in expansion) return expansion.expr;
    return this.#fault(expansion.issue.offset, expansion.issue.message);
  }

  #fault(offset: number, message: string): Expr {
    this.#issues.push({ offset, message });
    return this.#placeholder(offset);
  }

  #placeholder(offset: number): Expr {
    return { kind: "constant", ...this.#at(offset), value: null };
  }

  #textOf({ start, end }: Token): string {
    return this.#text.slice(start, end);
  }

  #at(offset: number): { readonly id: number; readonly offset: number } {
    return { id: this.#ids.next(), offset };
  }
}
