/**
 * The baseline profile breaks no ordinary example: what it says to the manifests of test/manifests stands in
 * docs/livability.md, with the reason why it is right to say so.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadFolder } from "../src/cli/folder.ts";
import { livabilityFindings } from "./support/livability.ts";

const { snapshot, objects } = await loadFolder("policies", "baseline");
const found = await livabilityFindings(snapshot, objects);

/** `## \`policy\`` is followed by items `- Deny: \`file\` Kind name`. */
function documented(): string[] {
  const rows: string[] = [];
  let policy = "";
  for (const line of readFileSync("docs/livability.md", "utf8").split("\n")) {
    policy = /^## `(.+)`/.exec(line)?.[1] ?? policy;
    const item = /^- (\w[\w ]*): `(.+?)` (.+)$/.exec(line);
    if (item !== null) rows.push(`${policy}: ${item[1]}: ${item[2]} ${item[3]}`);
  }
  return rows.sort();
}

it("has no policy that fails", () => {
  expect(found.filter(({ action }) => action === "error")).toEqual([]);
});

it("is as docs/livability.md says", () => {
  const rows = found.map(({ policy, action, file, subject }) => `${policy}: ${action}: ${file} ${subject}`);
  expect([...new Set(rows)].sort()).toEqual(documented());
});
