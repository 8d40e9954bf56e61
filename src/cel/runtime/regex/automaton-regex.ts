import { RE2JS } from "re2js";
import { BudgetExceeded } from "../../values.ts";
import { MeteredText } from "./metered-text.ts";
import type { ParsedRegex } from "./parse.ts";
import type { Regex } from "./regex.ts";

type Engine = ReturnType<RE2JS["re2"]>;

/** Bytes that the engine may keep for the states it has met. */
const MAX_STATES_MEMORY = 1_048_576;
/** Characters times instructions: what a pattern may take at worst. No cost model of Kubernetes' allows as much. */
const MAX_STEPS = 500_000_000;

/** UTF-16 units. In a text of up to this length even quadratic time is short. */
const MAX_UNMETERED = 4096;

/** A pattern run by RE2's automata. */
export class AutomatonRegex implements Regex {
  readonly size: number;
  readonly #engine: Engine;

  /** @throws RE2JSSyntaxException when the pattern is too large or nests too deeply */
  constructor({ node, source }: ParsedRegex) {
    this.size = node.size;
    this.#engine = RE2JS.compile(source).re2();
    const { dfa } = this.#engine;
    dfa.stateBudget = MAX_STATES_MEMORY;
    dfa.memBudget = MAX_STATES_MEMORY;
  }

  test(text: string): boolean {
    this.#refuseTooLong(text);
    return this.#engine.match(text);
  }

  find(text: string): string {
    this.#refuseTooLong(text);
    return this.#engine.find(text) as string;
  }

  findAll(text: string, limit: number): string[] {
    this.#refuseTooLong(text);
    const input = text.length > MAX_UNMETERED ? new MeteredText(text) : text;
    return (this.#engine.findAll(input, limit) as string[] | null) ?? [];
  }

  /** @throws BudgetExceeded */
  #refuseTooLong(text: string): void {
    if (text.length * this.size > MAX_STEPS) throw new BudgetExceeded();
  }
}
