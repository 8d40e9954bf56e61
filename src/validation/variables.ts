import { VARIABLES } from "../cel/admission-types.ts";
import type { Type } from "../cel/types.ts";
import { CelError, type Result, StructValue, type Value } from "../cel/values.ts";
import { goQuote } from "../kube/go-text.ts";
import type { CompiledVariable } from "../policy/model.ts";
import { EXPRESSION_BUDGET } from "./budget.ts";

const IN_PROGRESS = Symbol("in progress");

/**
 * The variable `variables`: each of a policy's variables is evaluated when somebody reads it, once for all readers
 * of one activation. Of two with the same name the later one counts.
 */
export class Variables extends StructValue {
  override readonly type = VARIABLES as Type & { kind: "object" };
  readonly #declared: readonly CompiledVariable[];
  #values: Map<string, Result | typeof IN_PROGRESS> | undefined;
  readonly #vars: readonly (Value | undefined)[];
  #unpaid = 0;

  /** @param vars the activation, in which this object itself stands */
  constructor(declared: readonly CompiledVariable[], vars: readonly (Value | undefined)[]) {
    super();
    this.#declared = declared;
    this.#vars = vars;
  }

  /** What evaluating variables has cost since the last call: whoever read them pays. */
  takeCost(): number {
    const cost = this.#unpaid;
    this.#unpaid = 0;
    return cost;
  }

  override field(name: string): Result | undefined {
    this.#values ??= new Map();
    const known = this.#values.get(name);
    if (known === IN_PROGRESS) return new CelError(`composited variable ${goQuote(name)} refers to itself`);
    if (known !== undefined) return known;
    const variable = this.#declared.findLast((declared) => declared.name === name);
    if (variable === undefined) return undefined;
    this.#values.set(name, IN_PROGRESS);
    const value = this.#evaluate(variable);
    this.#values.set(name, value);
    return value;
  }

  #evaluate({ name, program }: CompiledVariable): Result {
    const { result, cost } = program.evaluate(this.#vars, EXPRESSION_BUDGET);
    this.#unpaid += cost;
    if (!(result instanceof CelError)) return result;
    return new CelError(`composited variable ${goQuote(name)} fails to evaluate: ${result.message}`);
  }
}
