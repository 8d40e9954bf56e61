import { type Continuation, type Element, GRAMMAR, type Lookahead, type Rule, type RuleName } from "./grammar.ts";
import type { TokenKind } from "./tokens.ts";

/**
 * The grammar as an automaton with a stack, of the shape that ANTLR gives it: the shape shows in what its parsers
 * expect, where they go on behind an error, and so in the error texts.
 */
export interface Automaton {
  /** Where each rule starts and where it ends. */
  readonly rules: ReadonlyMap<RuleName, { readonly start: State; readonly stop: State }>;
  /** The states that call a rule. */
  readonly callers: ReadonlyMap<RuleName, readonly State[]>;
}

/**
 * - `plain`: one way on.
 * - `block`: the way is chosen once. `loopBlock`: the body of a loop that runs at least once.
 * - `loopEntry`, `loopBack`: before the first and behind each further round of a loop; round again or go on.
 * - `stop`: the end of a rule.
 */
export type StateType = "plain" | "block" | "loopBlock" | "loopEntry" | "loopBack" | "stop";

export interface State {
  readonly number: number;
  readonly rule: RuleName;
  readonly type: StateType;
  readonly transitions: Transition[];
  /** Where a way is chosen. */
  decision: Decision | undefined;
}

export interface Decision {
  readonly lookahead: Lookahead;
  /** The state whose transitions are the ways. */
  readonly state: State;
  /** For the loop of a rule that calls itself on the left: where a round ends. */
  readonly leftRecursive: State | undefined;
}

export type Transition =
  | { readonly type: "epsilon"; readonly target: State; readonly alternative?: string }
  | { readonly type: "token"; readonly kinds: ReadonlySet<TokenKind>; readonly label: string; readonly target: State }
  | {
      readonly type: "call";
      readonly rule: RuleName;
      readonly label: string;
      readonly precedence: number;
      readonly target: State;
    }
  /** Into a continuation of a rule that calls itself on the left. */
  | {
      readonly type: "continue";
      readonly precedence: number;
      readonly alternative: string;
      readonly target: State;
    };

class AutomatonBuilder {
  readonly #rules = new Map<RuleName, { readonly start: State; readonly stop: State }>();
  readonly #callers = new Map<RuleName, State[]>();
  #rule: RuleName = "start";
  #states = 0;

  build(grammar: readonly Rule[]): Automaton {
    for (const rule of grammar) {
      this.#rule = rule.name;
      const stop = this.#state("stop");
      this.#rules.set(rule.name, { start: this.#ruleBody(rule, stop), stop });
    }
    return { rules: this.#rules, callers: this.#callers };
  }

  #ruleBody({ alternatives, continuations, lookahead }: Rule, stop: State): State {
    const behind = continuations.length === 0 ? stop : this.#continuing(continuations, stop);
    const [only] = alternatives;
    if (only !== undefined && alternatives.length === 1) return this.#sequence(only.elements, behind);
    const end = this.#state("plain", epsilon(behind));
    const ways = alternatives.map(({ name, elements }) => epsilon(this.#sequence(elements, end), name));
    return this.#block(lookahead, ways);
  }

  /** The loop into which ANTLR turns a rule that calls itself on the left. */
  #continuing(continuations: readonly Continuation[], stop: State): State {
    const end = this.#state("plain");
    const ways = continuations.map(({ name, precedence, elements }): Transition => {
      const target = this.#sequence(elements, end);
      return epsilon(this.#state("plain", { type: "continue", precedence, alternative: name, target }));
    });
    const [only] = ways;
    const body = only !== undefined && ways.length === 1 ? only.target : this.#block("any", ways);
    return this.#loop("any", body, end, stop, end);
  }

  /** The state before the elements; behind them comes `next`. */
  #sequence(elements: readonly Element[], next: State): State {
    return elements.reduceRight((behind, element) => this.#element(element, behind), next);
  }

  #element(element: Element, next: State): State {
    switch (element.type) {
      case "token":
        return this.#state("plain", {
          type: "token",
          kinds: new Set(element.kinds),
          label: element.label,
          target: next,
        });
      case "rule":
        return this.#call(element.rule, element.label, element.precedence, next);
      case "optional": {
        const end = this.#state("plain", epsilon(next));
        return this.#block("one", [epsilon(this.#sequence(element.body, end)), epsilon(end)]);
      }
      case "repeated": {
        const end = this.#state("plain");
        const body = this.#sequence(element.body, end);
        if (!element.atLeastOnce) return this.#loop(element.lookahead, body, end, next);
        return this.#loopAtLeastOnce(element.lookahead, body, end, next);
      }
    }
  }

  #call(rule: RuleName, label: string, precedence: number, target: State): State {
    const state = this.#state("plain", { type: "call", rule, label, precedence, target });
    this.#callers.set(rule, [...(this.#callers.get(rule) ?? []), state]);
    return state;
  }

  #block(lookahead: Lookahead, ways: readonly Transition[]): State {
    return this.#deciding("block", lookahead, ways);
  }

  #loop(lookahead: Lookahead, body: State, end: State, next: State, leftRecursive?: State): State {
    const entry = this.#deciding("loopEntry", lookahead, [epsilon(body), epsilon(next)], leftRecursive);
    const back = this.#state("loopBack", epsilon(entry));
    back.decision = entry.decision;
    end.transitions.push(epsilon(back));
    return entry;
  }

  #loopAtLeastOnce(lookahead: Lookahead, body: State, end: State, next: State): State {
    const block = this.#deciding("loopBlock", "one", [epsilon(body)]);
    end.transitions.push(epsilon(this.#deciding("loopBack", lookahead, [epsilon(block), epsilon(next)])));
    return block;
  }

  #deciding(type: StateType, lookahead: Lookahead, ways: readonly Transition[], leftRecursive?: State): State {
    const state = this.#state(type, ...ways);
    state.decision = { lookahead, state, leftRecursive };
    return state;
  }

  #state(type: StateType, ...transitions: readonly Transition[]): State {
    return { number: this.#states++, rule: this.#rule, type, transitions: [...transitions], decision: undefined };
  }
}

function epsilon(target: State, alternative?: string): Transition {
  return alternative === undefined ? { type: "epsilon", target } : { type: "epsilon", target, alternative };
}

export const AUTOMATON: Automaton = new AutomatonBuilder().build(GRAMMAR);
