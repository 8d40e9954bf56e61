import { describe, expect, it } from "vitest";
import { byteLength } from "../kube/go-text.ts";
import { changeAnnotation, changedPaths, changeWarnings } from "./change.ts";

const change = (policy: string, ...paths: string[]) => ({ policy, binding: "b", paths });

describe("changedPaths", () => {
  it("names each place once", () => {
    const before = { a: { "x/y": 1 }, l: [1, 2, 3], gone: true };
    expect(changedPaths(before, { a: { "x/y": 2 }, l: [2, 3], n: null })).toEqual(["/gone", "/a/x~1y", "/l/0", "/n"]);
    expect(changedPaths(before, before)).toEqual([]);
  });
});

describe("changeAnnotation", () => {
  it("says nothing of nothing", () => {
    expect(changeAnnotation([])).toEqual({});
  });

  it("is JSON", () => {
    const { mutated = "" } = changeAnnotation([change("p", "/a"), change("q", "/b", "/c")]);
    expect(JSON.parse(mutated)).toEqual([change("p", "/a"), change("q", "/b", "/c")]);
  });

  it.each([
    ["many paths", [change("p", ...Array.from({ length: 5000 }, (_, i) => `/path/${i}`))]],
    ["many policies", Array.from({ length: 5000 }, (_, i) => change(`policy-${i}`, "/a"))],
    ["long paths", [change("p", `/${"x".repeat(20_000)}`)]],
  ])("stays within 10 KiB: %s", (_what, changes) => {
    const { mutated = "" } = changeAnnotation(changes);
    expect(byteLength(mutated)).toBeLessThanOrEqual(10 * 1024);
    expect(JSON.parse(mutated)).not.toHaveLength(0);
  });
});

describe("changeWarnings", () => {
  it("names the policy and a few places", () => {
    expect(changeWarnings([change("p", "/a"), change("q", "/1", "/2", "/3", "/4", "/5")])).toEqual([
      "MutatingAdmissionPolicy 'p' changed /a",
      "MutatingAdmissionPolicy 'q' changed /1, /2, /3 and 2 more",
    ]);
  });
});
