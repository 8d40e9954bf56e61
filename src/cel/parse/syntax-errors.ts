import { type Issue, NOWHERE } from "../issue.ts";
import { MAX_SYNTAX_ERRORS } from "./limits.ts";

/** Tells that reading on is hopeless or forbidden; the issue that says why has been noted. */
export class Abandoned extends Error {}

/** Notes the errors of lexer and parser. */
export class SyntaxErrors {
  readonly #issues: Issue[];
  readonly #isEmptySource: boolean;
  #count = 0;

  /** @param issues errors are added to them */
  constructor(issues: Issue[], isEmptySource: boolean) {
    this.#issues = issues;
    this.#isEmptySource = isEmptySource;
  }

  /** @throws Abandoned for one error too many */
  report(offset: number, message: string): void {
    const isTooMany = this.#count === MAX_SYNTAX_ERRORS;
    const told = isTooMany ? `More than ${MAX_SYNTAX_ERRORS} syntax errors` : message;
    // cel-go finds no place in an empty source.
    this.#issues.push({ offset: this.#isEmptySource ? -1 : offset, message: `Syntax error: ${told}` });
    this.#count++;
    if (isTooMany) throw new Abandoned();
  }

  /** Ends the parse for a limit that the whole expression exceeds. */
  abandon(message: string): never {
    this.#issues.push({ offset: NOWHERE, message });
    throw new Abandoned();
  }
}
