/** Calls as they are written. */
import type { Random } from "./random.ts";
import type { Signature } from "./signatures.ts";
import { FIELDS } from "./subject.ts";

const UNARY: { readonly [name: string]: string } = { "!_": "!", "-_": "-" };

export function renderCall({ name, member }: Signature, args: readonly string[], random: Random): string {
  const [first = "", second = "", third = ""] = args;
  switch (name) {
    case "_?_:_":
      return `(${first} ? ${second} : ${third})`;
    case "_[_]":
      return `${primary(first)}[${second}]`;
    case "_[?_]":
      return `${primary(first)}[?${second}]`;
    case "_?._":
      return `${primary(first)}.?${random.pick(FIELDS)}`;
    default:
      return UNARY[name] === undefined ? renderNamed(name, member, args, random) : `${UNARY[name]}${primary(first)}`;
  }
}

function renderNamed(name: string, member: boolean, args: readonly string[], random: Random): string {
  const operator = name === "@in" ? "in" : /^_(.+)_$/.exec(name)?.[1];
  if (operator !== undefined) {
    const text = args.join(` ${operator} `);
    return random.chance(0.9) ? `(${text})` : text;
  }
  if (!member) return `${name}(${args.join(", ")})`;
  return `${primary(args[0] ?? "")}.${name}(${args.slice(1).join(", ")})`;
}

/** What can be selected from, indexed and negated; everything else is put into parentheses. */
export function primary(text: string): string {
  return /^(?:[\w.]+|\((?:[^()]*)\)|'[^'\\]*'|[\w.]+\([^()]*\))$/.test(text) && !/^\d/.test(text) ? text : `(${text})`;
}
