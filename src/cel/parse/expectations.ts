import { AUTOMATON, type State } from "./automaton.ts";
import type { Frame } from "./frame.ts";
import { Kind, TOKEN_NAMES, type TokenKind } from "./tokens.ts";

type Kinds = ReadonlySet<TokenKind>;

const nextKinds = new Map<State, Kinds>();

/** The kinds of tokens with which a rule can go on from a state; `EPSILON` among them where it can end. */
export function nextWithinRule(state: State): Kinds {
  let kinds = nextKinds.get(state);
  if (kinds === undefined) {
    kinds = findNext(state);
    nextKinds.set(state, kinds);
  }
  return kinds;
}

function findNext(from: State): Kinds {
  const kinds = new Set<TokenKind>();
  const seen = new Set<State>([from]);
  for (const state of seen) {
    if (state.type === "stop") kinds.add(Kind.EPSILON);
    for (const transition of state.transitions) {
      if (transition.type === "token") for (const kind of transition.kinds) kinds.add(kind);
      else if (transition.type === "call") for (const kind of firstOf(transition.rule)) kinds.add(kind);
      else seen.add(transition.target);
    }
  }
  return kinds;
}

/** The kinds that a rule can start with. No rule of the grammar is empty. */
function firstOf(rule: State["rule"]): Kinds {
  const start = AUTOMATON.rules.get(rule)?.start;
  return start === undefined ? new Set() : nextWithinRule(start);
}

/** The kinds with which the rules being read can go on from a state. */
export function expectedKinds(state: State, frame: Frame): Kinds {
  let next = nextWithinRule(state);
  if (!next.has(Kind.EPSILON)) return next;
  const kinds = new Set(next);
  let { caller, parent }: Partial<Frame> = frame;
  while (next.has(Kind.EPSILON) && caller !== undefined) {
    next = nextWithinRule(caller.call.target);
    for (const kind of next) kinds.add(kind);
    caller = parent?.caller;
    parent = parent?.parent;
  }
  kinds.delete(Kind.EPSILON);
  if (next.has(Kind.EPSILON)) kinds.add(Kind.EOF);
  return kinds;
}

/** The kinds that can come behind any of the rules being read: an error skips up to one of them. */
export function recoveryKinds(frame: Frame): Kinds {
  const kinds = new Set<TokenKind>();
  for (let at: Frame | undefined = frame; at?.caller !== undefined; at = at.parent) {
    for (const kind of nextWithinRule(at.caller.call.target)) kinds.add(kind);
  }
  kinds.delete(Kind.EPSILON);
  return kinds;
}

/** As error texts list them: `'+'`, or `{'(', IDENTIFIER}`. */
export function showKinds(kinds: Kinds): string {
  const names = [...kinds].sort((a, b) => a - b).map((kind) => TOKEN_NAMES.get(kind) ?? "");
  return names.length === 1 ? (names[0] ?? "") : `{${names.join(", ")}}`;
}
