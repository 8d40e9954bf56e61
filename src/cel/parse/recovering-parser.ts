import { AUTOMATON, type State, type Transition } from "./automaton.ts";
import { nextWithinRule } from "./expectations.ts";
import { type Call, type Frame, keep, type Node, newNode } from "./frame.ts";
import type { RuleName } from "./grammar.ts";
import { MAX_DEPTH } from "./limits.ts";
import { predict } from "./prediction.ts";
import { type Fault, noWayOn, Recovery } from "./recovery.ts";
import type { SyntaxErrors } from "./syntax-errors.ts";
import type { TokenStream } from "./token-stream.ts";
import type { Token } from "./tokens.ts";

/**
 * Reads an expression with errors in it, and goes on behind them, as the parsers do that ANTLR generates. It walks
 * through the automaton with a stack of its own, however deep the nesting.
 * @returns what the grammar's first rule has read; parts are missing
 * @throws Abandoned
 */
export function parseWithErrors(tokens: TokenStream, errors: SyntaxErrors): Node {
  return new RecoveringParser(tokens, errors).run();
}

class RecoveringParser {
  readonly #tokens: TokenStream;
  readonly #errors: SyntaxErrors;
  readonly #recovery: Recovery;
  readonly #depths = new Map<RuleName, number>();
  #frame: Frame;

  constructor(tokens: TokenStream, errors: SyntaxErrors) {
    this.#tokens = tokens;
    this.#errors = errors;
    this.#recovery = new Recovery(tokens, errors);
    this.#frame = { parent: undefined, caller: undefined, precedence: 0, node: newNode("start", tokens.current.start) };
  }

  run(): Node {
    const first = this.#frame.node;
    this.#countEntry("start");
    let state: State | undefined = startOf("start");
    while (state !== undefined) state = this.#step(state);
    return first;
  }

  /** @returns the state behind; undefined at the end of the first rule */
  #step(state: State): State | undefined {
    if (state.type === "stop") return this.#leave();
    if (state.decision !== undefined) return this.#choose(state);
    const [transition] = state.transitions;
    switch (transition?.type) {
      case "token":
        return this.#match(state, transition);
      case "call":
        return this.#enter(state, transition);
      case "continue":
        return this.#continue(transition);
      default:
        return transition?.target;
    }
  }

  #match(state: State, transition: Extract<Transition, { readonly type: "token" }>): State | undefined {
    const token = this.#matchToken(state, transition.kinds);
    if ("message" in token) return this.#fail(token, state);
    keep(this.#frame.node.tokens, transition.label, token);
    return transition.target;
  }

  #matchToken(state: State, kinds: ReadonlySet<number>): Token | Fault {
    if (!kinds.has(this.#tokens.kind())) return this.#recovery.replace(state, this.#frame);
    this.#recovery.matched();
    return this.#tokens.consume();
  }

  #enter(state: State, call: Call): State {
    const node = newNode(call.rule, this.#tokens.current.start);
    this.#frame = { parent: this.#frame, caller: { state, call }, precedence: call.precedence, node };
    this.#countEntry(call.rule);
    return startOf(call.rule);
  }

  /** What has been read so far becomes the left side of more. */
  #continue({ alternative, target }: Extract<Transition, { readonly type: "continue" }>): State {
    const { node } = this.#frame;
    this.#frame.node = newNode(node.rule, node.start, alternative, node);
    this.#countEntry(node.rule);
    return target;
  }

  #leave(): State | undefined {
    const { parent, caller, node } = this.#frame;
    this.#countExit(node.rule);
    if (parent === undefined || caller === undefined) return undefined;
    this.#frame = parent;
    keep(parent.node.children, caller.call.label, node);
    return caller.call.target;
  }

  #choose(state: State): State | undefined {
    const { decision } = state;
    if (decision === undefined) return undefined;
    const fault = this.#recovery.synchronize(state, this.#frame);
    if (fault !== undefined) return this.#fail(fault, state);
    const way = decision.lookahead === "one" ? this.#chooseByNext(decision.state) : this.#predict(decision.state);
    if (typeof way !== "number") return this.#fail(way, state);
    const chosen = decision.state.transitions[way - 1];
    if (chosen?.type !== "epsilon") return undefined;
    if (chosen.alternative !== undefined) this.#frame.node.alternative = chosen.alternative;
    if (decision.leftRecursive !== undefined && way === 1) this.#countExit(state.rule);
    return chosen.target.type === "loopBlock" && state.type === "loopBack"
      ? chosen.target.transitions[0]?.target
      : chosen.target;
  }

  /** The last way of an optional part or a loop is the one past it; a choice between alternatives can fail. */
  #chooseByNext({ transitions }: State): number | Fault {
    const kind = this.#tokens.kind();
    const way = transitions.findIndex(({ target }) => nextWithinRule(target).has(kind)) + 1;
    const last = transitions[transitions.length - 1];
    if (way === 0 && last?.type === "epsilon" && last.alternative !== undefined) return noWayOn(this.#tokens, 0);
    return way === 0 ? transitions.length : way;
  }

  #predict({ decision }: State): number | Fault {
    if (decision === undefined) return 0;
    const prediction = predict(decision, this.#frame, this.#tokens);
    return "ahead" in prediction ? noWayOn(this.#tokens, prediction.ahead) : prediction.way;
  }

  /** Ends the rule early. */
  #fail(fault: Fault, state: State): State | undefined {
    this.#recovery.recover(fault, state, this.#frame);
    return this.#leave();
  }

  #countEntry(rule: RuleName): void {
    const depth = (this.#depths.get(rule) ?? 0) + 1;
    this.#depths.set(rule, depth);
    if (depth > MAX_DEPTH) this.#errors.abandon(`expression recursion limit exceeded: ${MAX_DEPTH}`);
  }

  #countExit(rule: RuleName): void {
    this.#depths.set(rule, Math.max((this.#depths.get(rule) ?? 0) - 1, 0));
  }
}

function startOf(rule: RuleName): State {
  const start = AUTOMATON.rules.get(rule)?.start;
  if (start === undefined) throw new Error(`no rule ${rule}`);
  return start;
}
