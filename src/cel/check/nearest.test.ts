import { expect, it } from "vitest";
import { nearestName } from "./nearest.ts";

const NAMES = ["replicas", "template", "selector", "paused", "startsWith", "endsWith", "size"];

it.each([
  ["replcas", "replicas"],
  ["relpicas", "replicas"],
  ["replicass", "replicas"],
  ["startWith", "startsWith"],
  ["siez", "size"],
  ["sise", "size"],
])("takes %s for %s", (name, meant) => {
  expect(nearestName(name, NAMES)).toBe(meant);
});

it.each(["volumes", "si", "x", "replicas", "r".repeat(100_000)])("has no guess for %.20s", (name) => {
  expect(nearestName(name, NAMES)).toBeUndefined();
});

it("prefers the nearest, then the first", () => {
  expect(nearestName("objct", ["oldobject", "abject", "object"])).toBe("object");
  expect(nearestName("abcx", ["abca", "abcb"])).toBe("abca");
});
