import { CelError, type Result, type Value } from "../cel/values.ts";
import type { Compiled, CompiledVariable } from "../policy/model.ts";
import { SLOTS } from "../policy/slots.ts";
import { EXPRESSION_BUDGET, OutOfBudget } from "./budget.ts";
import type { Inputs } from "./inputs.ts";
import { Variables } from "./variables.ts";

const VARIABLES_SLOT = SLOTS.indexOf("variables");

/** Evaluates expressions one after the other with the same variables and from one budget. */
export class Evaluator {
  readonly #vars: readonly (Value | undefined)[];
  /** Undefined where there are none. */
  readonly #variables: Variables | undefined;
  #remaining: number;

  constructor(variables: readonly CompiledVariable[], inputs: Inputs, budget: number) {
    const vars: (Value | undefined)[] = [
      inputs.object,
      inputs.oldObject,
      inputs.params,
      inputs.request,
      inputs.namespaceObject,
      undefined,
      inputs.authorizer,
      inputs.requestResource,
    ];
    if (inputs.extension !== undefined) vars.push(...inputs.extension);
    if (variables.length > 0) {
      this.#variables = new Variables(variables, vars);
      vars[VARIABLES_SLOT] = this.#variables;
    }
    this.#vars = vars;
    this.#remaining = budget;
  }

  get remaining(): number {
    return this.#remaining;
  }

  /**
   * The value, or an error with the text that users read.
   * @throws OutOfBudget
   * @throws Pending when an authorization answer is missing
   */
  evaluate({ expression, program }: Compiled): Result {
    const { result, cost } = program.evaluate(this.#vars, EXPRESSION_BUDGET);
    if (this.#variables !== undefined) this.#pay(this.#variables.takeCost());
    this.#pay(cost);
    if (!(result instanceof CelError)) return result;
    return new CelError(`expression '${expression}' resulted in error: ${result.message}`);
  }

  #pay(cost: number): void {
    if (cost > this.#remaining) throw new OutOfBudget();
    this.#remaining -= cost;
  }
}
