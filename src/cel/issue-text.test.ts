import { describe, expect, it } from "vitest";
import { NOWHERE } from "./issue.ts";
import { renderIssues } from "./issue-text.ts";

describe("renderIssues", () => {
  it.each([
    ["a + b", [4], "1:5", "a + b", "....^"],
    ["a + b", [5], "1:6", "a + b", ".....^"],
    ["a\tb c", [4], "1:5", "a b c", "....^"],
    ["é b", [0], "1:1", "é b", "＾"],
    ["é😀 b", [3], "1:4", "é😀 b", "．．.^"],
    ["a 😀", [2], "1:3", "a 😀", "..＾"],
    ["a\nb c", [4], "2:3", "b c", "..^"],
    ["a\nb", [1], "1:2", "a", ".^"],
    ["a\r\nb", [3], "2:1", "b", "^"],
    ["a\n", [2], "2:1", "", "^"],
    ["a", [-1], "1:0", "a", "^"],
  ])("points into %j at %j", (source, [offset = 0], place, line, pointer) => {
    expect(renderIssues(source, [{ offset, message: "fault" }])).toBe(
      `ERROR: <input>:${place}: fault\n | ${line}\n | ${pointer}`,
    );
  });

  it.each([
    ["an empty source", "", -1, "1:0"],
    ["the whole expression", "a", NOWHERE, "-1:0"],
    ["a very long line", `${"é".repeat(8_192)}a`, 3, "1:4"],
  ])("shows no line for %s", (_, source, offset, place) => {
    expect(renderIssues(source, [{ offset, message: "fault" }])).toBe(`ERROR: <input>:${place}: fault`);
  });

  it("shows issues in the order of their places, those at one place as they came", () => {
    const issues = [
      { offset: 2, message: "b" },
      { offset: 0, message: "a" },
      { offset: 2, message: "c" },
      { offset: NOWHERE, message: "d" },
    ];
    expect(renderIssues("a\nb", issues)).toBe(
      [
        "ERROR: <input>:-1:0: d",
        "ERROR: <input>:1:1: a\n | a\n | ^",
        "ERROR: <input>:2:1: b\n | b\n | ^",
        "ERROR: <input>:2:1: c\n | b\n | ^",
      ].join("\n"),
    );
  });

  it("counts the issues beyond the first 100 found, wherever they are", () => {
    const issues = Array.from({ length: 102 }, (_, i) => ({ offset: 101 - i, message: `fault ${i}` }));
    const lines = renderIssues("a".repeat(102), issues).split("\n");
    expect(lines).toHaveLength(301);
    expect(lines[0]).toBe("ERROR: <input>:1:3: fault 99");
    expect(lines[300]).toBe("2 more errors were truncated");
  });
});
