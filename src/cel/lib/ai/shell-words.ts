/** The words of a shell's script, as far as they can be known without running it. */
import type { Lookup } from "./references.ts";
import type { Room } from "./room.ts";

/** Ends a command: nothing after it is an argument of what stands before. */
const OPERATOR = /^(?:[;&|()<>\n]|&&|\|\||;;|<<|>>)$/;

export function isOperator(word: string): boolean {
  return OPERATOR.test(word);
}

const BLANK = " \t\r";
const OPERATORS = ";&|()<>\n";
const NAME = /[A-Za-z_]\w*/y;

/**
 * Splits a script into words and operators: quotes, escapes, comments, continued lines. Variables that `lookup` knows
 * are filled in, and split where they are not quoted; other expansions stay as they are.
 * @throws BudgetExceeded where there is no room for the variables
 */
export function shellWords(script: string, lookup: Lookup, room: Room): readonly string[] {
  return new Splitter(script, lookup, room).words();
}

class Splitter {
  readonly #text: string;
  readonly #lookup: Lookup;
  readonly #room: Room;
  #position = 0;
  readonly #words: string[] = [];
  /** The word so far; undefined between words. */
  #word: string[] | undefined;

  constructor(text: string, lookup: Lookup, room: Room) {
    this.#text = text;
    this.#lookup = lookup;
    this.#room = room;
  }

  words(): readonly string[] {
    while (this.#position < this.#text.length) this.#next();
    this.#endWord();
    return this.#words;
  }

  #next(): void {
    const character = this.#text.charAt(this.#position);
    if (BLANK.includes(character)) {
      this.#endWord();
      this.#position++;
    } else if (OPERATORS.includes(character)) this.#operator(character);
    else if (character === "#" && this.#word === undefined) this.#skipTo("\n");
    else if (character === "'") this.#singleQuoted();
    else if (character === '"') this.#doubleQuoted();
    else if (character === "\\") this.#escaped();
    else if (character === "$") this.#variable(true);
    else this.#plain();
  }

  #add(text: string): void {
    this.#word ??= [];
    this.#word.push(text);
  }

  #endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word.join(""));
    this.#word = undefined;
  }

  #operator(character: string): void {
    this.#endWord();
    const isDouble = character !== "\n" && this.#text.charAt(this.#position + 1) === character;
    this.#words.push(isDouble ? character + character : character);
    this.#position += isDouble ? 2 : 1;
  }

  #skipTo(end: string): void {
    const found = this.#text.indexOf(end, this.#position);
    this.#position = found < 0 ? this.#text.length : found;
  }

  #singleQuoted(): void {
    const start = this.#position + 1;
    this.#position = start;
    this.#skipTo("'");
    this.#add(this.#text.slice(start, this.#position));
    this.#position++;
  }

  #doubleQuoted(): void {
    this.#add("");
    this.#position++;
    for (;;) {
      const character = this.#text.charAt(this.#position);
      if (character === "" || character === '"') break;
      if (character === "$") this.#variable(false);
      else if (character === "\\" && '"\\$`\n'.includes(this.#text.charAt(this.#position + 1))) this.#escaped();
      else this.#run('"$\\');
    }
    this.#position++;
  }

  #escaped(): void {
    const next = this.#text.charAt(this.#position + 1);
    if (next !== "\n") this.#add(next);
    this.#position += 2;
  }

  #plain(): void {
    this.#run(`${BLANK}${OPERATORS}'"\\$`);
  }

  /** Takes at least one character, and all up to one of the ends. */
  #run(ends: string): void {
    const start = this.#position++;
    while (this.#position < this.#text.length && !ends.includes(this.#text.charAt(this.#position))) this.#position++;
    this.#add(this.#text.slice(start, this.#position));
  }

  #variable(isSplit: boolean): void {
    const isBraced = this.#text.charAt(this.#position + 1) === "{";
    NAME.lastIndex = this.#position + (isBraced ? 2 : 1);
    const name = NAME.exec(this.#text)?.[0];
    const end = NAME.lastIndex;
    const isWhole = name !== undefined && (!isBraced || this.#text.charAt(end) === "}");
    const value = isWhole ? this.#lookup(name) : undefined;
    if (value === undefined) {
      this.#add("$");
      this.#position++;
      return;
    }
    this.#room.take(value.length);
    this.#position = isBraced ? end + 1 : end;
    if (isSplit) this.#addSplit(value);
    else this.#add(value);
  }

  #addSplit(value: string): void {
    for (const [i, part] of value.split(/[ \t\r\n]+/).entries()) {
      if (i > 0) this.#endWord();
      if (part !== "") this.#add(part);
    }
  }
}
