import { describe, expect, it } from "vitest";
import { tellableWarnings } from "./warnings.ts";

const x = (count: number) => "x".repeat(count);

describe("tellableWarnings", () => {
  it.each<[title: string, warnings: string[], told: string[]]>([
    ["in order, once", ["b", "a", "b"], ["b", "a"]],
    ["none that is empty", ["", "a"], ["a"]],
    ["none with a control character", ["a\nb", "a\tb", "\u007f", "\u0085", "ok\u00a0"], ["ok\u00a0"]],
    ["none with half a surrogate pair", ["a\ud800", "😀"], ["😀"]],
    ["one of any length", [x(4096)], [x(4096)]],
    ["one that is longer than all may be", [x(4097)], [x(256)]],
    ["code points count", ["😀".repeat(4096)], ["😀".repeat(4096)]],
    ["cut between code points", ["😀".repeat(4097)], ["😀".repeat(256)]],
    ["short ones stay whole", ["short", x(4092)], ["short", x(256)]],
  ])("%s", (_title, warnings, told) => {
    expect(tellableWarnings(warnings)).toEqual(told);
  });

  it("tells no more than fit once it cuts", () => {
    const warnings = Array.from({ length: 100 }, (_, i) => `${i} ${x(300)}`);
    const told = tellableWarnings(warnings);
    expect(told).toHaveLength(16);
    expect(told.every((text, i) => text.length === 256 && text.startsWith(`${i} `))).toBe(true);
  });
});
