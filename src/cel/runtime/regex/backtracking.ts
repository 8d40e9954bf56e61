/**
 * Decides which patterns JavaScript's backtracking RegExp may run in RE2's place: those where it takes linear time.
 *
 * Both engines prefer the same match, so only time is at stake. A backtracking engine is linear from a given start
 * where the next character decides every choice (a repetition goes on or ends, an alternative is taken or not): a
 * choice that is tried again later then fails at once. Choices that the character does not decide are counted and
 * must multiply to few, must not lie inside a repetition, and only the last unbounded repetition may be one.
 */
import {
  allCharacters,
  type CharacterSet,
  firstSet,
  isNullable,
  maxLength,
  minLength,
  NO_CHARACTER,
  setOfText,
} from "./extent.ts";
import type { RegexNode, Repeat } from "./nodes.ts";

/** Instructions: beyond it, looking for what decides the choices is not worth its time. */
const MAX_SIZE = 500;
const MAX_PATHS = 64;
/** Characters that a match tried at every position may take, all paths together. */
const MAX_STEPS_PER_POSITION = 256;

/**
 * Whether matching takes linear time. Patterns that are tried at every position, because they do not begin with `^`,
 * must take at least one character, and be short or never look beyond the next position where a match may begin.
 */
export function isLinearWhenBacktracking(node: RegexNode): boolean {
  if (node.size > MAX_SIZE) return false;
  const [first, ...rest] = node.kind === "concat" ? node.parts : [node];
  const anchored = first?.kind === "begin";
  const parts = anchored ? rest : [node];
  const choices = new Choices();
  if (!choices.decideAll(parts, NO_CHARACTER, false)) return false;
  if (anchored) return true;
  if (minLength(node) === 0) return false;
  return beginsAfresh(first, rest) || maxLength(node) * choices.paths <= MAX_STEPS_PER_POSITION;
}

/** Whether what a match begins with occurs nowhere else in it, as in `:[a-z]+$`. */
function beginsAfresh(first: RegexNode | undefined, rest: readonly RegexNode[]): boolean {
  if (first?.kind !== "literal" && first?.kind !== "class") return false;
  const others = first.kind === "literal" ? setOfText(first.text.slice(1)) : NO_CHARACTER;
  const inner = rest.reduce((set, part) => set | allCharacters(part), others);
  return (firstSet(first) & inner) === NO_CHARACTER;
}

class Choices {
  /** In how many ways the choices can be made that the next character does not decide. */
  paths = 1;
  #sawUnbounded = false;

  /** @param follow what may come after the last part */
  decideAll(parts: readonly RegexNode[], follow: CharacterSet, repeated: boolean): boolean {
    let next = follow;
    for (const part of parts.toReversed()) {
      if (!this.#decide(part, next, repeated)) return false;
      next = isNullable(part) ? next | firstSet(part) : firstSet(part);
    }
    return true;
  }

  #decide(node: RegexNode, follow: CharacterSet, repeated: boolean): boolean {
    switch (node.kind) {
      case "empty":
      case "literal":
      case "end":
        return true;
      case "class":
        return node.ranges !== undefined;
      case "begin":
      case "assertion":
        return false;
      case "capture":
        return this.#decide(node.node, follow, repeated);
      case "concat":
        return this.decideAll(node.parts, follow, repeated);
      case "alternate":
        return this.#decideAlternatives(node.options, follow, repeated);
      case "repeat":
        return this.#decideRepeat(node, follow, repeated);
    }
  }

  #decideAlternatives(options: readonly RegexNode[], follow: CharacterSet, repeated: boolean): boolean {
    const firsts = options.map((option) => (isNullable(option) ? firstSet(option) | follow : firstSet(option)));
    const decided = areDisjoint(firsts) && options.filter(isNullable).length < 2;
    return (
      (decided || this.#count(options.length, repeated)) &&
      options.every((option) => this.#decide(option, follow, repeated))
    );
  }

  #decideRepeat(node: Repeat, follow: CharacterSet, repeated: boolean): boolean {
    const { node: body, min, max } = node;
    if (isNullable(body) || max === 0) return false;
    const first = firstSet(body);
    const isUnbounded = max === Number.POSITIVE_INFINITY;
    const decided = min === max || (first & follow) === NO_CHARACTER;
    if (!decided && !this.#countTimes(body, min, max, repeated)) return false;
    this.#sawUnbounded ||= isUnbounded;
    return max === 1 ? this.#decide(body, follow, repeated) : this.#decide(body, first | follow, true);
  }

  /** Allows a repetition that may end although it could go on. */
  #countTimes(body: RegexNode, min: number, max: number, repeated: boolean): boolean {
    if (max === 1) return this.#count(2, repeated);
    if (repeated || maxLength(body) > 1) return false;
    return max === Number.POSITIVE_INFINITY ? !this.#sawUnbounded : this.#count(max - min + 1, repeated);
  }

  #count(ways: number, repeated: boolean): boolean {
    this.paths *= ways;
    return !repeated && this.paths <= MAX_PATHS;
  }
}

function areDisjoint(sets: readonly CharacterSet[]): boolean {
  let seen = NO_CHARACTER;
  for (const set of sets) {
    if ((seen & set) !== NO_CHARACTER) return false;
    seen |= set;
  }
  return true;
}
