import { describe, expect, it } from "vitest";
import { issueLines } from "../../../test/cel/show-tree.ts";
import { parse } from "./parse.ts";

const TOO_NESTED = "-1:0: expression recursion limit exceeded: 250";
const TOO_DEEP = "-1:0: max recursion depth exceeded";

/** The source with its repeated parts. */
function nested(open: string, inner: string, close: string, times: number): string {
  return open.repeat(times) + inner + close.repeat(times);
}

describe("limits", () => {
  // How often a part may be repeated, as Kubernetes 1.36 has it, and what it says of once more.
  it.each([
    ["(", "1", ")", 249, TOO_NESTED],
    ["[", "1", "]", 249, TOO_NESTED],
    ["{1: ", "1", "}", 249, TOO_NESTED],
    ["A{b: ", "1", "}", 249, TOO_NESTED],
    ["f(", "1", ")", 249, TOO_NESTED],
    ["!(", "a", ")", 249, TOO_NESTED],
    ["a ? b : ", "c", "", 249, TOO_NESTED],
    ["1 == (", "1", ")", 124, TOO_NESTED],
    ["1 + (", "1", ")", 124, TOO_NESTED],
    ["1 + 1 * (", "1", ")", 83, TOO_NESTED],
    ["", "a", ".b", 250, TOO_DEEP],
    ["", "a", ".b()", 250, TOO_DEEP],
    ["", "a", "[0]", 250, TOO_DEEP],
    ["1 + ", "1", "", 250, TOO_DEEP],
    ["1 < ", "1", "", 250, TOO_DEEP],
  ])("allow %s%s%s to be nested %d times", (open, inner, close, times, fault) => {
    expect(issueLines(nested(open, inner, close, times))).toEqual([]);
    expect(issueLines(nested(open, inner, close, times + 1))).toEqual([fault]);
  });

  it.each([
    ["!", "a", "", 90_000],
    ["-", "a", "", 90_000],
    ["a && ", "a", "", 19_000],
    ["a && b || ", "a", "", 9_000],
    ["a, ", "a]", "", 30_000],
    ["a: a, ", "a: a}", "", 16_000],
  ])("let %s%s%s be repeated %d times", (open, inner, close, times) => {
    const start = inner.endsWith("]") ? "[" : inner.endsWith("}") ? "{" : "";
    expect(issueLines(start + nested(open, inner, close, times))).toEqual([]);
  });

  it.each([
    ["", "a", ".b", 49_000, TOO_DEEP],
    ["", "a", "[0]", 33_000, TOO_DEEP],
    ["1+", "1", "", 49_000, TOO_DEEP],
    ["(", "1", ")", 49_000, TOO_NESTED],
    ["[", "1", "]", 49_000, TOO_NESTED],
    ["a?b:", "c", "", 24_000, TOO_NESTED],
  ])("hold for %s%s%s repeated %d times", (open, inner, close, times, fault) => {
    expect(issueLines(nested(open, inner, close, times))).toEqual([fault]);
  });

  it("refuse a source of more than 100,000 code points", () => {
    expect(issueLines("a".repeat(100_000))).toEqual([]);
    expect(issueLines(`'${"😀".repeat(99_998)}'`)).toEqual([]);
    expect(issueLines("a".repeat(100_001))).toEqual([
      "-1:0: expression code point size exceeds limit: size: 100001, limit 100000",
    ]);
  });

  it("end the parse after 30 attempts to go on", () => {
    const lines = issueLines("f(a b c) + ".repeat(40));
    expect(lines).toHaveLength(16);
    expect(lines.slice(-2)).toEqual([
      "1:159: mismatched input 'b' expecting ')'",
      "1:170: error recovery attempt limit exceeded: 30",
    ]);
  });

  it("end one attempt to go on after 256 tokens", () => {
    expect(issueLines("a b ".repeat(129))).toEqual([
      "-1:0: error recovery token lookahead limit exceeded: 256",
      "1:3: mismatched input 'b' expecting <EOF>",
    ]);
    expect(issueLines("a b ".repeat(128))).toEqual(["1:3: mismatched input 'b' expecting <EOF>"]);
  });

  it("end the parse after 100 syntax errors", () => {
    const parsed = parse("#".repeat(150));
    const issues = parsed.ok ? [] : parsed.issues;
    expect(issues).toHaveLength(101);
    expect(issues[99]).toEqual({ offset: 99, message: "Syntax error: token recognition error at: '#'" });
    expect(issues[100]).toEqual({ offset: 100, message: "Syntax error: More than 100 syntax errors" });
  });

  it("stop macros that copy their target again and again", () => {
    expect(issueLines(`a${".optMap(b, b)".repeat(10)}`)).toEqual([]);
    expect(issueLines(`a${".optMap(b, b)".repeat(200)}`)).toEqual([
      "-1:0: expression is too large with its macros expanded",
    ]);
  });
});
