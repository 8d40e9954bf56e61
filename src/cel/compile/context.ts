import type { Expr } from "../ast.ts";
import type { Checked } from "../check/checked.ts";
import type { Environment, FunctionDecl, Overload } from "../environment.ts";
import type { Type } from "../types.ts";
import { DYN } from "../types.ts";
import { stepOf } from "./attribute.ts";
import { InstantiationError, type Plan, type Root, type Step } from "./step.ts";

type Local = Extract<Root, { kind: "local" }>;

/** An overload and the function it belongs to. */
export interface BoundOverload {
  readonly declaration: FunctionDecl;
  readonly overload: Overload;
}

/** What compiling one expression needs to know, and the slots of its local variables. */
export class Context {
  readonly checked: Checked;
  readonly #env: Environment;
  readonly #plan: (context: Context, expr: Expr) => Plan;
  readonly #locals = new Map<string, Local>();
  #slots = 0;

  constructor(checked: Checked, env: Environment, plan: (context: Context, expr: Expr) => Plan) {
    this.checked = checked;
    this.#env = env;
    this.#plan = plan;
  }

  plan(expr: Expr): Plan {
    return this.#plan(this, expr);
  }

  step(expr: Expr): Step {
    return stepOf(this.plan(expr));
  }

  typeOf(expr: Expr): Type {
    return this.checked.types.get(expr.id) ?? DYN;
  }

  /** How many slots `frame.locals` needs. No two variables share one: a lazy one may be evaluated at any depth. */
  get localCount(): number {
    return this.#slots;
  }

  newLocal(initial?: Step): Local {
    return { kind: "local", slot: this.#slots++, initial };
  }

  /** Compiles a part in which a name stands for a local variable. */
  within<T>(name: string, local: Local, part: () => T): T {
    const outer = this.#locals.get(name);
    this.#locals.set(name, local);
    try {
      return part();
    } finally {
      if (outer === undefined) this.#locals.delete(name);
      else this.#locals.set(name, outer);
    }
  }

  variable(name: string): Root {
    const local = this.#locals.get(name);
    if (local !== undefined) return local;
    const declared = this.#env.variables.get(name);
    if (declared === undefined) throw new InstantiationError(`undeclared variable: ${name}`);
    return { kind: "variable", slot: declared.slot, name };
  }

  /** The overloads that a call may go to. */
  overloadsOf(call: Expr): readonly BoundOverload[] {
    const byId = overloadsById(this.#env);
    const ids = this.checked.references.get(call.id)?.overloads ?? [];
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

const overloadIndices = new WeakMap<Environment, ReadonlyMap<string, BoundOverload>>();

function overloadsById(env: Environment): ReadonlyMap<string, BoundOverload> {
  const known = overloadIndices.get(env);
  if (known !== undefined) return known;
  const index = new Map<string, BoundOverload>();
  for (const declaration of env.functions.values()) {
    for (const overload of declaration.overloads) index.set(overload.id, { declaration, overload });
  }
  overloadIndices.set(env, index);
  return index;
}
