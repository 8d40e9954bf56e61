import { expect, it } from "vitest";
import { escapeFieldName, isReservedWord } from "./cel-field-name.ts";

it.each([
  ["name", "name"],
  ["foo-bar", "foo__dash__bar"],
  ["a.b/c", "a__dot__b__slash__c"],
  ["a__b", "a__underscores__b"],
  ["a___b", "a__underscores___b"],
  ["_a", "_a"],
  ["namespace", "__namespace__"],
  ["in", "__in__"],
  ["int", "int"],
  [".a", "__dot__a"],
  ["__proto__", "__underscores__proto__underscores__"],
])("escapes %s as %s", (name, escaped) => {
  expect(escapeFieldName(name)).toBe(escaped);
});

it.each(["", "1a", "$ref", "a b", "é", "a:b"])("cannot express %j", (name) => {
  expect(escapeFieldName(name)).toBeUndefined();
});

it.each([
  ["namespace", true],
  ["constructor", false],
])("knows whether %s is reserved", (word, reserved) => {
  expect(isReservedWord(word)).toBe(reserved);
});
