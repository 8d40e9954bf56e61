import {
  ACCUMULATOR,
  type CallExpr,
  type ComprehensionExpr,
  type ConstantExpr,
  type Expr,
  type FieldEntry,
  type IdentExpr,
  type ListExpr,
  type MapEntry,
  type MapExpr,
} from "../ast.ts";
import type { Value } from "../values.ts";
import { MAX_NODES } from "./limits.ts";

/** Tells that an expression has more nodes than `MAX_NODES`. */
export class TooManyNodes extends Error {}

/** Hands out the ids of one expression. */
export class NodeIds {
  #last = 0;

  /** @throws TooManyNodes */
  next(): number {
    if (++this.#last > MAX_NODES) throw new TooManyNodes();
    return this.#last;
  }
}

/** The parts of a comprehension; its own place and id excepted. */
export type ComprehensionParts = Omit<ComprehensionExpr, "kind" | "id" | "offset" | "accuVar"> & {
  readonly accuVar?: string;
};

/** Makes the nodes that a macro expands to: all stand where its call does. */
export class NodeFactory {
  readonly #ids: NodeIds;
  readonly #offset: number;

  constructor(ids: NodeIds, offset: number) {
    this.#ids = ids;
    this.#offset = offset;
  }

  constant(value: Value): ConstantExpr {
    return { kind: "constant", ...this.#base(), value };
  }

  ident(name: string): IdentExpr {
    return { kind: "ident", ...this.#base(), name };
  }

  accumulator(): IdentExpr {
    return this.ident(ACCUMULATOR);
  }

  call(name: string, ...args: readonly Expr[]): CallExpr {
    return { kind: "call", ...this.#base(), function: name, args };
  }

  memberCall(name: string, target: Expr, ...args: readonly Expr[]): CallExpr {
    return { kind: "call", ...this.#base(), function: name, target, args };
  }

  list(...elements: readonly Expr[]): ListExpr {
    return { kind: "list", ...this.#base(), elements, optionalIndices: [] };
  }

  emptyMap(): MapExpr {
    return { kind: "map", ...this.#base(), entries: [] };
  }

  presenceTest(operand: Expr, field: string): Expr {
    return { kind: "select", ...this.#base(), operand, field, testOnly: true };
  }

  comprehension(parts: ComprehensionParts): ComprehensionExpr {
    return { kind: "comprehension", ...this.#base(), accuVar: ACCUMULATOR, ...parts };
  }

  /** The same expression at its own place, under fresh ids; entries of maps and messages stand where the macro does. */
  copy(expr: Expr): Expr {
    const id = this.#ids.next();
    switch (expr.kind) {
      case "constant":
      case "ident":
        return { ...expr, id };
      case "select":
        return { ...expr, id, operand: this.copy(expr.operand) };
      case "call":
        return this.#copyCall(expr, id);
      case "list":
        return { ...expr, id, elements: expr.elements.map((element) => this.copy(element)) };
      case "map":
        return { ...expr, id, entries: expr.entries.map((entry) => this.#copyEntry(entry)) };
      case "message":
        return { ...expr, id, fields: expr.fields.map((field) => this.#copyField(field)) };
      case "comprehension":
        return this.#copyComprehension(expr, id);
    }
  }

  #copyCall(expr: CallExpr, id: number): CallExpr {
    const args = expr.args.map((arg) => this.copy(arg));
    return expr.target === undefined ? { ...expr, id, args } : { ...expr, id, args, target: this.copy(expr.target) };
  }

  #copyEntry(entry: MapEntry): MapEntry {
    return { ...entry, ...this.#base(), key: this.copy(entry.key), value: this.copy(entry.value) };
  }

  #copyField(field: FieldEntry): FieldEntry {
    return { ...field, ...this.#base(), value: this.copy(field.value) };
  }

  #copyComprehension(expr: ComprehensionExpr, id: number): ComprehensionExpr {
    return {
      ...expr,
      id,
      iterRange: this.copy(expr.iterRange),
      accuInit: this.copy(expr.accuInit),
      loopCondition: this.copy(expr.loopCondition),
      loopStep: this.copy(expr.loopStep),
      result: this.copy(expr.result),
    };
  }

  #base(): { readonly id: number; readonly offset: number } {
    return { id: this.#ids.next(), offset: this.#offset };
  }
}
