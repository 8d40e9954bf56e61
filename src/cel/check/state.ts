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

/** How many issues get a suggestion. */
const SUGGESTIONS = 100;

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

  /** @param nearest the known name that the author may have meant */
  report(node: NodeBase, message: string, nearest?: () => string | undefined): void {
    const { offset } = node;
    // Nobody is shown more, and finding near names takes time.
    const suggestion = this.issues.length < SUGGESTIONS ? nearest?.() : undefined;
    this.issues.push(suggestion === undefined ? { offset, message } : { offset, message, suggestion });
  }

  reportUndeclared(node: NodeBase, name: string, nearest?: () => string | undefined): void {
    this.report(node, `undeclared reference to '${name}' (in container '')`, nearest);
  }

  reportMismatch(node: NodeBase, expected: Type, actual: Type): void {
    this.report(node, `expected type '${showInMessage(expected)}' but found '${showInMessage(actual)}'`);
  }

  /** The type of a field of a type with fields; undefined, and reported, if there is none. */
  fieldType(node: NodeBase, typeName: string, field: string): Type | undefined {
    const { provider } = this.env;
    const type = provider.findField(typeName, field);
    if (type !== undefined) return type;
    const known = provider.fieldNames(typeName);
    if (known === undefined) this.report(node, `unexpected failed resolution of '${typeName}'`);
    else this.report(node, `undefined field '${field}'`, () => nearestName(field, known));
    return undefined;
  }
}
