/**
 * Which way a rule goes on: ANTLR's adaptive LL(*), "Adaptive LL(*) Parsing: The Power of Dynamic Analysis" (Parr,
 * Harwell, Fisher 2014). All ways are followed at once, token by token, until one is left. At first without regard
 * to the rules being read, which can be remembered for all sources; where that does not decide, with regard to them.
 */
import { AUTOMATON, type Decision, type State } from "./automaton.ts";
import { type Configuration, Configurations, type Stack, StackRoot } from "./configurations.ts";
import type { Frame } from "./frame.ts";
import type { TokenStream } from "./token-stream.ts";
import { Kind, type TokenKind } from "./tokens.ts";

/** The way chosen, counted from 1; or how many tokens ahead none was left. */
export type Prediction = { readonly way: number } | { readonly way: 0; readonly ahead: number };

/** A set of configurations that is remembered, with what comes of each token. */
interface Remembered {
  readonly configurations: Configurations;
  readonly next: Map<TokenKind, Remembered | undefined>;
  /** The way it decides for. */
  readonly way: number;
  /** Whether it needs regard to the rules being read. */
  readonly conflict: boolean;
}

const ANY_PRECEDENCE = -1;
const ANY_CALLER = new StackRoot(true);
const starts = new Map<Decision, Map<number, Remembered>>();

export function predict(decision: Decision, frame: Frame, tokens: TokenStream): Prediction {
  let state = startOf(decision, requiredPrecedence(decision, frame));
  for (let ahead = 0; ; ahead++) {
    const next = follow(state, decision, tokens.kind(ahead));
    if (next === undefined) return stuck(state.configurations, ahead);
    if (next.conflict) return predictInContext(decision, frame, tokens);
    if (next.way !== 0) return { way: next.way };
    state = next;
  }
}

/** With a stack of the rules being read. */
function predictInContext(decision: Decision, frame: Frame, tokens: TokenStream): Prediction {
  let configurations = startingSet(decision, requiredPrecedence(decision, frame), stackOf(frame));
  for (let ahead = 0; ; ahead++) {
    const next = step(configurations, decision, tokens.kind(ahead), true);
    // The text of this error starts over: it tells of the first token alone.
    if (next.isEmpty) return stuck(configurations, 0);
    const way = next.onlyWay() || next.onlyViableWay();
    if (way !== 0) return { way };
    configurations = next;
  }
}

/** No way is left: one that may have ended before is as good, otherwise it is an error. */
function stuck(configurations: Configurations, ahead: number): Prediction {
  const way = configurations.firstFinishedWay();
  return way === 0 ? { way, ahead } : { way };
}

/** Only whether to continue depends on it: which continuation it is does not. */
function requiredPrecedence(decision: Decision, frame: Frame): number {
  return decision.leftRecursive === undefined ? ANY_PRECEDENCE : frame.precedence;
}

function startOf(decision: Decision, precedence: number): Remembered {
  let byPrecedence = starts.get(decision);
  if (byPrecedence === undefined) {
    byPrecedence = new Map();
    starts.set(decision, byPrecedence);
  }
  let start = byPrecedence.get(precedence);
  if (start === undefined) {
    const all = startingSet(decision, precedence, ANY_CALLER);
    const configurations = decision.leftRecursive === undefined ? all : all.withoutRepeatedOfFirst();
    start = { configurations, next: new Map(), way: 0, conflict: false };
    byPrecedence.set(precedence, start);
  }
  return start;
}

function follow(state: Remembered, decision: Decision, kind: TokenKind): Remembered | undefined {
  if (state.next.has(kind)) return state.next.get(kind);
  const next = remember(step(state.configurations, decision, kind, false));
  state.next.set(kind, next);
  return next;
}

function remember(configurations: Configurations): Remembered | undefined {
  if (configurations.isEmpty) return undefined;
  const way = configurations.onlyWay();
  const conflict = way === 0 && configurations.hasDecidingConflict();
  return { configurations, next: new Map(), way, conflict };
}

function startingSet(decision: Decision, precedence: number, stack: Stack): Configurations {
  const closure = new Closure(decision, precedence, false);
  for (const [i, { target }] of decision.state.transitions.entries()) {
    closure.add({ state: target, way: i + 1, stack, leftRule: false, outermost: false }, 0);
  }
  return closure.result;
}

/** What comes of a token. */
function step(from: Configurations, decision: Decision, kind: TokenKind, inContext: boolean): Configurations {
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
    const { state, stack } = configuration;
    for (const [i, transition] of state.transitions.entries()) {
      if (i === 0 && isNestedRound(configuration)) continue;
      switch (transition.type) {
        case "token":
          this.result.add(configuration);
          if (this.#skipsEof && transition.kinds.has(Kind.EOF)) {
            this.#push({ ...configuration, state: transition.target }, depth);
          }
          break;
        case "call": {
          const start = AUTOMATON.rules.get(transition.rule)?.start;
          if (start === undefined) break;
          this.#push(
            { ...configuration, state: start, stack: stack.push(transition.target) },
            depth < 0 ? depth : depth + 1,
          );
          break;
        }
        case "continue":
          if (depth !== 0 || transition.precedence >= this.#precedence) {
            this.#push({ ...configuration, state: transition.target }, depth);
          }
          break;
        default:
          this.#push({ ...configuration, state: transition.target }, depth);
      }
    }
  }

  #push(configuration: Configuration, depth: number): void {
    this.#open.push({ configuration, depth });
  }
}

/** Whether it starts a round of a loop within a round of the same loop, which leads nowhere that the outer does not. */
function isNestedRound({ state, stack }: Configuration): boolean {
  return state.type === "loopEntry" && stack.target !== undefined && stack.target === state.decision?.leftRecursive;
}

/** The places to which the rules being read will return. */
function stackOf(frame: Frame): Stack {
  const targets: State[] = [];
  for (let at: Frame | undefined = frame; at?.caller !== undefined; at = at.parent) targets.push(at.caller.call.target);
  return targets.reduceRight<Stack>((stack, target) => stack.push(target), new StackRoot(false));
}
