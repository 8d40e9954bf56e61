import type { State } from "./automaton.ts";
import { expectedKinds, nextWithinRule, recoveryKinds, showKinds } from "./expectations.ts";
import type { Frame } from "./frame.ts";
import { MAX_RECOVERIES, MAX_SKIPPED_TOKENS } from "./limits.ts";
import { Abandoned, type SyntaxErrors } from "./syntax-errors.ts";
import type { TokenStream } from "./token-stream.ts";
import { Kind, type Token, type TokenKind } from "./tokens.ts";

/** Why a rule ends early. */
export interface Fault {
  readonly token: Token;
  readonly message: string;
}

/**
 * What to say of an error, and where to go on: ANTLR's default strategy, with the limits that cel-go sets to it.
 * Between an error and the next token that fits, further errors are not told.
 */
export class Recovery {
  readonly #tokens: TokenStream;
  readonly #errors: SyntaxErrors;
  #isRecovering = false;
  #attempts = 0;
  #lastPosition = -1;
  readonly #lastStates = new Set<State>();

  constructor(tokens: TokenStream, errors: SyntaxErrors) {
    this.#tokens = tokens;
    this.#errors = errors;
  }

  /** A token fits. */
  matched(): void {
    this.#isRecovering = false;
    this.#lastPosition = -1;
    this.#lastStates.clear();
  }

  /** Before a choice: drops a token that is one too many, or skips to where a loop can go on. */
  synchronize(state: State, frame: Frame): Fault | undefined {
    if (this.#isRecovering) return undefined;
    const next = nextWithinRule(state);
    if (next.has(Kind.EPSILON) || next.has(this.#tokens.kind())) return undefined;
    if (state.type !== "loopBack") return this.#dropToken(state, frame) ? undefined : this.#mismatch(state, frame);
    this.#reportUnwanted(state, frame);
    const goal = new Set([...expectedKinds(state, frame), ...recoveryKinds(frame)]);
    while (this.#isBefore(goal)) this.#tokens.consume();
    return undefined;
  }

  /** Another token should stand here: drops the one that does, or makes up the one that should. */
  replace(state: State, frame: Frame): Token | Fault {
    this.#countAttempt();
    if (this.#dropToken(state, frame)) return this.#tokens.consume();
    const behind = state.transitions[0]?.target;
    const fits = behind !== undefined && expectedKinds(behind, frame).has(this.#tokens.kind());
    return fits ? this.#makeUp(state, frame) : this.#mismatch(state, frame);
  }

  /** A rule ends early: tells why, and skips to a token that can come behind it. */
  recover(fault: Fault, state: State, frame: Frame): void {
    this.#report(fault.token, fault.message);
    this.#countAttempt();
    let skipped = 0;
    const skip = (): void => {
      if (skipped++ === MAX_SKIPPED_TOKENS) {
        this.#errors.abandon(`error recovery token lookahead limit exceeded: ${MAX_SKIPPED_TOKENS}`);
      }
      this.#tokens.consume();
    };
    // The same place again: nothing would ever be skipped.
    if (this.#lastPosition === this.#tokens.position && this.#lastStates.has(state)) skip();
    this.#lastPosition = this.#tokens.position;
    this.#lastStates.add(state);
    const goal = recoveryKinds(frame);
    while (this.#isBefore(goal)) skip();
  }

  #isBefore(goal: ReadonlySet<TokenKind>): boolean {
    const kind = this.#tokens.kind();
    return kind !== Kind.EOF && !goal.has(kind);
  }

  #countAttempt(): void {
    if (this.#attempts++ < MAX_RECOVERIES) return;
    const message = `error recovery attempt limit exceeded: ${MAX_RECOVERIES}`;
    this.#errors.report(this.#tokens.current.start, message);
    throw new Abandoned();
  }

  /** Drops the current token if the one behind it fits. */
  #dropToken(state: State, frame: Frame): boolean {
    if (!expectedKinds(state, frame).has(this.#tokens.kind(1))) return false;
    this.#reportUnwanted(state, frame);
    this.#tokens.consume();
    this.matched();
    return true;
  }

  #makeUp(state: State, frame: Frame): Token {
    const expected = expectedKinds(state, frame);
    const { current, previous } = this.#tokens;
    this.#report(current, `missing ${showKinds(expected)} at ${this.#show(current)}`);
    const { start } = current.kind === Kind.EOF ? (previous ?? current) : current;
    const [kind = Kind.EOF] = [...expected].sort((a, b) => a - b);
    return { kind, start, end: start };
  }

  #mismatch(state: State, frame: Frame): Fault {
    const token = this.#tokens.current;
    return { token, message: `mismatched input ${this.#show(token)} expecting ${this.#expected(state, frame)}` };
  }

  #reportUnwanted(state: State, frame: Frame): void {
    const token = this.#tokens.current;
    this.#report(token, `extraneous input ${this.#show(token)} expecting ${this.#expected(state, frame)}`);
  }

  #report(token: Token, message: string): void {
    if (this.#isRecovering) return;
    this.#isRecovering = true;
    this.#errors.report(token.start, message);
  }

  #expected(state: State, frame: Frame): string {
    return showKinds(expectedKinds(state, frame));
  }

  #show(token: Token): string {
    return quote(token.kind === Kind.EOF ? "<EOF>" : this.#tokens.textOf(token));
  }
}

/** Of the choices left none goes on with these tokens. */
export function noWayOn(tokens: TokenStream, ahead: number): Fault {
  const text = tokens.kind() === Kind.EOF ? "<EOF>" : tokens.textTo(ahead);
  const message = `no viable alternative at input ${quote(text)}`.replace(
    /no viable alternative at input '.(true|false|null)'/,
    "mismatched input '$1' expecting IDENTIFIER",
  );
  return { token: tokens.peek(ahead), message };
}

function quote(text: string): string {
  return `'${text.replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}'`;
}
