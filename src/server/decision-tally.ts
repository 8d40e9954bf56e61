import type { Histogram, Registry } from "prom-client";

export type Verdict = "allow" | "deny";

/** Upper bounds, in seconds. */
const BOUNDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10];

/**
 * How many decisions there were and how long they took. Counting one takes next to nothing: a histogram of prom-client
 * looks up each bucket by the text of its bound.
 */
export class DecisionTally {
  readonly decisions: Record<Verdict, number> = { allow: 0, deny: 0 };
  /** How many fell into each bucket, and beyond the last. */
  readonly #counts: number[] = new Array(BOUNDS.length + 1).fill(0);
  #seconds = 0;

  add(verdict: Verdict, seconds: number): void {
    this.decisions[verdict]++;
    this.#seconds += seconds;
    let bucket = 0;
    while (seconds > (BOUNDS[bucket] ?? Number.POSITIVE_INFINITY)) bucket++;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
  }

  /** The values of a Prometheus histogram. */
  values(name: string, labels: Readonly<Record<string, string>>): HistogramValue[] {
    let count = 0;
    const buckets = this.#counts.map((own, i) => {
      count += own;
      return { metricName: `${name}_bucket`, labels: { le: BOUNDS[i] ?? "+Inf", ...labels }, value: count };
    });
    const sum = { metricName: `${name}_sum`, labels, value: this.#seconds };
    return [...buckets, sum, { metricName: `${name}_count`, labels, value: count }];
  }
}

interface HistogramValue {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** Shows tallies as one histogram. @param tallies by the value of the label */
export function registerHistogram(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  tallies: Readonly<Record<string, DecisionTally>>,
): void {
  const get = async () => {
    const values = Object.entries(tallies).flatMap(([value, tally]) => tally.values(name, { [label]: value }));
    return { name, help, type: "histogram", values };
  };
  // What a registry asks of a metric is this, whatever its type says.
  registry.registerMetric({ name, get } as unknown as Histogram);
}
