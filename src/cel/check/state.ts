import type { Expr, NodeBase } from "../ast.ts";
import type { Environment } from "../environment.ts";
import type { Issue } from "../issue.ts";
import type { Type } from "../types.ts";
import { ERROR } from "../types.ts";
import { isAssignable } from "./assignable.ts";
import type { Reference } from "./checked.ts";
import { nearestName } from "./nearest.ts";
import { Scopes } from "./scopes.ts";
import { showInMessage } from "./show.ts";
import { Substitution } from "./substitution.ts";

/**
 * Checks one node. It yields the expressions that must be checked before it goes on, so that the depth of a tree
 * costs no stack.
 */
export type Steps = Generator<Expr, void, void>;

/** What checking one expression has found so far. */
export class CheckState {
  readonly env: Environment;
  readonly scopes: Scopes;
  readonly substitution = new Substitution();
  readonly types = new Map<number, Type>();
  readonly references = new Map<number, Reference>();
  readonly issues: Issue[] = [];

  constructor(env: Environment) {
    this.env = env;
    this.scopes = new Scopes(env);
  }

  /** The type of a node that has been checked. */
  typeOf(node: NodeBase): Type {
    return this.types.get(node.id) ?? ERROR;
  }

  setType(node: NodeBase, type: Type): void {
    this.types.set(node.id, type);
  }

  /** The type with what is known about its parameters. */
  resolve(type: Type): Type {
    return this.substitution.apply(type, false);
  }

  isAssignable(from: Type, to: Type): boolean {
    return isAssignable(this.substitution, from, to);
  }

  report(node: NodeBase, message: string, suggestion?: string): void {
    const { offset } = node;
    this.issues.push(suggestion === undefined ? { offset, message } : { offset, message, suggestion });
  }

  reportUndeclared(node: NodeBase, name: string, suggestion: string | undefined): void {
    this.report(node, `undeclared reference to '${name}' (in container '')`, suggestion);
  }

  reportMismatch(node: NodeBase, expected: Type, actual: Type): void {
    this.report(node, `expected type '${showInMessage(expected)}' but found '${showInMessage(actual)}'`);
  }

  /** The type of a field of a type with fields; undefined, and reported, if there is none. */
  fieldType(node: NodeBase, typeName: string, field: string): Type | undefined {
    const { provider } = this.env;
    if (provider.findType(typeName) === undefined) {
      this.report(node, `unexpected failed resolution of '${typeName}'`);
      return undefined;
    }
    const type = provider.findField(typeName, field);
    if (type === undefined) {
      this.report(node, `undefined field '${field}'`, nearestName(field, provider.fieldNames(typeName)));
    }
    return type;
  }
}
