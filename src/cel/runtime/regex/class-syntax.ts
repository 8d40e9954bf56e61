/** Character classes: `[a-z]`, `\d`, `[[:alpha:]]`, `\p{Greek}`. */
import { readEscape } from "./escapes.ts";
import type { PatternReader } from "./pattern-reader.ts";
import { complement, foldCase, MAX_CODE_POINT, type Ranges, union } from "./ranges.ts";
import { RegexSyntaxError } from "./syntax-error.ts";
import { unicodeClassName } from "./unicode-names.ts";

const NAMED: ReadonlyMap<string, Ranges> = new Map([
  ["alnum", classOf("09AZaz")],
  ["alpha", classOf("AZaz")],
  ["ascii", classOf("\0\x7f")],
  ["blank", classOf("\t\t  ")],
  ["cntrl", classOf("\0\x1f\x7f\x7f")],
  ["digit", classOf("09")],
  ["graph", classOf("!~")],
  ["lower", classOf("az")],
  ["print", classOf(" ~")],
  ["punct", classOf("!/:@[`{~")],
  ["space", classOf("\t\r  ")],
  ["upper", classOf("AZ")],
  ["word", classOf("09AZ__az")],
  ["xdigit", classOf("09AFaf")],
]);

const PERL: ReadonlyMap<string, Ranges> = new Map([
  ["d", classOf("09")],
  ["s", classOf("\t\n\f\r  ")],
  ["w", classOf("09AZ__az")],
]);

function classOf(pairs: string): Ranges {
  return Array.from(pairs, (character) => character.charCodeAt(0));
}

/** Where the engine must be given another spelling than the pattern's. */
export interface Respelling {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What reading classes adds up to over a whole pattern. */
export interface ClassContext {
  readonly respellings: Respelling[];
  /** About how many code points the engine has to look at to compile the classes. */
  work: number;
}

/** The size of Unicode's larger tables, such as the letters'. */
const TABLE_WORK = 1300;
/** Beyond it, nothing has another case. */
const MAX_CASED = 0x1e943;

/** Collects a class. `ranges` becomes undefined when Unicode's tables are needed, which only the engine has. */
class ClassBuilder {
  readonly #fold: boolean;
  readonly #context: ClassContext;
  #ranges: number[] | undefined = [];

  constructor(fold: boolean, context: ClassContext) {
    this.#fold = fold;
    this.#context = context;
  }

  addRange(lo: number, hi: number): void {
    if (this.#fold) this.#context.work += Math.min(hi, MAX_CASED) - Math.min(lo, MAX_CASED);
    this.addRanges([lo, hi], false);
  }

  addRanges(ranges: Ranges, negated: boolean): void {
    const folded = this.#fold ? foldCase(ranges) : ranges;
    if (folded === undefined) this.addTable();
    else this.#ranges?.push(...(negated ? complement(folded) : folded));
  }

  addTable(): void {
    this.#ranges = undefined;
  }

  build(): Ranges | undefined {
    return this.#ranges === undefined ? undefined : union(this.#ranges);
  }
}

/** Reads `\d`, `\pL` and the like; null if the escape that comes next is no class. */
export function readClassEscape(
  reader: PatternReader,
  fold: boolean,
  context: ClassContext,
): { readonly ranges: Ranges | undefined } | null {
  const builder = new ClassBuilder(fold, context);
  return readClassEscapeInto(reader, builder, context) ? { ranges: builder.build() } : null;
}

function readClassEscapeInto(reader: PatternReader, builder: ClassBuilder, context: ClassContext): boolean {
  return readUnicodeClass(reader, builder, context) || readPerlClass(reader, builder);
}

function readPerlClass(reader: PatternReader, builder: ClassBuilder): boolean {
  const letter = reader.next === "\\" ? reader.text.charAt(reader.position + 1) : "";
  const ranges = PERL.get(letter.toLowerCase());
  if (ranges === undefined) return false;
  builder.addRanges(ranges, letter !== letter.toLowerCase());
  reader.position += 2;
  return true;
}

function readUnicodeClass(reader: PatternReader, builder: ClassBuilder, context: ClassContext): boolean {
  if (!reader.startsWith("\\p") && !reader.startsWith("\\P")) return false;
  const start = reader.position;
  const name = readUnicodeName(reader);
  const engineName = unicodeClassName(name.replace(/^\^/, ""));
  const spelling = reader.since(start);
  if (engineName === undefined) throw new RegexSyntaxError("invalid character class range", spelling);
  const negated = name.startsWith("^") !== spelling.startsWith("\\P");
  const text = `\\${negated ? "P" : "p"}{${engineName}}`;
  if (text !== spelling) context.respellings.push({ start, end: reader.position, text });
  context.work += TABLE_WORK;
  builder.addTable();
  return true;
}

/** Of `\p{Greek}`, `Greek`; of `\pL`, `L`. */
function readUnicodeName(reader: PatternReader): string {
  const start = reader.position;
  reader.position += 2;
  if (reader.next !== "{") {
    reader.read();
    return reader.text.slice(start + 2, reader.position);
  }
  const end = reader.find("}");
  if (end < 0) throw new RegexSyntaxError("invalid character class range", reader.rest(start));
  const name = reader.text.slice(reader.position + 1, end);
  reader.position = end + 1;
  return name;
}

/** Reads `[...]`. @returns its characters, undefined where they take Unicode's tables */
export function readBracketClass(reader: PatternReader, fold: boolean, context: ClassContext): Ranges | undefined {
  const start = reader.position;
  const builder = new ClassBuilder(fold, context);
  reader.read();
  const negated = reader.accept("^");
  const first = reader.position;
  while (reader.position === first || reader.next !== "]") {
    if (readNamedClass(reader, builder) || readClassEscapeInto(reader, builder, context)) continue;
    readRange(reader, builder, start);
  }
  reader.read();
  const ranges = builder.build();
  return negated && ranges !== undefined ? complement(ranges) : ranges;
}

function readNamedClass(reader: PatternReader, builder: ClassBuilder): boolean {
  if (!reader.startsWith("[:")) return false;
  const end = reader.find(":]", 2);
  if (end < 0) return false;
  const name = reader.text.slice(reader.position + 2, end);
  const ranges = NAMED.get(name.replace(/^\^/, ""));
  if (ranges === undefined) throw new RegexSyntaxError("invalid character class range", `[:${name}:]`);
  builder.addRanges(ranges, name.startsWith("^"));
  reader.position = end + 2;
  return true;
}

function readRange(reader: PatternReader, builder: ClassBuilder, classStart: number): void {
  const start = reader.position;
  const lo = readCharacter(reader, classStart);
  const isRange = reader.next === "-" && reader.position + 1 < reader.text.length;
  if (!isRange || reader.startsWith("-]")) {
    builder.addRange(lo, lo);
    return;
  }
  reader.read();
  const hi = readCharacter(reader, classStart);
  if (hi < lo) throw new RegexSyntaxError("invalid character class range", reader.since(start));
  builder.addRange(lo, Math.min(hi, MAX_CODE_POINT));
}

function readCharacter(reader: PatternReader, classStart: number): number {
  if (reader.done) throw new RegexSyntaxError("missing closing ]", reader.rest(classStart));
  return reader.next === "\\" ? readEscape(reader) : reader.read();
}
