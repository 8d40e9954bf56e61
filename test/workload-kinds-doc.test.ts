import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BUILT_IN_KINDS } from "../src/workloads/built-in-kinds.ts";
import { kindTable } from "./support/show-kind.ts";

const DOCUMENT = "docs/workloads.md";
const SECTION = /(<!-- kinds -->\n)[\s\S]*?(<!-- end of kinds -->)/;

it("shows what the documentation shows", async () => {
  const text = readFileSync(DOCUMENT, "utf8");
  expect(text).toMatch(SECTION);
  const upToDate = text.replace(
    SECTION,
    (_, start: string, end: string) => `${start}${kindTable(BUILT_IN_KINDS)}\n${end}`,
  );
  await expect(upToDate).toMatchFileSnapshot(`../${DOCUMENT}`);
});
