import { expect, it } from "vitest";
import { isCelIdentifier } from "./cel-identifier.ts";

it.each([
  ["_a1", true],
  ["1a", false],
  ["a-b", false],
  ["", false],
  ["namespace", false],
  ["in", false],
  ["constructor", true],
])("%j as a variable: %j", (name, allowed) => {
  expect(isCelIdentifier(name)).toBe(allowed);
});
