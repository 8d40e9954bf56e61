import { AUTOMATON, type Decision, type State, type Transition } from "./automaton.ts";
import { type Configuration, Configurations, type Stack } from "./configurations.ts";
import type { RuleName } from "./grammar.ts";
import { Kind, type TokenKind } from "./tokens.ts";

/** Less than any continuation has. */
export const ANY_PRECEDENCE = -1;

/**
 * Where the ways of a decision can start.
 * @param precedence what a continuation must have
 */
export function startingSet(decision: Decision, precedence: number, stack: Stack): Configurations {
  const closure = new Closure(decision, precedence, false);
  for (const [i, { target }] of decision.state.transitions.entries()) {
    closure.add({ state: target, way: i + 1, stack, leftRule: false, outermost: false }, 0);
  }
  return closure.result;
}

/** What comes of a token. @param inContext whether the stacks are those of the rules being read */
export function step(from: Configurations, decision: Decision, kind: TokenKind, inContext: boolean): Configurations {
  const ended: Configuration[] = [];
  const moved = new Configurations();
  for (const configuration of from) {
    if (configuration.state.type === "stop" && (inContext || kind === Kind.EOF)) ended.push(configuration);
    for (const transition of configuration.state.transitions) {
      if (transition.type === "token" && transition.kinds.has(kind)) {
        moved.add({ ...configuration, state: transition.target });
      }
    }
  }
  if (ended.length === 0 && kind !== Kind.EOF && moved.onlyWay() !== 0) return moved;
  const closure = new Closure(decision, ANY_PRECEDENCE, kind === Kind.EOF);
  for (const configuration of moved) closure.add(configuration, -1);
  const reached = kind === Kind.EOF ? closure.result.stopped() : closure.result;
  if (!inContext || reached.stopped().isEmpty) for (const configuration of ended) reached.add(configuration);
  return reached;
}

/** Whatever can be reached without a token. */
class Closure {
  readonly result = new Configurations();
  readonly #decision: Decision;
  readonly #precedence: number;
  readonly #skipsEof: boolean;
  readonly #seen = new Configurations();
  readonly #open: { readonly configuration: Configuration; readonly depth: number }[] = [];

  /** @param precedence what continuations must have at depth 0, the rule of the decision; -1 for all */
  constructor(decision: Decision, precedence: number, skipsEof: boolean) {
    this.#decision = decision;
    this.#precedence = precedence;
    this.#skipsEof = skipsEof;
  }

  add(configuration: Configuration, depth: number): void {
    this.#open.push({ configuration, depth });
    for (let at = this.#open.pop(); at !== undefined; at = this.#open.pop()) {
      if (!this.#seen.addNew(at.configuration)) continue;
      if (at.configuration.state.type === "stop") this.#return(at.configuration, at.depth);
      else this.#leave(at.configuration, at.depth);
    }
  }

  /** To where the rule was called, or to all places that call it where that is not regarded. */
  #return(configuration: Configuration, depth: number): void {
    const { stack, state } = configuration;
    if (stack.target !== undefined && stack.parent !== undefined) {
      this.#push({ ...configuration, state: stack.target, stack: stack.parent }, depth);
      return;
    }
    const callers = stack.isAnyCaller ? AUTOMATON.callers.get(state.rule) : undefined;
    if (callers === undefined) this.result.add(configuration);
    for (const caller of callers ?? []) this.#returnTo(caller, configuration, depth);
  }

  #returnTo(caller: State, configuration: Configuration, depth: number): void {
    const [call] = caller.transitions;
    if (call?.type !== "call") return;
    const isOutermost =
      this.#decision.leftRecursive !== undefined && call.precedence === 0 && call.rule === this.#decision.state.rule;
    const outermost = configuration.outermost || isOutermost;
    this.#push({ ...configuration, state: call.target, leftRule: true, outermost }, depth - 1);
  }

  #leave(configuration: Configuration, depth: number): void {
    const [first, ...others] = configuration.state.transitions;
    if (first !== undefined && !isNestedRound(configuration)) this.#cross(configuration, first, depth);
    for (const transition of others) this.#cross(configuration, transition, depth);
  }

  #cross(configuration: Configuration, transition: Transition, depth: number): void {
    const there = { ...configuration, state: transition.target };
    switch (transition.type) {
      case "epsilon":
        this.#push(there, depth);
        break;
      case "token":
        this.result.add(configuration);
        if (this.#skipsEof && transition.kinds.has(Kind.EOF)) this.#push(there, depth);
        break;
      case "continue":
        if (depth !== 0 || transition.precedence >= this.#precedence) this.#push(there, depth);
        break;
      case "call":
        this.#call(configuration, transition.rule, transition.target, depth);
    }
  }

  #call(configuration: Configuration, rule: RuleName, target: State, depth: number): void {
    const start = AUTOMATON.rules.get(rule)?.start;
    if (start === undefined) return;
    const inside = { ...configuration, state: start, stack: configuration.stack.push(target) };
    this.#push(inside, depth < 0 ? depth : depth + 1);
  }

  #push(configuration: Configuration, depth: number): void {
    this.#open.push({ configuration, depth });
  }
}

/** Whether it starts a round of a loop within a round of the same loop, which leads nowhere that the outer does not. */
function isNestedRound({ state, stack }: Configuration): boolean {
  return state.type === "loopEntry" && stack.target !== undefined && stack.target === state.decision?.leftRecursive;
}
