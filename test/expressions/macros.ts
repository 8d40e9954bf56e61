/** Calls of macros by the type that they give. */
import type { Type } from "../../src/cel/types.ts";
import { BOOL, DYN, listOf, mapOf, optionalOf } from "../../src/cel/types.ts";
import { KEYS } from "./literals.ts";
import type { Random } from "./random.ts";
import { primary } from "./render.ts";
import { elementsOf } from "./signatures.ts";
import { FIELDS, type Path, RANGES } from "./subject.ts";

export type MacroName =
  | "all"
  | "exists"
  | "exists_one"
  | "map"
  | "filter"
  | "has"
  | "optMap"
  | "optFlatMap"
  | "sortBy"
  | "twoVariable";

/** What macros are written with. */
export interface MacroWriter {
  readonly random: Random;
  readonly vocabulary: { readonly macros: readonly MacroName[]; readonly paths: readonly Path[] };
  write(type: Type, depth: number): string;
  within(variables: readonly Path[], write: () => string): string;
  scalar(): Type;
}

type Write = (depth: number) => string;

/** The ways to write a macro that gives the type. */
export function macrosFor(writer: MacroWriter, type: Type): readonly Write[] {
  const known = new Set(writer.vocabulary.macros);
  const ways = waysFor(writer, type).filter(([name]) => known.has(name));
  return ways.map(([, write]) => write);
}

function waysFor(writer: MacroWriter, type: Type): readonly (readonly [MacroName, Write])[] {
  if (type.kind === "bool") {
    const tests = (["all", "exists", "exists_one"] as const).map((name) => [name, test(writer, name)] as const);
    return [...tests, ["has", () => has(writer)], ["twoVariable", testOfTwo(writer)]];
  }
  if (type.kind === "list") {
    return [
      ["map", mapped(writer, type.element)],
      ["filter", filtered(writer, type)],
      ["sortBy", sorted(writer, type)],
      ["twoVariable", transformedList(writer, type.element)],
    ];
  }
  if (type.kind === "map") return [["twoVariable", transformedMap(writer, type)]];
  if (type.kind !== "opaque" || type.name !== "optional_type") return [];
  return [
    ["optMap", optional(writer, "optMap", type.params[0] ?? DYN)],
    ["optFlatMap", optional(writer, "optFlatMap", type)],
  ];
}

interface Range {
  readonly text: string;
  readonly type: Type;
}

/** A list, or a map of one entry at most: Go leaves the order of several to chance. */
function rangeOf({ random, ...writer }: MacroWriter, scalar: Type, write: MacroWriter["write"], depth: number): Range {
  if (random.chance(0.35)) {
    const path = random.pick(RANGES.filter(({ text }) => writer.vocabulary.paths.some((known) => known.text === text)));
    return { text: path.text, type: path.type };
  }
  if (random.chance(0.25)) {
    const type = mapOf(random.pick(KEYS), scalar);
    const entry = `${write(type.kind === "map" ? type.key : DYN, 0)}: ${write(scalar, 0)}`;
    return { text: random.chance(0.9) ? `{${entry}}` : "{}", type };
  }
  return { text: primary(write(listOf(scalar), depth)), type: listOf(scalar) };
}

function range(writer: MacroWriter, depth: number): Range {
  return rangeOf(writer, writer.scalar(), (type, at) => writer.write(type, at), depth);
}

function over(writer: MacroWriter, call: string, bodies: readonly Type[]): Write {
  return (depth) => {
    const { text, type } = range(writer, depth);
    return `${text}.${call}(${overOne(writer, elementsOf(type).one, bodies, depth)})`;
  };
}

function overOne(writer: MacroWriter, element: Type, bodies: readonly Type[], depth: number): string {
  const name = writer.random.pick(["x", "y", "e"]);
  const body = writer.within([{ text: name, type: element }], () =>
    bodies.map((type) => writer.write(type, depth)).join(", "),
  );
  return `${name}, ${body}`;
}

function overTwo(writer: MacroWriter, call: string, write: (depth: number) => string): Write {
  return (depth) => {
    const { text, type } = range(writer, depth);
    const [first, second] = elementsOf(type).two;
    const variables = [
      { text: "k", type: first },
      { text: "v", type: second },
    ];
    return `${text}.${call}(k, v, ${writer.within(variables, () => write(depth))})`;
  };
}

function test(writer: MacroWriter, name: string): Write {
  return over(writer, name, [BOOL]);
}

function testOfTwo(writer: MacroWriter): Write {
  const name = writer.random.pick(["all", "exists", "existsOne", "exists_one"]);
  return overTwo(writer, name, (depth) => writer.write(BOOL, depth));
}

function mapped(writer: MacroWriter, element: Type): Write {
  return over(writer, "map", writer.random.chance(0.3) ? [BOOL, element] : [element]);
}

function filtered(writer: MacroWriter, type: Type & { kind: "list" }): Write {
  return (depth) => {
    const text = primary(writer.write(type, depth));
    return `${text}.filter(${overOne(writer, type.element, [BOOL], depth)})`;
  };
}

function sorted(writer: MacroWriter, type: Type & { kind: "list" }): Write {
  return (depth) => {
    const text = primary(writer.write(type, depth));
    return `${text}.sortBy(${overOne(writer, type.element, [writer.scalar()], depth)})`;
  };
}

function transformedList(writer: MacroWriter, element: Type): Write {
  return overTwo(writer, "transformList", (depth) => withFilter(writer, depth, writer.write(element, depth)));
}

function transformedMap(writer: MacroWriter, type: Type & { kind: "map" }): Write {
  if (writer.random.chance(0.5)) {
    return overTwo(writer, "transformMap", (depth) => withFilter(writer, depth, writer.write(type.value, depth)));
  }
  return overTwo(writer, "transformMapEntry", (depth) => {
    const entry = `{${writer.write(type.key, depth)}: ${writer.write(type.value, depth)}}`;
    return withFilter(writer, depth, entry);
  });
}

function withFilter(writer: MacroWriter, depth: number, body: string): string {
  return writer.random.chance(0.3) ? `${writer.write(BOOL, depth)}, ${body}` : body;
}

function optional(writer: MacroWriter, name: string, body: Type): Write {
  return (depth) => {
    const inner = writer.scalar();
    const target = writer.write(optionalOf(inner), depth);
    return `${primary(target)}.${name}(${overOne(writer, inner, [body], depth)})`;
  };
}

function has({ random, vocabulary }: MacroWriter): string {
  const { text } = random.pick(vocabulary.paths);
  return `has(${text}.${random.pick(FIELDS)})`;
}
