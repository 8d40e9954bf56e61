import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BudgetExceeded } from "../values.ts";
import { AutomatonRegex } from "./regex/automaton-regex.ts";
import { backtrackingRegex } from "./regex/backtracking-regex.ts";
import { parseRegex } from "./regex/parse.ts";
import { compileRegex, type Regex } from "./regex.ts";

function compiled(pattern: string): Regex {
  const regex = compileRegex(pattern);
  if (typeof regex === "string") throw new Error(regex);
  return regex;
}

// What Go 1.26's regexp says: the error without "error parsing regexp: ", and FindAllString.
const REFUSED: readonly (readonly [pattern: string, error: string])[] = [
  ["(", "missing closing ): `(`"],
  ["a)", "unexpected ): `a)`"],
  ["(?:a", "missing closing ): `(?:a`"],
  ["[", "missing closing ]: `[`"],
  ["[a", "missing closing ]: `[a`"],
  ["[]", "missing closing ]: `[]`"],
  ["[z-a]", "invalid character class range: `z-a`"],
  ["[[:foo:]]", "invalid character class range: `[:foo:]`"],
  ["[[:^foo:]]", "invalid character class range: `[:^foo:]`"],
  ["a**", "invalid nested repetition operator: `**`"],
  ["a+*", "invalid nested repetition operator: `+*`"],
  ["a{2}{3}", "invalid nested repetition operator: `{2}{3}`"],
  ["a{1,2}??*", "invalid nested repetition operator: `{1,2}??`"],
  ["*", "missing argument to repetition operator: `*`"],
  ["|*", "missing argument to repetition operator: `*`"],
  ["(*)", "missing argument to repetition operator: `*`"],
  ["^*?*", "invalid nested repetition operator: `*?*`"],
  ["a{1001}", "invalid repeat count: `{1001}`"],
  ["a{2,1}", "invalid repeat count: `{2,1}`"],
  ["a{0,1001}", "invalid repeat count: `{0,1001}`"],
  ["(a{100}){11}", "invalid repeat count: `{11}`"],
  ["((a{10}){10}){11}", "invalid repeat count: `{11}`"],
  ["(?=a)", "invalid or unsupported Perl syntax: `(?=`"],
  ["(?!a)", "invalid or unsupported Perl syntax: `(?!`"],
  ["(?<=a)", "invalid named capture: `(?<=a)`"],
  ["(?P=n)", "invalid or unsupported Perl syntax: `(?P`"],
  ["(?P<n", "invalid named capture: `(?P<n`"],
  ["(?P<", "invalid or unsupported Perl syntax: `(?P`"],
  ["(?<", "invalid or unsupported Perl syntax: `(?<`"],
  ["(?P<>a)", "invalid named capture: `(?P<>`"],
  ["(?P<n-m>a)", "invalid named capture: `(?P<n-m>`"],
  ["(?i", "invalid or unsupported Perl syntax: `(?i`"],
  ["(?i-)", "invalid or unsupported Perl syntax: `(?i-)`"],
  ["(?-)", "invalid or unsupported Perl syntax: `(?-)`"],
  ["(?z)", "invalid or unsupported Perl syntax: `(?z`"],
  ["(?", "invalid or unsupported Perl syntax: `(?`"],
  ["\\", "trailing backslash at end of expression: ``"],
  ["a\\", "trailing backslash at end of expression: ``"],
  ["\\8", "invalid escape sequence: `\\8`"],
  ["\\1", "invalid escape sequence: `\\1`"],
  ["\\C", "invalid escape sequence: `\\C`"],
  ["\\Z", "invalid escape sequence: `\\Z`"],
  ["\\q", "invalid escape sequence: `\\q`"],
  ["\\x", "invalid escape sequence: `\\x`"],
  ["\\x4", "invalid escape sequence: `\\x4`"],
  ["\\x{}", "invalid escape sequence: `\\x{}`"],
  ["\\x{110000}", "invalid escape sequence: `\\x{110000`"],
  ["\\x{4", "invalid escape sequence: `\\x{4`"],
  ["\\pX", "invalid character class range: `\\pX`"],
  ["\\p", "invalid character class range: `\\p`"],
  ["\\p{", "invalid character class range: `\\p{`"],
  ["\\p{Foo}", "invalid character class range: `\\p{Foo}`"],
  ["\\p{Old_Italic}", "invalid character class range: `\\p{Old_Italic}`"],
  ["\\p{^}", "invalid character class range: `\\p{^}`"],
  ["[\\8]", "invalid escape sequence: `\\8`"],
  ["[a\\", "trailing backslash at end of expression: ``"],
  ["é)", "unexpected ): `é)`"],
  ["\\é", "invalid escape sequence: `\\é`"],
];

