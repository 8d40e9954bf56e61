/**
 * Compares the project's copy of the recordings with `../shared/conformance` beside the project, where that exists.
 * Exits 1 when the copy is out of date.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DATA } from "./data.ts";

const origin = join(import.meta.dirname, "../../../shared/conformance");
if (!existsSync(origin)) {
  console.log("no ../shared/conformance here: nothing to compare with");
} else {
  const names = new Set([...readdirSync(origin), ...readdirSync(DATA)]);
  const stale = [...names].filter((name) => text(origin, name) !== text(DATA, name));
  for (const name of stale) console.log(`test/conformance/data/${name} is out of date`);
  process.exitCode = stale.length === 0 ? 0 : 1;
}

function text(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
