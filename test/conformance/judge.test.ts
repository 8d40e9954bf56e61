import { describe, expect, it } from "vitest";
import type { Expectation } from "./cases.ts";
import { meetsAny } from "./judge.ts";

const status = (message: string, more: object = {}) => ({ code: 422, reason: "Invalid", message, ...more });
const GOT: Expectation = {
  allowed: false,
  status: status("no", { details: { causes: [{ message: "no" }] } }),
  warnings: ["a", "b"],
  auditAnnotations: {},
};

describe("meetsAny", () => {
  it.each<[title: string, expected: Expectation[], rules: [complete: boolean, unordered: boolean], meets: boolean]>([
    ["all of it", [{ ...GOT }], [true, false], true],
    ["another verdict", [{ ...GOT, allowed: true }], [true, false], false],
    ["the verdict alone", [{ allowed: false }], [false, false], true],
    ["the verdict alone, where all should be told", [{ allowed: false }], [true, false], false],
    ["another verdict alone", [{ allowed: true }], [false, false], false],
    ["part of a status", [{ allowed: false, status: status("no") }], [false, false], true],
    ["part of a status, where all should be told", [{ ...GOT, status: status("no") }], [true, false], false],
    ["another status", [{ allowed: false, status: status("never") }], [false, false], false],
    ["warnings in another order", [{ ...GOT, warnings: ["b", "a"] }], [true, false], false],
    ["warnings in any order", [{ ...GOT, warnings: ["b", "a"] }], [true, true], true],
    ["a warning less", [{ ...GOT, warnings: ["a"] }], [false, true], false],
    ["an annotation more", [{ ...GOT, auditAnnotations: { "p/k": "v" } }], [false, false], false],
    ["no annotations", [{ allowed: false, status: GOT.status!, warnings: ["a", "b"] }], [true, false], true],
    ["the second of several", [{ allowed: true }, { ...GOT }], [true, false], true],
  ])("%s", (_title, expected, [complete, unordered], meets) => {
    expect(meetsAny(GOT, expected, { complete, unordered })).toBe(meets);
  });
});
