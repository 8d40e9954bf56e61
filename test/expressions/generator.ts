/** Writes random expressions that mostly pass the checker and mostly evaluate to a value; the others matter too. */
import type { Environment } from "../../src/cel/environment.ts";
import type { Type } from "../../src/cel/types.ts";
import { BOOL, DYN, INT, isOptional, listOf, mapOf, optionalOf, STRING } from "../../src/cel/types.ts";
import { ARGUMENTS } from "./arguments.ts";
import { KEYS, LITERALS, SCALARS } from "./literals.ts";
import { type MacroName, type MacroWriter, macrosFor } from "./macros.ts";
import { type MessageWriter, writeMessage } from "./messages.ts";
import type { Random } from "./random.ts";
import { renderCall } from "./render.ts";
import { type Bindings, bind, match, type Signature, signaturesOf } from "./signatures.ts";
import { DYN_PATHS, FIELDS, type Path, TYPED_PATHS } from "./subject.ts";

export interface Vocabulary {
  readonly signatures: readonly Signature[];
  readonly macros: readonly MacroName[];
  readonly paths: readonly Path[];
  /** Whether there are `Object{}` and `JSONPatch{}`. */
  readonly messages: boolean;
  /** Whether there are optional types: `.?`, `[?x]`, `{?k: v}`. */
  readonly optionals: boolean;
  /** What elements, and type parameters, are of. */
  readonly scalars: readonly Type[];
  /** What else expressions may be of. */
  readonly others: readonly Type[];
  /** How often an argument is of a type that the function does not take, 0 to 1. */
  readonly wrong: number;
}

export function vocabularyOf(environment: Environment): Vocabulary {
  return {
    signatures: signaturesOf(environment),
    macros: ["all", "exists", "exists_one", "map", "filter", "has", "optMap", "optFlatMap", "sortBy", "twoVariable"],
    paths: [...TYPED_PATHS, ...DYN_PATHS],
    messages: environment.provider.findType("JSONPatch") !== undefined,
    optionals: true,
    scalars: SCALARS,
    others: [{ kind: "timestamp" }, { kind: "duration" }, { kind: "null" }],
    wrong: 0.03,
  };
}

export class Generator implements MacroWriter, MessageWriter {
  readonly random: Random;
  readonly vocabulary: Vocabulary;
  readonly #scope: Path[] = [];

  constructor(random: Random, vocabulary: Vocabulary) {
    this.random = random;
    this.vocabulary = vocabulary;
  }

  /** An expression that calls a function more often than not, so that every function has its turn. */
  expression(): string {
    const { random } = this;
    const depth = 1 + random.below(4);
    if (this.vocabulary.messages && random.chance(0.7)) return writeMessage(this, depth);
    if (random.chance(0.3)) return this.write(this.anyType(), depth);
    const signature = random.pick(this.vocabulary.signatures);
    const bindings: Bindings = new Map();
    bind(signature.result, bindings, () => this.scalar());
    return this.#call(signature, bindings, depth);
  }

  /** An expression of that type. */
  write(type: Type, depth: number): string {
    const { random } = this;
    if (depth <= 0 || random.chance(0.15)) return this.#leaf(type, depth);
    if (type.kind === "dyn") return this.#dynamic(depth);
    const macros = macrosFor(this, type);
    if (macros.length > 0 && random.chance(0.25)) return random.pick(macros)(depth - 1);
    if (this.vocabulary.optionals && isOptional(type) && random.chance(0.3)) return this.#optionalAccess(depth - 1);
    if (random.chance(0.25) && (type.kind === "list" || type.kind === "map")) return this.#leaf(type, depth);
    const call = this.#callGiving(type, depth);
    return call ?? this.#leaf(type, depth);
  }

  /** An expression in which the variables can be seen. */
  within(variables: readonly Path[], write: () => string): string {
    this.#scope.push(...variables);
    const text = write();
    this.#scope.length -= variables.length;
    return text;
  }

  scalar(): Type {
    return this.random.pick(this.vocabulary.scalars);
  }

  anyType(): Type {
    const { random } = this;
    const scalar = this.scalar();
    const choices: readonly Type[] = [
      ...[BOOL, BOOL, INT, STRING, scalar, scalar, DYN, listOf(scalar), mapOf(random.pick(KEYS), scalar)],
      ...this.vocabulary.others,
    ];
    return random.pick(this.vocabulary.optionals ? [...choices, optionalOf(scalar)] : choices);
  }

