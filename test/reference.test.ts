import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeOptions } from "../src/config.ts";
import { createMetrics } from "../src/server/metrics.ts";

const reference = readFileSync("docs/reference.md", "utf8");

it("documents every flag with its variable and default", () => {
  const rows = Array.from(reference.matchAll(/^\| `(--\S+ \S+)` \| `(\S+)` \| `(\S+)` \|/gm), ([, ...row]) => row);
  const flags = Array.from(describeOptions().matchAll(/^ {2}(--\S+ \S+) .*\[(\S+)\] \((\S+)\)$/gm));
  expect(rows).toEqual(flags.map(([, flag, fallback, env]) => [flag, env, fallback]));
});

it("documents every metric of Sallyport's own with its labels", async () => {
  const metrics = await createMetrics().registry.getMetricsAsJSON();
  const own = metrics.map(({ name }) => name).filter((name) => name.startsWith("sallyport_"));
  const documented = Array.from(reference.matchAll(/^\| `(sallyport_\w+)`/gm), ([, name]) => name);
  expect(documented.toSorted()).toEqual(own.toSorted());
});
