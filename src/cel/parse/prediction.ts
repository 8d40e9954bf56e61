/**
 * Which way a rule goes on: ANTLR's adaptive LL(*), "Adaptive LL(*) Parsing: The Power of Dynamic Analysis" (Parr,
 * Harwell, Fisher 2014). All ways are followed at once, token by token, until one is left. At first without regard
 * to the rules being read, which can be remembered for all sources; where that does not decide, with regard to them.
 */
import type { Decision, State } from "./automaton.ts";
import { ANY_PRECEDENCE, startingSet, step } from "./closure.ts";
import { type Configurations, type Stack, StackRoot } from "./configurations.ts";
import type { Frame } from "./frame.ts";
import type { TokenStream } from "./token-stream.ts";
import type { TokenKind } from "./tokens.ts";

/** The way chosen, counted from 1; or how many tokens ahead none was left. */
export type Prediction = { readonly way: number } | { readonly way: 0; readonly ahead: number };

const ANY_CALLER = new StackRoot(true);
const memories = new Map<Decision, Memory>();

export function predict(decision: Decision, frame: Frame, tokens: TokenStream): Prediction {
  const memory = memoryOf(decision);
  let state = memory.start(requiredPrecedence(decision, frame));
  for (let ahead = 0; ; ahead++) {
    const next = memory.next(state, tokens.kind(ahead));
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

/** A set of configurations with what comes of each token. */
interface Remembered {
  readonly configurations: Configurations;
  readonly next: Map<TokenKind, Remembered | undefined>;
  /** The way it decides for; 0 for none yet. */
  readonly way: number;
  /** Whether it needs regard to the rules being read. */
  readonly conflict: boolean;
}

/** What has been found out about a decision. It is the same for all sources, and the grammar keeps it small. */
class Memory {
  readonly #decision: Decision;
  readonly #starts = new Map<number, Remembered>();
  readonly #bySignature = new Map<string, Remembered>();

  constructor(decision: Decision) {
    this.#decision = decision;
  }

  start(precedence: number): Remembered {
    let start = this.#starts.get(precedence);
    if (start === undefined) {
      const all = startingSet(this.#decision, precedence, ANY_CALLER);
      const configurations = this.#decision.leftRecursive === undefined ? all : all.withoutRepeatedOfFirst();
      start = { configurations, next: new Map(), way: 0, conflict: false };
      this.#starts.set(precedence, start);
    }
    return start;
  }

  /** Undefined where no way goes on with the token. */
  next(state: Remembered, kind: TokenKind): Remembered | undefined {
    if (state.next.has(kind)) return state.next.get(kind);
    const next = this.#remember(step(state.configurations, this.#decision, kind, false));
    state.next.set(kind, next);
    return next;
  }

  #remember(configurations: Configurations): Remembered | undefined {
    if (configurations.isEmpty) return undefined;
    const signature = configurations.signature();
    let remembered = this.#bySignature.get(signature);
    if (remembered === undefined) {
      const way = configurations.onlyWay();
      const conflict = way === 0 && configurations.hasDecidingConflict();
      remembered = { configurations, next: new Map(), way, conflict };
      this.#bySignature.set(signature, remembered);
    }
    return remembered;
  }
}

function memoryOf(decision: Decision): Memory {
  let memory = memories.get(decision);
  if (memory === undefined) {
    memory = new Memory(decision);
    memories.set(decision, memory);
  }
  return memory;
}

/** The places to which the rules being read will return. */
function stackOf(frame: Frame): Stack {
  const targets: State[] = [];
  for (let at: Frame | undefined = frame; at?.caller !== undefined; at = at.parent) targets.push(at.caller.call.target);
  return targets.reduceRight<Stack>((stack, target) => stack.push(target), new StackRoot(false));
}