  #dynamic(depth: number): string {
    const text = this.write(this.anyType(), depth - 1);
    return this.random.chance(0.5) ? `dyn(${text})` : text;
  }

  #callGiving(type: Type, depth: number): string | undefined {
    const { random, vocabulary } = this;
    const usable = vocabulary.signatures.filter(({ result }) => match(result, type) !== undefined);
    if (usable.length === 0) return undefined;
    const { name } = random.pick(usable);
    const signature = random.pick(usable.filter((other) => other.name === name));
    return this.#call(signature, match(signature.result, type) ?? new Map(), depth);
  }

  #call(signature: Signature, bindings: Bindings, depth: number): string {
    if (signature.name === "format" && this.random.chance(0.9)) return this.#format(depth - 1);
    const types = signature.params.map((param) => bind(param, bindings, () => this.scalar()));
    const texts = types.map((type, place) => this.#argument(signature.name, place, type, depth - 1));
    return renderCall(signature, texts, this.random);
  }

  #argument(name: string, place: number, type: Type, depth: number): string {
    const { random, vocabulary } = this;
    // The oracle makes a list of any length.
    if (name === "lists.range") return random.pick(ARGUMENTS[name]?.[place] ?? []);
    if (random.chance(vocabulary.wrong)) {
      const other = this.write(this.anyType(), Math.min(depth, 1));
      return random.chance(0.8) ? `dyn(${other})` : other;
    }
    const meant = ARGUMENTS[name]?.[place];
    if (meant !== undefined && (type.kind === "string" || type.kind === "int") && random.chance(0.75)) {
      return random.pick(meant);
    }
    const text = this.write(type, depth);
    return random.chance(0.08) ? `dyn(${text})` : text;
  }

  /** Texts with clauses, and as many values, of any types. */
  #format(depth: number): string {
    const { random } = this;
    const clauses = random.some(3, () =>
      random.pick(["%s", "%d", "%f", "%.2f", "%e", "%.0e", "%x", "%X", "%b", "%o", "%%"]),
    );
    const values = clauses
      .filter((clause) => clause !== "%%")
      .map(() => `dyn(${this.write(this.anyType(), depth - 1)})`);
    if (random.chance(0.05)) values.pop();
    return `'${clauses.join(random.pick([" ", "-é", ""]))}'.format([${values.join(", ")}])`;
  }

  /** Selecting what may not be there. */
  #optionalAccess(depth: number): string {
    const { random } = this;
    const [operand, map] = random.chance(0.6)
      ? [this.#path(DYN), true]
      : [
          `(${this.write(random.pick([mapOf(STRING, INT), listOf(INT), optionalOf(mapOf(STRING, INT))]), depth)})`,
          true,
        ];
    if (map && random.chance(0.6)) return `${operand}.?${random.pick(FIELDS)}`;
    return `${operand}[?${this.#leaf(random.pick([STRING, INT, INT, DYN]), 0)}]`;
  }

  /** A literal, a variable or a path of that type. */
  #leaf(type: Type, depth: number): string {
    const { random } = this;
    const near = this.#scope.filter((variable) => variable.type.kind === type.kind);
    if (near.length > 0 && random.chance(0.6)) return random.pick(near).text;
    if (random.chance(0.35)) return this.#path(type);
    return this.#literal(type, depth);
  }

  #path(type: Type): string {
    const { random } = this;
    const fitting = this.vocabulary.paths.filter((path) => type.kind === "dyn" || match(path.type, type) !== undefined);
    return fitting.length === 0 ? this.#literal(type, 0) : random.pick(fitting).text;
  }

  #literal(type: Type, depth: number): string {
    const { random } = this;
    switch (type.kind) {
      case "dyn":
        return this.#literal(this.scalar(), depth);
      case "list":
        return this.#list(type.element, depth);
      case "map":
        return this.#map(type, depth);
      case "opaque":
      case "object":
        return this.#constructed(type);
      default:
        return random.pick(LITERALS[type.kind] ?? ["null"]);
    }
  }

  /** Elements of one literal must be of one type: where they may be dyn, all are. */
  #list(element: Type, depth: number): string {
    const { random, vocabulary } = this;
    if (depth > 1 && random.chance(0.4)) {
      return `[${random.some(3, () => `dyn(${this.write(element, depth - 2)})`).join(", ")}]`;
    }
    const optional = vocabulary.optionals && random.chance(0.05) ? [`?optional.of(${this.#literal(element, 0)})`] : [];
    return `[${[...optional, ...random.some(3, () => this.#literal(element, 0))].join(", ")}]`;
  }

  #map(type: Type & { kind: "map" }, depth: number): string {
    const { random, vocabulary } = this;
    const dynamic = depth > 1 && random.chance(0.4);
    const entries = random.some(2, () => {
      const value = dynamic ? `dyn(${this.write(type.value, depth - 2)})` : this.#literal(type.value, 0);
      return `${this.#literal(type.key, 0)}: ${value}`;
    });
    if (vocabulary.optionals && !dynamic && random.chance(0.05)) {
      entries.push(`?${this.#literal(type.key, 0)}: optional.of(${this.#literal(type.value, 0)})`);
    }
    return `{${entries.join(", ")}}`;
  }

  /** A value that only a function makes. */
  #constructed(type: Type): string {
    const { random, vocabulary } = this;
    if (isOptional(type))
      return random.chance(0.3) ? "optional.none()" : `optional.of(${this.#literal(contentOf(type), 0)})`;
    const makers = vocabulary.signatures.filter(({ result, member }) => !member && match(result, type) !== undefined);
    const named = makers.filter(({ params }) => params.every(({ kind }) => kind === "string" || kind === "bool"));
    if (named.length === 0) return "null";
    return this.#call(random.pick(named), new Map(), 0);
  }
}

function contentOf(type: Type): Type {
  return (type.kind === "opaque" && type.params[0]) || INT;
}
