import { actualSize, codePointLength } from "../runtime/size.ts";
import { isJsonObject, type Value } from "../values.ts";
import { traversalCost } from "./operation.ts";

/** The cost of going through a text, without counting its code points where any count comes to the same. */
export function costOfText(text: string): number {
  if (text.length <= 10) return text.length === 0 ? 0 : 1;
  return traversalCost(codePointLength(text));
}

/** The cost of comparing a text with one of so many code points: that of the shorter one. */
export function costOfComparing(text: string, otherSize: number): number {
  if (text.length <= 10 || otherSize <= 10) return text.length === 0 || otherSize === 0 ? 0 : 1;
  return traversalCost(Math.min(codePointLength(text), otherSize));
}

/** The cost of comparing with null, whose size is 1: nothing for what is empty. */
export function costOfNullTest(value: Value): number {
  if (!isJsonObject(value)) return actualSize(value) === 0 ? 0 : 1;
  for (const key in value) {
    if (Object.hasOwn(value, key)) return 1;
  }
  return 0;
}
