/** Reads the syntax of Go's `regexp` (RE2), refusing what Go refuses, in its words. */
import { type ClassContext, type Respelling, readBracketClass, readClassEscape } from "./class-syntax.ts";
import { readEscape } from "./escapes.ts";
import { type Flags, NO_FLAGS, readFlags } from "./flags.ts";
import type { RegexNode } from "./nodes.ts";
import { ASSERTION, alternate, BEGIN, capture, characterClass, concat, END, literal, repeat } from "./nodes.ts";
import { PatternReader } from "./pattern-reader.ts";
import { ANY_CHARACTER, foldCase, NOT_NEWLINE } from "./ranges.ts";
import { type Repetition, readRepetition, repeatsTooOften } from "./repetition.ts";
import { RegexSyntaxError } from "./syntax-error.ts";

export interface ParsedRegex {
  readonly node: RegexNode;
  /** The same pattern in the spelling that the engine takes. */
  readonly source: string;
}

/** Go's limit on the height of the tree. */
const MAX_HEIGHT = 1000;
/** Groups that are open at once; more could only be a mistake or an attack. */
const MAX_OPEN_GROUPS = 10_000;
/** Instructions. Go takes more, but a hundred megabytes for one pattern are not ours to give. */
const MAX_SIZE = 50_000;
/** Code points to look at for character classes. */
const MAX_CLASS_WORK = 2_000_000;

interface Group {
  readonly captures: boolean;
  /** To be restored when the group closes. */
  readonly flags: Flags;
  readonly options: RegexNode[];
  parts: RegexNode[];
}

/** @throws RegexSyntaxError */
export function parseRegex(pattern: string): ParsedRegex {
  return new RegexParser(pattern).parse();
}

class RegexParser {
  readonly #reader: PatternReader;
  readonly #context: ClassContext = { respellings: [], work: 0 };
  readonly #open: Group[] = [];
  #group: Group;
  #flags = NO_FLAGS;
  /** Where the repetition before the current position starts; undefined if something else comes before it. */
  #lastRepetition: number | undefined;
  #items = 0;

  constructor(pattern: string) {
    this.#reader = new PatternReader(pattern);
    this.#group = this.#newGroup(false);
  }

