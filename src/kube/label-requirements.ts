/** The text form of a label selector (k8s.io/apimachinery/pkg/labels): `a=b,c in (d,e),!f`. */
import { isLabelKey, isLabelValue } from "./names.ts";
import type { LabelSelectorRequirement } from "./selector.ts";

/** `Gt` and `Lt` exist in the text form alone. */
export type LabelOperator = LabelSelectorRequirement["operator"] | "Gt" | "Lt";

export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  /** Sorted; none for Exists and DoesNotExist. */
  readonly values: readonly string[];
}

/** The requirements in the order of their keys; undefined for a text that is no selector. */
export function parseLabelSelector(text: string): readonly LabelRequirement[] | undefined {
  const tokens = text.match(TOKENS) ?? [];
  const requirements = new Parser(tokens).requirements();
  return requirements?.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

const TOKENS = /==|!=|[=!(),<>]|[^=!(),<> \t\r\n]+/g;
const SYMBOL = /^[=!(),<>]/;

const OPERATORS: ReadonlyMap<string, LabelOperator> = new Map([
  ["in", "In"],
  ["notin", "NotIn"],
  ["=", "In"],
  ["==", "In"],
  ["!=", "NotIn"],
  [">", "Gt"],
  ["<", "Lt"],
]);

const INTEGER = /^[0-9]+$/;

/** A label value has no sign. */
function isInt64(text: string): boolean {
  return INTEGER.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

/** Every method gives undefined for what the grammar does not have. */
class Parser {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  requirements(): LabelRequirement[] | undefined {
    const found: LabelRequirement[] = [];
    if (this.#tokens.length === 0) return found;
    do {
      const requirement = this.#requirement();
      if (requirement === undefined) return undefined;
      found.push(requirement);
    } while (this.#take(","));
    return this.#next === this.#tokens.length ? found : undefined;
  }

  #requirement(): LabelRequirement | undefined {
    const isNegated = this.#take("!");
    const key = this.#identifier();
    if (key === undefined || !isLabelKey(key)) return undefined;
    if (isNegated) return { key, operator: "DoesNotExist", values: [] };
    if (this.#isAtEnd()) return { key, operator: "Exists", values: [] };
    const word = this.#tokens[this.#next++] ?? "";
    const operator = OPERATORS.get(word);
    const values = word === "in" || word === "notin" ? this.#set() : this.#value();
    if (operator === undefined || !values?.every(isLabelValue)) return undefined;
    if ((operator === "Gt" || operator === "Lt") && !values.every(isInt64)) return undefined;
    return { key, operator, values };
  }

  /** The value that follows an operator; the empty one where nothing does. */
  #value(): readonly string[] | undefined {
    if (this.#isAtEnd()) return [""];
    const value = this.#identifier();
    return value === undefined ? undefined : [value];
  }

  /** `(a,b)`; a missing value, as in `()`, `(,a)`, `(a,)` and `(a,,b)`, is the empty one. */
  #set(): readonly string[] | undefined {
    if (!this.#take("(")) return undefined;
    const values = new Set<string>();
    do {
      values.add(this.#identifier() ?? "");
    } while (this.#take(","));
    return this.#take(")") ? [...values].sort() : undefined;
  }

  #identifier(): string | undefined {
    const token = this.#tokens[this.#next];
    if (token === undefined || SYMBOL.test(token)) return undefined;
    this.#next++;
    return token;
  }

  #take(symbol: string): boolean {
    if (this.#tokens[this.#next] !== symbol) return false;
    this.#next++;
    return true;
  }

  #isAtEnd(): boolean {
    return this.#next === this.#tokens.length || this.#tokens[this.#next] === ",";
  }
}
