/** Expressions of the part of CEL that every engine has, over the variable `object`. */
import fc from "fast-check";

/** What the expressions are about: plain JSON, integers only. */
export const OBJECT = {
  n: 3,
  zero: 0,
  t: true,
  s: "text",
  empty: "",
  list: [1, 2, 3],
  names: ["a", "b", "c"],
  none: [],
  map: { a: 1, b: 2 },
  items: [
    { name: "one", port: 80, on: true },
    { name: "two", port: 443, on: false },
  ],
};

type Kind = "bool" | "int" | "string" | "ints" | "strings";

const ATOMS: { readonly [K in Kind]: readonly string[] } = {
  bool: ["true", "false", "object.t", "has(object.n)", "has(object.missing)", "object.items[1].on"],
  int: [
    "0",
    "1",
    "2",
    "7",
    "object.n",
    "object.zero",
    "object.list[1]",
    "object.map.a",
    "object.map['b']",
    "object.items[0].port",
  ],
  string: ["''", "'a'", "'text'", "'é日'", "object.s", "object.empty", "object.names[2]", "object.items[1].name"],
  ints: ["[1, 2]", "object.list", "object.none", "object.items.map(i, i.port)"],
  strings: ["['a']", "object.names", "object.items.map(i, i.name)", "object.names.filter(x, x != 'b')"],
};

const { bool, int, string, ints, strings } = fc.letrec<{ [K in Kind]: string }>((tie) => {
  const of = (kind: Kind, ...more: fc.Arbitrary<string>[]) =>
    fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constantFrom(...ATOMS[kind]), ...more);
  const write = (template: string, ...kinds: Kind[]) =>
    fc.tuple(...kinds.map((kind) => tie(kind))).map((parts) => {
      let next = 0;
      return template.replace(/\$/g, () => parts[next++] as string);
    });
  return {
    bool: of(
      "bool",
      write("!($)", "bool"),
      write("($ && $)", "bool", "bool"),
      write("($ || $)", "bool", "bool"),
      write("($ ? $ : $)", "bool", "bool", "bool"),
      write("($ == $)", "int", "int"),
      write("($ != $)", "string", "string"),
      write("($ < $)", "int", "int"),
      write("($ >= $)", "string", "string"),
      write("($ in $)", "int", "ints"),
      write("($ in $)", "string", "strings"),
      write("($ in object.map)", "string"),
      write("$.contains($)", "string", "string"),
      write("$.startsWith($)", "string", "string"),
      write("$.endsWith($)", "string", "string"),
      write("$.all(x, x > $)", "ints", "int"),
      write("$.exists(x, x == $)", "strings", "string"),
      write("$.exists_one(x, x == $)", "ints", "int"),
      write("($ == $)", "ints", "ints"),
    ),
    int: of(
      "int",
      write("($ + $)", "int", "int"),
      write("($ - $)", "int", "int"),
      write("($ * $)", "int", "int"),
      write("($ / $)", "int", "int"),
      write("($ % $)", "int", "int"),
      write("(-($))", "int"),
      write("size($)", "string"),
      write("size($)", "ints"),
      write("$.size()", "strings"),
      write("($ ? $ : $)", "bool", "int", "int"),
      write("($)[$]", "ints", "int"),
      write("int($ == 1 ? '12' : '-3')", "int"),
    ),
    string: of(
      "string",
      write("($ + $)", "string", "string"),
      write("($ ? $ : $)", "bool", "string", "string"),
      write("string($)", "int"),
      write("string($)", "bool"),
      write("($)[$]", "strings", "int"),
    ),
    ints: of(
      "ints",
      write("($ + $)", "ints", "ints"),
      write("$.map(x, x * $)", "ints", "int"),
      write("$.filter(x, x != $)", "ints", "int"),
      write("[$, $]", "int", "int"),
    ),
    strings: of(
      "strings",
      write("($ + $)", "strings", "strings"),
      write("$.map(x, x + $)", "strings", "string"),
      write("$.filter(x, x.size() > $)", "strings", "int"),
    ),
  };
});

export const EXPRESSIONS: fc.Arbitrary<string> = fc.oneof(bool, int, string, ints, strings);