  parse(): ParsedRegex {
    while (!this.#reader.done) {
      const start = this.#reader.position;
      const repetition = readRepetition(this.#reader);
      if (repetition !== undefined) this.#repeat(repetition, start);
      else this.#readItem();
      this.#lastRepetition = repetition === undefined ? undefined : start;
    }
    if (this.#open.length > 0) throw new RegexSyntaxError("missing closing )", this.#reader.text);
    const node = finish(this.#group);
    this.#checkLimits(node);
    return { node, source: respell(this.#reader.text, this.#context.respellings) };
  }

  #newGroup(captures: boolean): Group {
    return { captures, flags: this.#flags, options: [], parts: [] };
  }

  #push(node: RegexNode): void {
    const { parts } = this.#group;
    if (node.kind !== "literal") this.#countItem();
    const [before, last] = [parts.at(-2), parts.at(-1)];
    // The last character stays apart: a repetition may follow that is about it alone.
    if (before?.kind === "literal" && last?.kind === "literal") {
      parts.splice(-2, 2, literal(before.text + last.text));
    }
    parts.push(node);
  }

  #readItem(): void {
    const reader = this.#reader;
    if (reader.next === "(") this.#openGroup();
    else if (reader.accept(")")) this.#closeGroup();
    else if (reader.accept("|")) this.#startOption();
    else if (reader.accept("\\Q")) this.#readQuoted();
    else this.#push(this.#readAtom());
  }

  /** Each takes an instruction at least: a pattern that is too large need not be read to its end. */
  #countItem(): void {
    if (++this.#items > MAX_SIZE) throw this.#tooLarge();
  }

  #startOption(): void {
    this.#countItem();
    this.#group.options.push(concat(this.#group.parts));
    this.#group.parts = [];
  }

  #readAtom(): RegexNode {
    const reader = this.#reader;
    const { fold, lines, dotAll } = this.#flags;
    if (reader.next === "[") return characterClass(readBracketClass(reader, fold, this.#context));
    if (reader.next === "\\") return this.#readBackslash();
    if (reader.accept("^")) return lines ? ASSERTION : BEGIN;
    if (reader.accept("$")) return lines ? ASSERTION : END;
    if (reader.accept(".")) return characterClass(dotAll ? ANY_CHARACTER : NOT_NEWLINE);
    return this.#character(reader.read());
  }

  #readBackslash(): RegexNode {
    const reader = this.#reader;
    if (reader.accept("\\A")) return BEGIN;
    if (reader.accept("\\z")) return END;
    if (reader.accept("\\b") || reader.accept("\\B")) return ASSERTION;
    if (reader.startsWith("\\C")) throw new RegexSyntaxError("invalid escape sequence", "\\C");
    const escaped = readClassEscape(reader, this.#flags.fold, this.#context);
    return escaped === null ? this.#character(readEscape(reader)) : characterClass(escaped.ranges);
  }

  #character(codePoint: number): RegexNode {
    const folded = this.#flags.fold ? foldCase([codePoint, codePoint]) : [codePoint, codePoint];
    const isAlone = folded !== undefined && folded.length === 2 && folded[0] === folded[1];
    return isAlone ? literal(String.fromCodePoint(codePoint)) : characterClass(folded);
  }

  #readQuoted(): void {
    const end = this.#reader.find("\\E");
    const stop = end < 0 ? this.#reader.text.length : end;
    while (this.#reader.position < stop) this.#push(this.#character(this.#reader.read()));
    this.#reader.accept("\\E");
  }

  #openGroup(): void {
    if (this.#open.length === MAX_OPEN_GROUPS) throw this.#nestsTooDeeply();
    const start = this.#reader.position;
    this.#reader.read();
    if (this.#reader.next !== "?") this.#enter(true, this.#flags);
    else if (this.#startsName("?P<") || this.#startsName("?<")) this.#openNamedGroup(start);
    else this.#readFlags(start);
  }

  #readFlags(start: number): void {
    const { flags, opens } = readFlags(this.#reader, this.#flags, start);
    if (opens) this.#enter(false, flags);
    else this.#flags = flags;
  }

  #startsName(mark: string): boolean {
    return this.#reader.startsWith(mark) && this.#reader.position + mark.length < this.#reader.text.length;
  }

  /** Names have no meaning here, and the engine, unlike Go, wants each only once: it gets none. */
  #openNamedGroup(start: number): void {
    const reader = this.#reader;
    const end = reader.find(">");
    if (end < 0) throw new RegexSyntaxError("invalid named capture", reader.rest(start));
    const name = reader.text.slice(reader.text.indexOf("<", start) + 1, end);
    reader.position = end + 1;
    if (!/^\w+$/.test(name)) throw new RegexSyntaxError("invalid named capture", reader.since(start));
    this.#context.respellings.push({ start, end: reader.position, text: "(" });
    this.#enter(true, this.#flags);
  }

  #enter(captures: boolean, flags: Flags): void {
    this.#open.push(this.#group);
    this.#group = this.#newGroup(captures);
    this.#flags = flags;
  }

  #closeGroup(): void {
    const closed = this.#group;
    const outer = this.#open.pop();
    if (outer === undefined) throw new RegexSyntaxError("unexpected )", this.#reader.text);
    const node = finish(closed);
    if (node.height >= MAX_HEIGHT) throw this.#nestsTooDeeply();
    this.#group = outer;
    this.#flags = closed.flags;
    this.#push(closed.captures ? capture(node) : node);
  }

  #repeat(repetition: Repetition, start: number): void {
    const reader = this.#reader;
    if (this.#lastRepetition !== undefined) {
      throw new RegexSyntaxError("invalid nested repetition operator", reader.since(this.#lastRepetition));
    }
    const repeated = this.#group.parts.pop();
    if (repeated === undefined) {
      throw new RegexSyntaxError("missing argument to repetition operator", reader.since(start));
    }
    const node = repeat(repeated, repetition.min, repetition.max, repetition.lazy === this.#flags.lazy);
    if (repeatsTooOften(node, repetition)) throw new RegexSyntaxError("invalid repeat count", reader.since(start));
    this.#group.parts.push(node);
  }

  #checkLimits(node: RegexNode): void {
    if (node.height > MAX_HEIGHT) throw this.#nestsTooDeeply();
    const isLarge = node.kind !== "literal" && node.size > MAX_SIZE;
    if (isLarge || this.#context.work > MAX_CLASS_WORK) throw this.#tooLarge();
  }

  #tooLarge(): RegexSyntaxError {
    return new RegexSyntaxError("expression too large", this.#reader.text);
  }

  #nestsTooDeeply(): RegexSyntaxError {
    return new RegexSyntaxError("expression nests too deeply", this.#reader.text);
  }
}

function finish(group: Group): RegexNode {
  return alternate([...group.options, concat(group.parts)]);
}

function respell(pattern: string, respellings: readonly Respelling[]): string {
  let done = 0;
  let source = "";
  for (const { start, end, text } of respellings) {
    source += pattern.slice(done, start) + text;
    done = end;
  }
  return source + pattern.slice(done);
}
