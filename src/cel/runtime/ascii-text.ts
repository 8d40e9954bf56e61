/** Text as CEL's string functions treat it. */
import { ESCAPES } from "../../kube/go-text.ts";

const ESCAPED_IN_CEL = new RegExp(`[${[...ESCAPES.keys()].join("").replace("\\", "\\\\")}]`, "g");

/** In double quotes, with the escapes of CEL's own that have a letter, and everything else as it is. */
export function quoteForCel(text: string): string {
  return `"${text.replace(ESCAPED_IN_CEL, (character) => ESCAPES.get(character) ?? character)}"`;
}

const UPPER = /[A-Z]+/g;
const LOWER = /[a-z]+/g;

export function lowerAscii(text: string): string {
  return text.replace(UPPER, (letters) => letters.toLowerCase());
}

export function upperAscii(text: string): string {
  return text.replace(LOWER, (letters) => letters.toUpperCase());
}
