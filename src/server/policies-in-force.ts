/** The policies in force: loaded from texts, swapped as a whole, with what is wrong told once. */
import { setImmediate } from "node:timers/promises";
import type { Logger } from "pino";
import type { Captured } from "../admission/admit.ts";
import { NO_AUTHORIZER } from "../admission/authorizer.ts";
import { loadPolicies } from "../admission/load-policies.ts";
import { memoryClusterView } from "../admission/memory-cluster-view.ts";
import { stabilityWarnings } from "../admission/stability-warnings.ts";
import { isObject, type JsonObject, member } from "../json/value.ts";
import type { SourceText } from "../policy/documents.ts";
import { type Finding, showFinding } from "../policy/finding.ts";
import type { Loaded } from "../policy/load.ts";
import type { Profile } from "../policy/model.ts";
import type { Metrics } from "./metrics.ts";

export class PoliciesInForce {
  #loaded: Loaded | undefined;
  #captured: Captured | undefined;
  #instabilities: readonly Finding[] = [];
  readonly #metrics: Metrics;
  readonly #log: Logger;
  readonly #profile: Profile;

  constructor(profile: Profile, metrics: Metrics, log: Logger) {
    this.#profile = profile;
    this.#metrics = metrics;
    this.#log = log;
  }

  /** Undefined until the first load. */
  get current(): Captured | undefined {
    return this.#captured;
  }

  /** Compiles what changed and swaps. A document that is refused leaves its last good version in force. */
  replace(texts: readonly SourceText[]): Loaded {
    const startedAt = performance.now();
    const previous = this.#loaded;
    const loaded = loadPolicies(texts, previous, { profile: this.#profile, now: Date.now() });
    this.#loaded = loaded;
    this.#captured = { snapshot: loaded.snapshot, view: viewOf(loaded.objects) };
    this.#tell(loaded, previous, performance.now() - startedAt);
    this.#tellInstabilities(loaded).catch((error: unknown) => this.#log.error({ err: error }, "cannot try policies"));
    return loaded;
  }

  /** While requests are served; policies that have been replaced meanwhile are no longer of interest. */
  async #tellInstabilities(loaded: Loaded): Promise<void> {
    const warnings = await stabilityWarnings(loaded, () => setImmediate());
    if (this.#loaded !== loaded) return;
    for (const warning of news(warnings, this.#instabilities)) this.#log.warn(placeOf(warning), showFinding(warning));
    this.#instabilities = warnings;
  }

  #tell({ snapshot, faults, warnings }: Loaded, previous: Loaded | undefined, ms: number): void {
    const { revision, validating, mutating } = snapshot;
    this.#metrics.loaded({ revision, validating: validating.length, mutating: mutating.length });
    this.#metrics.faults(faults.length);
    for (const fault of news(faults, previous?.faults)) {
      this.#log.error({ ...placeOf(fault) }, `refused, the last good version stays in force\n${showFinding(fault)}`);
    }
    for (const warning of news(warnings, previous?.warnings)) this.#log.warn(placeOf(warning), showFinding(warning));
    this.#log.info(
      {
        revision,
        validating: validating.length,
        mutating: mutating.length,
        faults: faults.length,
        durationMs: Math.round(ms),
      },
      "policies loaded",
    );
  }
}

/** Findings that were not there before: an edit elsewhere does not repeat them. */
function news(findings: readonly Finding[], before: readonly Finding[] = []): readonly Finding[] {
  const known = new Set(before.map(showFinding));
  return findings.filter((finding) => !known.has(showFinding(finding)));
}

function placeOf({ source, line, column, kind, name, field }: Finding): object {
  return { source, line, column, kind, name, field };
}

/** Without a cluster, the objects that stand beside the policies are all there is, and nobody answers for permissions. */
function viewOf(objects: readonly JsonObject[]): Captured["view"] {
  return memoryClusterView(
    objects.map((object) => (isNamespace(object) ? withNameLabel(object) : object)),
    NO_AUTHORIZER,
  );
}

function isNamespace(object: JsonObject): boolean {
  return member(object, "apiVersion") === "v1" && member(object, "kind") === "Namespace";
}

/** The API server gives every namespace this label, and nobody can change it. */
function withNameLabel(namespace: JsonObject): JsonObject {
  const metadata = member(namespace, "metadata");
  if (!isObject(metadata)) return namespace;
  const labels = member(metadata, "labels");
  const name = member(metadata, "name") ?? "";
  const all = { ...(isObject(labels) ? labels : {}), "kubernetes.io/metadata.name": name };
  return { ...namespace, metadata: { ...metadata, labels: all } };
}
