/** The example manifests are what their table says, and have what each object on a cluster has. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readManifests } from "./support/manifests.ts";

const manifests = readManifests();
const README = readFileSync(new URL("manifests/README.md", import.meta.url), "utf8");
const NAMED = { apiVersion: expect.stringMatching(/^([a-z0-9.-]+\/)?v\d/), kind: expect.stringMatching(/^[A-Z]/) };

it.each(manifests)("$file names its source: project and file", ({ source }) => {
  expect(source).toMatch(/^[^:]+: \S+/);
});

it.each(manifests)("$file has objects with a version, a kind and a name", ({ objects }) => {
  expect(objects.length).toBeGreaterThan(0);
  for (const object of objects) {
    expect(object).toMatchObject(NAMED);
    const { name, generateName } = object["metadata"] as { name?: unknown; generateName?: unknown };
    expect(name ?? generateName).toEqual(expect.stringMatching(/^[a-z0-9][a-z0-9.-]*$/));
  }
});

it("are all in the table, each with its source and its kinds", () => {
  const rows = README.split("\n").filter((line) => line.startsWith("| `"));
  const kinds = (objects: (typeof manifests)[number]["objects"]) =>
    [...new Set(objects.map(({ kind }) => String(kind)))].join(", ");
  expect(rows).toEqual(manifests.map(({ file, source, objects }) => `| \`${file}\` | ${source} | ${kinds(objects)} |`));
});
