import type { JsonObject } from "../json/value.ts";
import { customResources } from "../policy/custom-resources.ts";
import { about } from "../policy/document-findings.ts";
import type { PolicyDocument } from "../policy/documents.ts";
import type { Finding } from "../policy/finding.ts";
import type { Loaded } from "../policy/load.ts";
import type { CompiledMutatingPolicy } from "../policy/model.ts";
import { NO_AUTHORIZER } from "./authorizer.ts";
import { memoryClusterView } from "./memory-cluster-view.ts";
import { sampleRequests } from "./sample-requests.ts";
import { findInstabilities, type Instability } from "./stability.ts";
import { withDefaultRules } from "./workload-policies.ts";

/**
 * Warnings of mutating policies that do not leave their own results alone, found by trying them on made-up objects and
 * on the examples that stand beside them.
 * @param pause is awaited now and then: trying takes time that others may need
 */
export async function stabilityWarnings(loaded: Loaded, pause: () => Promise<void>): Promise<readonly Finding[]> {
  const { objects, examples } = loaded;
  if (loaded.snapshot.mutating.length === 0) return [];
  const mutating = loaded.snapshot.mutating.map((policy) => withDefaultRules(policy, loaded.snapshot, "mutate"));
  const snapshot = { ...loaded.snapshot, mutating };
  const view = memoryClusterView(objects, NO_AUTHORIZER);
  const custom = customResources(objects);
  const samples = (policy: CompiledMutatingPolicy) => sampleRequests(policy, custom, objectsOf(policy, examples));
  const found = await findInstabilities({ snapshot, view }, samples, pause);
  return found.flatMap((instability) => findingOf(instability, loaded) ?? []);
}

function objectsOf({ name }: CompiledMutatingPolicy, all: Loaded["examples"]): readonly JsonObject[] {
  const own = all.filter(({ policy }) => policy === name).flatMap(({ examples }) => examples);
  return own.map(({ object }) => object).filter((object) => object !== null);
}

function findingOf(instability: Instability, loaded: Loaded): Finding | undefined {
  const document = documentOf(instability.policies[0], loaded);
  return document && about(document, document.place.finding(messageOf(instability), "spec.mutations"));
}

const MUTATING: readonly PolicyDocument["kind"][] = ["MutatingAdmissionPolicy", "AdmissionPolicy"];

function documentOf(name: string, { read }: Loaded): PolicyDocument | undefined {
  const documents = [...read.values()].flatMap(({ policies }) => policies);
  return documents.find((document) => MUTATING.includes(document.kind) && document.name === name);
}

function messageOf({ policies: [, other], kind, path }: Instability): string {
  const again = "the API server may ask more than once about one object";
  if (other === undefined)
    return `changes ${path} of its own result (${kind}) again: it is not idempotent, and ${again}`;
  return `fights with ${other} over ${path} (${kind}): each undoes what the other does, and ${again}`;
}
