import { expect, it } from "vitest";
import { base64Fault } from "./base64.ts";

/** Recorded from Go's encoding/base64. */
it.each([
  ["", undefined],
  ["YQ==", undefined],
  ["YWI=", undefined],
  ["YW\nJj\r\n", undefined],
  ["YQ", 0],
  ["YQ===", 4],
  ["Y Q==", 1],
  ["%%%", 0],
  ["YQ=", 3],
  ["YWJjY", 4],
  ["=", 0],
  ["YWJj====", 4],
  ["YQ=a", 2],
  ["Y=", 1],
  ["YWI=a", 4],
  ["YQ\n=\n=\n", undefined],
])("%j", (text, offset) => {
  expect(base64Fault(text)).toBe(offset === undefined ? undefined : `illegal base64 data at input byte ${offset}`);
});