const MATCHES: readonly (readonly [pattern: string, text: string, all: readonly string[]])[] = [
  ["", "", [""]],
  ["", "ab", ["", "", ""]],
  ["", "é", ["", ""]],
  ["^", "", [""]],
  ["^", "ab", [""]],
  ["$", "", [""]],
  ["$", "ab", [""]],
  ["^$", "", [""]],
  ["^$", "a", []],
  ["abc", "xabcabc", ["abc", "abc"]],
  ["abc", "ab", []],
  ["^abc", "abcabc", ["abc"]],
  ["^abc", "xabc", []],
  ["abc$", "abcabc", ["abc"]],
  ["abc$", "abcx", []],
  ["abc$", "abc\n", []],
  ["^a\\.b$", "a.b", ["a.b"]],
  ["^a\\.b$", "axb", []],
  ["(ab)c", "abc", ["abc"]],
  ["a*", "baaac", ["", "aaa", ""]],
  ["a*", "", [""]],
  ["a+?", "aaa", ["a", "a", "a"]],
  ["a??b", "aab", ["ab"]],
  ["(?U)a+", "aaa", ["a", "a", "a"]],
  ["(?U)a+?", "aaa", ["aaa"]],
  ["a{2}", "aaaaa", ["aa", "aa"]],
  ["a{2,3}", "aaaaa", ["aaa", "aa"]],
  ["a{,2}", "a{,2}", ["a{,2}"]],
  ["a{,2}", "aa", []],
  ["a{", "a{", ["a{"]],
  ["a{1", "a{1", ["a{1"]],
  ["x{0}", "x", ["", ""]],
  ["a|ab", "ab", ["a"]],
  ["ab|a", "ab", ["ab"]],
  ["(a|ab)(c|bcd)", "abcd", ["abcd"]],
  ["a||b", "ab", ["a", ""]],
  ["()|a", "a", ["", ""]],
  [".", "\n", []],
  [".", "é😀", ["é", "😀"]],
  [".", "\u2028", ["\u2028"]],
  ["(?s).", "\n", ["\n"]],
  ["(?m)^.$", "a\nb\nc", ["a", "b", "c"]],
  ["(?-s).", "\n", []],
  ["[^a]", "\na", ["\n"]],
  ["\\A.\\z", "a", ["a"]],
  ["\\A.\\z", "ab", []],
  ["(?i)k", "K", ["K"]],
  ["(?i)k", "\u212a", ["\u212a"]],
  ["(?i)S", "\u017f", ["\u017f"]],
  ["(?i)é", "É", ["É"]],
  ["(?i)[k-l]+", "KL\u212a", ["KL\u212a"]],
  ["(?i:a)b", "Ab", ["Ab"]],
  ["(?i:a)b", "AB", []],
  ["(?i)[^k]", "K", []],
  ["(?i)[^k]", "\u212a", []],
  ["(?i)[^k]", "x", ["x"]],
  ["a(?i)b|c", "aB", ["aB"]],
  ["a(?i)b|c", "C", ["C"]],
  ["(?i)\\x41", "a", ["a"]],
  ["\\d+", "a12٣", ["12"]],
  ["\\s", "\u000b", []],
  ["\\s", "\u00a0", []],
  ["\\s", "\f", ["\f"]],
  ["\\w+", "aé_1", ["a", "_1"]],
  ["\\W", "aé", ["é"]],
  ["[[:space:]]", "\u000b", ["\u000b"]],
  ["[[:^alpha:]x]+", "1x2a", ["1x2"]],
  ["[[:word:]-]+", "a-b", ["a-b"]],
  ["[]a]", "]", ["]"]],
  ["[^]a]", "]ab", ["b"]],
  ["[a-]", "-", ["-"]],
  ["[-a]", "-", ["-"]],
  ["[a\\]b]+", "a]b", ["a]b"]],
  ["[\\d-z]+", "1-z", ["1-z"]],
  ["[[:]", "[", ["["]],
  ["[[:]", ":", [":"]],
  ["[:a]", ":", [":"]],
  ["\\bfoo\\b", "a foo b", ["foo"]],
  ["\\bfoo\\b", "afoo", []],
  ["\\Boo", "foo", ["oo"]],
  ["\\Q.*\\E+", ".**", [".**"]],
  ["\\Q.*\\E+", "ab", []],
  ["\\Qa", "a", ["a"]],
  ["\\Q\\Eb", "b", ["b"]],
  ["\\a\\f\\n\\r\\t\\v\\_\\-\\/", "\u0007\f\n\r\t\u000b_-/", ["\u0007\f\n\r\t\u000b_-/"]],
  ["\\x{1F600}", "😀", ["😀"]],
  ["\\0\\101\\12", "\u0000A\n", ["\u0000A\n"]],
  ["\\pL+", "aé1", ["aé"]],
  ["\\p{Greek}", "Ω", ["Ω"]],
  ["\\p{greek}", "Ω", ["Ω"]],
  ["\\P{Lu}", "A", []],
  ["\\P{Lu}", "a", ["a"]],
  ["\\p{^Lu}", "A", []],
  ["\\p{^Lu}", "a", ["a"]],
  ["[^\\pL\\pN]", "a1-", ["-"]],
  ["\\p{Decimal_Number}", "7", ["7"]],
  ["\\p{ascii}", "é", []],
  ["\\p{ascii}", "e", ["e"]],
  ["\\p{lc}", "a", ["a"]],
  ["(?i)\\p{Lu}", "a", ["a"]],
  ["\\pN|\\p{any}", "é", ["é"]],
  ["(?P<n>a)(?P<n>b)", "ab", ["ab"]],
  ["(?<x>a)", "a", ["a"]],
  ["^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a", ["a"]],
  ["^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a-b", ["a-b"]],
  ["^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a-", []],
  ["^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "-a", []],
  ["^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "ab-c9", ["ab-c9"]],
  ["^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a_b", []],
  ["^(docker\\.io|ghcr\\.io|gcr\\.io)/[a-z]+$", "gcr.io/x", ["gcr.io/x"]],
  ["^(docker\\.io|ghcr\\.io|gcr\\.io)/[a-z]+$", "ghcr.io/ab", ["ghcr.io/ab"]],
  ["^(docker\\.io|ghcr\\.io|gcr\\.io)/[a-z]+$", "gcr.io/", []],
  ["@sha256:[a-f0-9]{4}$", "x@sha256:beef", ["@sha256:beef"]],
  ["@sha256:[a-f0-9]{4}$", "x@sha256:beefs", []],
  ["^v(0|[1-9][0-9]*)\\.[0-9]+$", "v0.1", ["v0.1"]],
  ["^v(0|[1-9][0-9]*)\\.[0-9]+$", "v01.1", []],
  ["^v(0|[1-9][0-9]*)\\.[0-9]+$", "v12.34", ["v12.34"]],
  ["^(a+)+$", "aaaa", ["aaaa"]],
  ["^(a+)+$", "aaab", []],
  ["^([a-z]+,)*[a-z]+$", "a,bc,d", ["a,bc,d"]],
  ["^([a-z]+,)*[a-z]+$", "a,,b", []],
  ["a[0-9]{1,2}", "a123a4", ["a12", "a4"]],
  ["x*", "axxb", ["", "xx", ""]],
  ["(?:a*)*b|c", "aac", ["c"]],
  ["(|a)*", "aa", ["", "", ""]],
  ["(|a)+", "aa", ["", "", ""]],
];

describe("compileRegex", () => {
  it.each(REFUSED)("refuses %j: %s", (pattern, error) => {
    expect(compileRegex(pattern)).toBe(`error parsing regexp: ${error}`);
  });

  it.each(MATCHES)("%j in %j", (pattern, text, all) => {
    const regex = compiled(pattern);
    expect(regex.findAll(text, -1)).toEqual(all);
    expect(regex.find(text)).toBe(all[0] ?? "");
    expect(regex.test(text)).toBe(all.length > 0);
  });

  it.each([
    ["a", 0, []],
    ["a", 2, ["a", "a"]],
    ["[ab]", 2, ["a", "a"]],
    ["^a", 0, []],
    ["(a|b)?", 3, ["a", "a", "a"]],
    ["", 2, ["", ""]],
  ])("finds the first matches of %j: %i", (pattern, limit, found) => {
    expect(compiled(pattern).findAll("aaa", limit)).toEqual(found);
  });

  it("gives the same compiled pattern again", () => {
    expect(compileRegex("[x-z]+cached")).toBe(compileRegex("[x-z]+cached"));
  });

  it("forgets patterns that have not been used for long", () => {
    const first = compileRegex("[x-z]+forgotten");
    for (let i = 0; i < 300; i++) compileRegex(`[x-z]+other${i}`);
    expect(compileRegex("[x-z]+forgotten")).not.toBe(first);
  });

  it("keeps patterns in use", () => {
    const first = compileRegex("[x-z]+used");
    for (let i = 0; i < 600; i++) {
      compileRegex(`[x-z]+another${i}`);
      if (i % 100 === 0) compileRegex("[x-z]+used");
    }
    expect(compileRegex("[x-z]+used")).toBe(first);
  });
});

describe("bounds", () => {
  it.each([
    ["nested groups", `${"(".repeat(1200)}a${")".repeat(1200)}`, "expression nests too deeply"],
    ["open groups", "(".repeat(100_000), "expression nests too deeply"],
    ["repetitions", "a{1000}".repeat(60), "expression too large"],
    ["alternatives", "a|".repeat(100_000), "expression too large"],
    ["Unicode classes", "\\pL".repeat(5000), "expression too large"],
    ["folded ranges", `(?i)${"[B-\\x{1e900}]".repeat(100)}`, "expression too large"],
  ])("refuses too many %s", (_, pattern, error) => {
    expect(compileRegex(pattern)).toBe(`error parsing regexp: ${error}: \`${pattern}\``);
  });

  it.each(["^(a+)+$", "^(a|a)*$", "(.*)(.*)(.*)(.*)(.*)!", "(a|aa)+$", "^[a-z]*[a-z]!$", "[?-][a-z]+$"])(
    "stays linear: %s",
    (pattern) => {
      const text = `${"a".repeat(1_000_000)}?`;
      expect(compiled(pattern).test(text)).toBe(false);
    },
  );

  it("finds all in a long text", () => {
    expect(compiled("[a-z]+:?").findAll("ab:".repeat(10_000), -1)).toEqual(Array(10_000).fill("ab:"));
  });

  it("does not read a text again and again", () => {
    expect(() => compiled("a*b|a").findAll("a".repeat(100_000), -1)).toThrow(BudgetExceeded);
  });

  it("does not run a large pattern over a large text", () => {
    const regex = compiled("(?:a?){1000}(?:b?){1000}x");
    expect(() => regex.find("a".repeat(1_000_000))).toThrow(BudgetExceeded);
  });
});

describe("JavaScript's engine", () => {
  const fragment = fc.constantFrom(
    ...["a", "b", "ab", "[ab]", "[^a]", ".", "\\d", "(?i)k", "a*", "b+", "[a-c]*?", "a?", "b??", "[a-z]{2,3}"],
    ...["(a|b)", "(ab|ac)", "(a|ab)", "(a+b)*", "([a-b]-)+", "(?:b|c)?", "(a*b)?", "-", "😀", "$"],
  );
  const pattern = fc
    .tuple(fc.constantFrom("^", ""), fc.array(fragment, { minLength: 1, maxLength: 5 }))
    .map(([start, fragments]) => start + fragments.join(""));
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "c", "-", "1", "k", "K", "\u212a", "😀", "\n"),
    maxLength: 12,
  });

  it("agrees with the automaton where it is used", () => {
    fc.assert(
      fc.property(pattern, text, fc.integer({ min: -1, max: 3 }), (source, input, limit) => {
        const parsed = parseRegex(source);
        const automaton = new AutomatonRegex(parsed);
        const backtracking = backtrackingRegex(parsed.node, () => automaton);
        fc.pre(backtracking !== undefined);
        expect(backtracking?.test(input)).toBe(automaton.test(input));
        expect(backtracking?.find(input)).toBe(automaton.find(input));
        expect(backtracking?.findAll(input, limit)).toEqual(automaton.findAll(input, limit));
      }),
    );
  });

  it.each([
    ["^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", true],
    ["^(docker\\.io|ghcr\\.io|gcr\\.io)/[a-z]+$", true],
    ["^v(0|[1-9][0-9]*)\\.[0-9]+$", true],
    ["^([a-z]+,)*[a-z]+$", false],
    ["^([a-z],)*$", true],
    ["@sha256:[a-f0-9]{64}$", true],
    [":[A-Za-z0-9_.-]+$", true],
    ["[:@][a-z]+(-[0-9]+)?$", true],
    [":[a-z:]+$", false],
    ["::[a-z]+$", false],
    [":[a-z]+(:[0-9]+)?$", false],
    ["(:[a-z]+)$", false],
    ["é[^a]+$", false],
    ["(?i):k+$", true],
    ["^(a+)+$", false],
    ["^a*a*$", false],
    ["^a*a*b", false],
    ["^(a|a)*$", false],
    ["a+b", false],
    ["[a-z]*", false],
    ["^(a|b|ab)*c", false],
    ["^a?a?a?a?a?a?a?a?$", false],
    ["^\\bfoo", false],
    ["(^a|b)", false],
    ["^\\pL$", false],
  ])("is trusted with %s: %s", (source, trusted) => {
    const { node, ...parsed } = parseRegex(source);
    expect(backtrackingRegex(node, () => new AutomatonRegex({ node, ...parsed })) !== undefined).toBe(trusted);
  });
});
