import { isPlain } from "./plain.ts";
import { Double, type Json } from "./value.ts";

/** How deep lists and objects may nest: Go's encoding/json has the same limit. */
export const MAX_DEPTH = 10_000;

/** Text that is not JSON. `message` holds the position and nothing of the text. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  /** In UTF-16 code units. */
  readonly offset: number;
  constructor(problem: string, offset: number) {
    super(`${problem} at offset ${offset}`);
    this.offset = offset;
  }
}

/**
 * Parses JSON without loss (see `Json`), as k8s.io/apimachinery reads it: integers beyond int64 become floating
 * point, `-0` is the integer 0, of equal keys the last wins, half a surrogate pair becomes U+FFFD, and a number too
 * large for a float64 is an error. A key `__proto__` is a key like any other.
 * @throws JsonSyntaxError also for nesting deeper than MAX_DEPTH
 */
export function parseJson(text: string): Json {
  if (isPlain(text, MAX_DEPTH)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // Its message quotes the text. The parser below finds the same fault, and says where only.
    }
  }
  return new Parser(text).document();
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const COLON = 0x3a;
const UPPER_E = 0x45;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const LOWER_E = 0x65;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

function isDigit(c: number): boolean {
  return c >= DIGIT_0 && c <= DIGIT_9;
}

const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
/** The digits of the largest int64, and a sign. */
const INT64_LENGTH = 20;

/** A list or object that is still open; `key` is that of the member being read. */
type Container = { readonly list: Json[] } | { readonly object: Record<string, Json>; key: string };

/** Recursive structures on a stack of its own: no input can overflow the engine's. */
class Parser {
  readonly #text: string;
  readonly #open: Container[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    let value = this.#valueOrOpening();
    for (let container = this.#open.at(-1); container !== undefined; container = this.#open.at(-1)) {
      if (value !== undefined) add(container, value);
      value = this.#next(container, value === undefined);
    }
    if (this.#skipSpace() < this.#text.length) this.#fail("unexpected text after the value");
    return value as Json;
  }

  /** What follows in an open container: a value, the container itself when it closes, or undefined for an opening. */
  #next(container: Container, empty: boolean): Json | undefined {
    const isList = "list" in container;
    const c = this.#peek();
    if (c === (isList ? CLOSE_BRACKET : CLOSE_BRACE)) {
      this.#at++;
      this.#open.pop();
      return isList ? container.list : container.object;
    }
    if (!empty) {
      if (c !== COMMA) this.#fail(`expected "," or the end of the ${isList ? "list" : "object"}`);
      this.#at++;
    }
    if (!isList) container.key = this.#key();
    return this.#valueOrOpening();
  }

  #key(): string {
    if (this.#peek() !== QUOTE) this.#fail("expected a key");
    const key = this.#string();
    if (this.#peek() !== COLON) this.#fail('expected ":"');
    this.#at++;
    return key;
  }

  /** A scalar; undefined when a list or object was opened instead. */
  #valueOrOpening(): Json | undefined {
    const c = this.#peek();
    if (c === QUOTE) return this.#string();
    if (c === OPEN_BRACE) return this.#opened({ object: {}, key: "" });
    if (c === OPEN_BRACKET) return this.#opened({ list: [] });
    if (c === MINUS || isDigit(c)) return this.#number();
    if (this.#text.startsWith("true", this.#at)) return this.#word("true", true);
    if (this.#text.startsWith("false", this.#at)) return this.#word("false", false);
    if (this.#text.startsWith("null", this.#at)) return this.#word("null", null);
    return this.#fail(this.#at < this.#text.length ? "expected a value" : "unexpected end");
  }

  #opened(container: Container): undefined {
    if (this.#open.length === MAX_DEPTH) this.#fail("nested too deeply");
    this.#open.push(container);
    this.#at++;
  }

  #word<T>(word: string, value: T): T {
    this.#at += word.length;
    return value;
  }

  #number(): Json {
    const start = this.#at;
    let isInteger = true;
    if (this.#char() === MINUS) this.#at++;
    if (this.#char() === DIGIT_0) this.#at++;
    else this.#digits();
    if (this.#char() === DOT) {
      isInteger = false;
      this.#at++;
      this.#digits();
    }
    if (this.#char() === LOWER_E || this.#char() === UPPER_E) {
      isInteger = false;
      this.#at++;
      if (this.#char() === PLUS || this.#char() === MINUS) this.#at++;
      this.#digits();
    }
    const digits = this.#text.slice(start, this.#at);
    const integer = isInteger ? integerOf(digits) : undefined;
    if (integer !== undefined) return integer;
    const double = Number(digits);
    if (!Number.isFinite(double)) throw new JsonSyntaxError("number out of range", start);
    return new Double(double);
  }

  #digits(): void {
    if (!isDigit(this.#char())) this.#fail("expected a digit");
    while (isDigit(this.#char())) this.#at++;
  }

  #string(): string {
    let result = "";
    let start = ++this.#at;
    for (;;) {
      const c = this.#char();
      if (c === QUOTE) break;
      if (c === BACKSLASH) {
        result += this.#text.slice(start, this.#at) + this.#escape();
        start = this.#at;
      } else if (c >= SPACE) {
        this.#at++;
      } else {
        this.#fail(this.#at < this.#text.length ? "control character in a string" : "unexpected end");
      }
    }
    result += this.#text.slice(start, this.#at++);
    return result.toWellFormed();
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at + 1);
    if (letter === "u") {
      const hex = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.#fail("invalid escape");
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const char = ESCAPES.get(letter);
    if (char === undefined) this.#fail("invalid escape");
    this.#at += 2;
    return char;
  }

  #skipSpace(): number {
    for (;;) {
      const c = this.#char();
      if (c !== SPACE && c !== LINE_FEED && c !== CARRIAGE_RETURN && c !== TAB) return this.#at;
      this.#at++;
    }
  }

  #peek(): number {
    this.#skipSpace();
    return this.#char();
  }

  /** NaN at the end. */
  #char(): number {
    return this.#text.charCodeAt(this.#at);
  }

  #fail(problem: string): never {
    throw new JsonSyntaxError(problem, this.#at);
  }
}

/** Undefined beyond int64. */
function integerOf(digits: string): number | bigint | undefined {
  const number = Number(digits);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  if (digits.length > INT64_LENGTH) return undefined;
  const integer = BigInt(digits);
  return integer >= INT64_MIN && integer <= INT64_MAX ? integer : undefined;
}

function add(container: Container, value: Json): void {
  if ("list" in container) container.list.push(value);
  else if (container.key === "__proto__") defineOwn(container.object, container.key, value);
  else container.object[container.key] = value;
}

function defineOwn(object: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
