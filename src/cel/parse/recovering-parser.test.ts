import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Issue } from "../issue.ts";
import { renderIssues } from "../issue-text.ts";
import { toTree } from "./convert.ts";
import { Lexer } from "./lexer.ts";
import { parse } from "./parse.ts";
import { parseTokens } from "./parser.ts";
import { parseWithErrors } from "./recovering-parser.ts";
import { SourceText } from "./source-text.ts";
import { SyntaxErrors } from "./syntax-errors.ts";
import { TokenStream } from "./token-stream.ts";
import { Kind, type Token } from "./tokens.ts";
import type { Tree } from "./tree.ts";

const TOKENS =
  "== != in < <= >= > && || [ ] { } ( ) . , - ! ? : + * / % true null 1.5 1 2u 's' b'x' a b A has all `e` f( .? [? // # = ' \"".split(
    " ",
  );

/** Sources that are close to expressions. */
const nearlyValid = fc
  .array(
    fc.oneof(
      fc.constantFrom(...TOKENS, " ", "\n"),
      fc.constantFrom(
        "a.b(c)",
        "[a, b]",
        "{a: b}",
        "A{b: c}",
        "a ? b : c",
        "(a)",
        "-1",
        "!a",
        "a && b",
        "a.?b",
        "a[?b]",
      ),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(""));

/** Valid sources. */
const { expr: valid } = fc.letrec<{ expr: string; args: string; entries: string }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom("a", ".a", "1", "-1", "--1", "1.5", "2u", "'s'", "b'x'", "true", "null", "[,]", "A{}", ".a.B{}"),
    fc.tuple(tie("expr"), fc.constantFrom("+", "-", "*", "%", "<", "==", " in ", "&&", "||"), tie("expr")).map(join),
    fc.tuple(fc.constantFrom("!", "!!", "-", "- -"), tie("expr")).map(([sign, expr]) => `${sign}(${expr})`),
    fc.tuple(tie("expr"), tie("expr"), tie("expr")).map(([a, b, c]) => `(${a}) ? (${b}) : ${c}`),
    fc
      .tuple(tie("expr"), fc.constantFrom(".a", ".?b", ".f()", "[0]", "[?x]"))
      .map(([expr, step]) => `(${expr})${step}`),
    fc.tuple(fc.constantFrom("f", ".f", "a.f"), tie("args")).map(([name, args]) => `${name}(${args})`),
    tie("args").map((args) => `[?${args}]`.replace("[?]", "[]")),
    tie("entries").map((entries) => `{${entries}}`),
    tie("expr").map((value) => `A.B{ ?c: ${value}, d : ${value} , }`),
  ),
  args: fc.array(tie("expr"), { maxLength: 3 }).map((args) => args.join(", ")),
  entries: fc
    .array(fc.tuple(tie("expr"), tie("expr")), { maxLength: 2 })
    .map((entries) => entries.map(([key, value]) => `(${key}): ${value}`).join(", ")),
}));

function join(parts: readonly string[]): string {
  return parts.join("");
}

function fast(source: string): Tree | undefined {
  const tokens: Token[] = [];
  let faults = 0;
  const lexer = new Lexer(new SourceText(source), () => faults++);
  for (let token = lexer.next(); ; token = lexer.next()) {
    if (token.kind !== Kind.WHITESPACE && token.kind !== Kind.COMMENT) tokens.push(token);
    if (token.kind === Kind.EOF) return faults === 0 ? parseTokens(tokens) : undefined;
  }
}

function slow(source: string): { readonly tree: Tree; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const text = new SourceText(source);
  const errors = new SyntaxErrors(issues, source === "");
  const lexer = new Lexer(text, (start) => errors.report(start, "no token"));
  return { tree: toTree(parseWithErrors(new TokenStream(lexer, text), errors)), issues };
}

describe("the parser that goes on behind errors", () => {
  it("reads valid expressions as the parser that does not", () => {
    fc.assert(
      fc.property(valid, (source) => {
        expect(slow(source)).toEqual({ tree: fast(source), issues: [] });
      }),
    );
  });

  it("finds an error where the other finds no expression, and only there", () => {
    fc.assert(
      fc.property(nearlyValid, (source) => {
        const { tree, issues } = slow(source);
        const other = fast(source);
        expect(issues.length === 0).toBe(other !== undefined);
        if (other !== undefined) expect(tree).toEqual(other);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("parse", () => {
  it.each([
    ["near expressions", nearlyValid],
    ["tokens", fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((tokens) => tokens.join(" "))],
    ["any text", fc.string({ unit: "binary", maxLength: 60 })],
    ["any UTF-16", fc.string({ unit: fc.integer({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) })],
    ["strings", fc.string({ unit: fc.constantFrom(..."'\"\\rbxuU01a`\n\r é"), maxLength: 30 })],
  ])("takes %s, and every issue has its place", (_, sources) => {
    fc.assert(
      fc.property(sources, (source) => {
        const parsed = parse(source);
        if (parsed.ok) return;
        expect(parsed.issues).not.toEqual([]);
        for (const { offset } of parsed.issues) {
          expect(offset).toBeGreaterThanOrEqual(-2);
          expect(offset).toBeLessThanOrEqual(Array.from(source).length);
        }
        expect(renderIssues(source, parsed.issues)).toMatch(/^ERROR: <input>:/);
      }),
      { numRuns: 500 },
    );
  });
});
