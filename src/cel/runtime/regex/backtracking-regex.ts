import { isLinearWhenBacktracking } from "./backtracking.ts";
import { javascriptSource } from "./javascript-source.ts";
import type { RegexNode } from "./nodes.ts";
import type { Regex } from "./regex.ts";

/** UTF-16 units. Longer texts go to the automaton, which needs less memory for them. */
const MAX_TEXT = 4096;

/**
 * A pattern that JavaScript's own engine runs; undefined where that is not known to give RE2's result in linear time.
 * @param automaton makes what serves long texts
 */
export function backtrackingRegex(node: RegexNode, automaton: () => Regex): Regex | undefined {
  return isLinearWhenBacktracking(node) ? new BacktrackingRegex(node, automaton) : undefined;
}

class BacktrackingRegex implements Regex {
  readonly size: number;
  readonly #first: RegExp;
  readonly #all: RegExp;
  readonly #makeAutomaton: () => Regex;
  #automaton: Regex | undefined;

  constructor(node: RegexNode, makeAutomaton: () => Regex) {
    const source = javascriptSource(node);
    this.size = node.size;
    this.#first = new RegExp(source, "u");
    this.#all = new RegExp(source, "gu");
    this.#makeAutomaton = makeAutomaton;
  }

  test(text: string): boolean {
    return text.length > MAX_TEXT ? this.#forLongTexts().test(text) : this.#first.test(text);
  }

  find(text: string): string {
    if (text.length > MAX_TEXT) return this.#forLongTexts().find(text);
    return this.#first.exec(text)?.[0] ?? "";
  }

  findAll(text: string, limit: number): string[] {
    if (text.length > MAX_TEXT) return this.#forLongTexts().findAll(text, limit);
    // An empty match is one at the beginning: patterns that are not bound to it take at least one character.
    const all = text.match(this.#all) ?? [];
    return limit < 0 ? all : all.slice(0, limit);
  }

  #forLongTexts(): Regex {
    this.#automaton ??= this.#makeAutomaton();
    return this.#automaton;
  }
}
