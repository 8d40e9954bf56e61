import type { State, Transition } from "./automaton.ts";
import type { RuleName } from "./grammar.ts";
import type { Token } from "./tokens.ts";

/** What a rule has read. */
export interface Node {
  readonly rule: RuleName;
  /** The alternative chosen; undefined where a syntax error came before the choice. */
  alternative: string | undefined;
  /** The offset of the first token. */
  readonly start: number;
  readonly tokens: Map<string, Token[]>;
  readonly children: Map<string, Node[]>;
  /** What a continuation goes on from. */
  readonly left: Node | undefined;
}

export type Call = Extract<Transition, { readonly type: "call" }>;

/** A rule being read. */
export interface Frame {
  readonly parent: Frame | undefined;
  /** The state that called the rule, and the call; undefined for the first rule. */
  readonly caller: { readonly state: State; readonly call: Call } | undefined;
  /** Continuations of a lower precedence are not for this frame. */
  readonly precedence: number;
  node: Node;
}

export function newNode(rule: RuleName, start: number, alternative?: string, left?: Node): Node {
  return { rule, alternative, start, tokens: new Map(), children: new Map(), left };
}

/** Adds a value to those of a label; the empty label keeps nothing. */
export function keep<T>(values: Map<string, T[]>, label: string, value: T): void {
  if (label === "") return;
  const known = values.get(label);
  if (known === undefined) values.set(label, [value]);
  else known.push(value);
}
