/** Everything that Sallyport measures of itself. Labels hold no user's data and have few values. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { DecisionTally, registerHistogram, type Verdict } from "./decision-tally.ts";

export type Door = "validate" | "mutate";

export interface Metrics {
  readonly registry: Registry;
  /** One review answered. */
  decided(door: Door, verdict: Verdict, seconds: number): void;
  /** A request that was no well-formed review. */
  refused(status: number): void;
  /** A snapshot came into force. */
  loaded(policies: { readonly revision: string; readonly validating: number; readonly mutating: number }): void;
  /** How many documents are broken at present. */
  faults(count: number): void;
}

/** Built per server, so that tests and several servers in a process do not share state. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const tallies: Record<Door, DecisionTally> = { validate: new DecisionTally(), mutate: new DecisionTally() };
  new Counter({
    name: "sallyport_decisions_total",
    help: "Reviews answered, by door and verdict.",
    labelNames: ["door", "verdict"],
    registers,
    collect() {
      this.reset();
      for (const [door, { decisions }] of Object.entries(tallies)) {
        for (const [verdict, count] of Object.entries(decisions)) this.inc({ door, verdict }, count);
      }
    },
  });
  registerHistogram(
    registry,
    "sallyport_decision_duration_seconds",
    "Time from the whole body read to the answer ready, by door.",
    "door",
    tallies,
  );
  const refusals = new Counter({
    name: "sallyport_refused_requests_total",
    help: "Requests that were no well-formed AdmissionReview, by HTTP status.",
    labelNames: ["status"],
    registers,
  });
  const inForce = new Gauge({
    name: "sallyport_policies",
    help: "Policies in force, by kind.",
    labelNames: ["kind"],
    registers,
  });
  const revision = new Gauge({
    name: "sallyport_policy_revision_info",
    help: "1 for the revision of the policies in force.",
    labelNames: ["revision"],
    registers,
  });
  const loadedAt = new Gauge({
    name: "sallyport_policies_loaded_timestamp_seconds",
    help: "When the policies in force were loaded, in seconds since 1970.",
    registers,
  });
  const broken = new Gauge({
    name: "sallyport_policy_faults",
    help: "Faults in policy documents at present; a broken document's last good version stays in force.",
    registers,
  });
  return {
    registry,
    decided(door, verdict, seconds) {
      tallies[door].add(verdict, seconds);
    },
    refused: (status) => refusals.inc({ status }),
    loaded(policies) {
      inForce.set({ kind: "ValidatingAdmissionPolicy" }, policies.validating);
      inForce.set({ kind: "MutatingAdmissionPolicy" }, policies.mutating);
      revision.reset();
      revision.set({ revision: policies.revision }, 1);
      loadedAt.setToCurrentTime();
    },
    faults: (count) => broken.set(count),
  };
}
