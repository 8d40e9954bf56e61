/** Expressions with a fault or two, as a slip of the hand or a hostile mind makes them. */
import type { Random } from "./random.ts";

const TOKEN = /[A-Za-z_]\w*|\d+(?:\.\d+)?|'[^'\\]*'|&&|\|\||[=!<>]=|\s+|./gsu;
const INSERTED = [
  ...["(", ")", "[", "]", "{", "}", ",", ".", ":", "?", "+", "-", "*", "/", "%", "!", "==", "=", "&&", "|", "in", "&"],
  ...[
    "a",
    "object",
    "true",
    "null",
    "1",
    "1u",
    "1.5",
    "'x'",
    "b'x'",
    "r'\\'",
    ".?",
    "[?",
    "has(",
    ".all(x, ",
    "x",
    "dyn",
  ],
  ...[
    "\u0000",
    "\u00e9",
    "\u{1f600}",
    "\n",
    "\t",
    "\\",
    "'",
    '"',
    '"""',
    "`",
    "#",
    "@",
    "$",
    "//",
    "//c\n",
    "\u00a0",
    "\ufeff",
  ],
  ...["0x", "1e", "1..2", ".5", "5.", "00", "0u", "1uu", "99999999999999999999", "1e999", "if", "for", "var", "void"],
  ...[
    "'\\q'",
    "'\\u12'",
    "'\\U00110000'",
    "'\\ud800'",
    "'\\400'",
    "b'\\u0041'",
    "__result__",
    "@result",
    "\u2028",
    "''",
    "as",
  ],
];

export function mutate(source: string, random: Random): string {
  let tokens: readonly string[] = source.match(TOKEN) ?? [];
  for (let faults = 1 + random.below(2); faults > 0; faults--) tokens = withFault(tokens, random);
  return tokens.join("");
}

function withFault(tokens: readonly string[], random: Random): string[] {
  const at = random.below(tokens.length);
  const token = tokens[at] ?? "";
  const replaced = (...by: readonly string[]) => tokens.toSpliced(at, 1, ...by);
  switch (random.below(8)) {
    case 0:
      return replaced();
    case 1:
      return replaced(token, token);
    case 2:
      return replaced(random.pick(INSERTED));
    case 3:
      return replaced(random.pick(INSERTED), token);
    case 4:
      return replaced(misspelt(token, random));
    case 5:
      return replaced(random.pick(tokens.length > 0 ? tokens : INSERTED));
    case 6:
      return tokens.slice(0, at);
    default:
      return tokens.toSpliced(at, random.below(4));
  }
}

/** The token without, or with another, character. */
function misspelt(token: string, random: Random): string {
  const characters = Array.from(token);
  return characters.toSpliced(random.below(characters.length), 1, ...random.pick([[], ["x"], ["_"], ["S"]])).join("");
}
