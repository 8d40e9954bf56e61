import { Histogram, Registry } from "prom-client";
import { expect, it } from "vitest";
import { DecisionTally, registerHistogram } from "./decision-tally.ts";

const SECONDS = [0, 0.0001, 0.00010001, 0.0004, 0.001, 0.3, 9.5, 10, 10.5, 3600];

it("shows what a histogram of prom-client shows", async () => {
  const tallies = { first: new DecisionTally(), second: new DecisionTally() };
  const own = new Registry();
  registerHistogram(own, "took_seconds", "How long it took.", "door", tallies);
  const theirs = new Registry();
  const histogram = new Histogram({
    name: "took_seconds",
    help: "How long it took.",
    labelNames: ["door"],
    buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [theirs],
  });
  histogram.zero({ door: "first" });
  for (const seconds of SECONDS) {
    tallies.second.add("allow", seconds);
    histogram.observe({ door: "second" }, seconds);
  }
  const lines = (text: string) => text.split("\n").map((line) => line.replace(/\{.*\}/, sortedLabels));
  expect(lines(await own.metrics())).toEqual(lines(await theirs.metrics()));
});

it("counts by verdict", () => {
  const tally = new DecisionTally();
  tally.add("deny", 1);
  tally.add("allow", 1);
  tally.add("deny", 1);
  expect(tally.decisions).toEqual({ allow: 1, deny: 2 });
});

function sortedLabels(labels: string): string {
  return labels.slice(1, -1).split(",").sort().join();
}
