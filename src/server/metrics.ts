/** Everything that Sallyport measures of itself. Labels hold no user's data and have few values. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type Door = "validate" | "mutate";
export type Verdict = "allow" | "deny";

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
  const decisions = new Counter({
    name: "sallyport_decisions_total",
    help: "Reviews answered, by door and verdict.",
    labelNames: ["door", "verdict"],
    registers,
  });
  const duration = new Histogram({
    name: "sallyport_decision_duration_seconds",
    help: "Time from the whole body read to the answer ready, by door.",
    labelNames: ["door"],
    buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10],
    registers,
  });
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
  // Looked up once, not at each decision.
  const byDoor = (door: Door) => ({
    allow: decisions.labels(door, "allow"),
    deny: decisions.labels(door, "deny"),
    duration: duration.labels(door),
  });
  const doors = { validate: byDoor("validate"), mutate: byDoor("mutate") };
  return {
    registry,
    decided(door, verdict, seconds) {
      doors[door][verdict].inc();
      doors[door].duration.observe(seconds);
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
