import fc from "fast-check";
import { expect, it } from "vitest";
import { Room } from "./room.ts";
import { shellWords } from "./shell-words.ts";

const VARIABLES: { readonly [name: string]: string } = { MODEL: "org/name", FLAGS: " --a  --b=1 ", EMPTY: "" };

function words(script: string): readonly string[] {
  return shellWords(script, (name) => (Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined), new Room());
}

it.each<[script: string, words: readonly string[]]>([
  ["vllm serve org/name", ["vllm", "serve", "org/name"]],
  ["  a\t b\r\n c ", ["a", "b", "\n", "c"]],
  ["a 'b c' \"d e\" f\\ g", ["a", "b c", "d e", "f g"]],
  ["--x='b c'\"d\"e", ["--x=b cde"]],
  ["a '' \"\"", ["a", "", ""]],
  ["a \\\n  b", ["a", "b"]],
  ['"a \\"b\\" \\c \\\n$"', ['a "b" \\c $']],
  ["a # b c\nd#e", ["a", "\n", "d#e"]],
  ["a&&b||c;d|e&f", ["a", "&&", "b", "||", "c", ";", "d", "|", "e", "&", "f"]],
  ["a > b 2>&1", ["a", ">", "b", "2", ">", "&", "1"]],
  [`$MODEL \${MODEL}x '$MODEL' "$MODEL" \\$MODEL`, ["org/name", "org/namex", "$MODEL", "org/name", "$MODEL"]],
  ["x $FLAGS y", ["x", "--a", "--b=1", "y"]],
  ["x$FLAGS", ["x", "--a", "--b=1"]],
  ['"$FLAGS" $EMPTY "$EMPTY"', [" --a  --b=1 ", ""]],
  [`$OTHER \${MODEL:-x} \${OTHER} $1 $`, ["$OTHER", `\${MODEL:-x}`, `\${OTHER}`, "$1", "$"]],
  ["$constructor", ["$constructor"]],
  ["'open", ["open"]],
  ['"open', ["open"]],
  ["end\\", ["end"]],
  ["", []],
])("%j", (script, expected) => {
  expect(words(script)).toEqual(expected);
});

it("gives back what was quoted", () => {
  const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 20 }), { maxLength: 5 }), (list) => {
      expect(words(list.map(quoted).join(" "))).toEqual(list);
    }),
  );
});

it("takes any text, and makes no more words than it has characters", () => {
  const texts = fc.string({ unit: fc.constantFrom(..."a $\\'\"{}#\n;&|()<>=-") });
  fc.assert(
    fc.property(texts, (script) => {
      expect(words(script).length).toBeLessThanOrEqual(script.length);
    }),
  );
});
