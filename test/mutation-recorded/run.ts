/** Mutations recorded from kube-apiserver's own plugin (test/mutation-oracle), of the objects of the conformance cases. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mutate } from "../../src/admission/admit.ts";
import { NO_AUTHORIZER } from "../../src/admission/authorizer.ts";
import { memoryClusterView } from "../../src/admission/memory-cluster-view.ts";
import { decodeReview } from "../../src/admission/review.ts";
import { parseJson } from "../../src/json/parse.ts";
import { applyPatch } from "../../src/json/patch.ts";
import { stringifyJson } from "../../src/json/stringify.ts";
import type { Json, JsonObject } from "../../src/json/value.ts";
import type { AdmissionRequest } from "../../src/matching/request.ts";
import { load } from "../../src/policy/load.ts";
import { type RequestCase, readCases } from "../conformance/cases.ts";
import { DATA } from "../conformance/data.ts";

export interface RecordedMutation {
  /** The conformance case whose request it is. */
  readonly base: string;
  readonly policies: readonly RecordedPolicy[];
  readonly expect: {
    readonly status?: { readonly code: number; readonly reason: string; readonly message: string };
    /** Without what the API server fills in by itself. */
    readonly object?: JsonObject;
  };
}

/** A policy in short: what is absent has its default. */
interface RecordedPolicy {
  readonly name: string;
  readonly bindings: readonly string[];
  /** Expressions of configurations, or of patches after `J:`. */
  readonly mutations: readonly string[];
  readonly failurePolicy?: string;
  readonly reinvocationPolicy?: string;
  readonly variables?: Json;
  readonly matchConditions?: Json;
  readonly objectSelector?: Json;
}

export function recordedMutations(): readonly RecordedMutation[] {
  const lines = readFileSync(join(import.meta.dirname, "cases.jsonl"), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => parseJson(line) as unknown as RecordedMutation);
}

const bases: ReadonlyMap<string, RequestCase> = new Map(
  readCases(join(DATA, "map.jsonl")).map((recorded) => [recorded.id, recorded as RequestCase]),
);

/** @throws if the policies are refused */
export async function runRecorded({ base, policies }: RecordedMutation): Promise<RecordedMutation["expect"]> {
  const { review, namespaceObject = {}, crds = [] } = bases.get(base) as RequestCase;
  const decoded = decodeReview(review);
  if (!decoded.ok) throw new Error(decoded.faults.join());
  const { request } = decoded;
  const documents = policies.flatMap((policy) => documentsOf(policy, request));
  const { snapshot, faults } = load(
    documents.map((text, i) => ({ source: `documents[${i}]`, text: stringifyJson(text) })),
  );
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join());
  const view = memoryClusterView([namespaceObject, ...crds], NO_AUTHORIZER);
  const { status, patch } = await mutate(request, { snapshot, view }, { now: () => 0, deadline: 1 });
  if (status === undefined) return { object: applyPatch(request.object, patch ?? []) as JsonObject };
  return { status: { code: status.code, reason: status.reason, message: status.message } };
}

function documentsOf(
  recorded: RecordedPolicy,
  { requestResource, requestSubResource }: AdmissionRequest,
): JsonObject[] {
  const { name, bindings, mutations, variables = [], matchConditions = [], objectSelector = {} } = recorded;
  const { group, version, resource } = requestResource;
  const path = requestSubResource === "" ? resource : `${resource}/${requestSubResource}`;
  const rule = { apiGroups: [group], apiVersions: [version], operations: ["*"], resources: [path] };
  const policy = {
    ...typeOf("MutatingAdmissionPolicy", name),
    spec: {
      failurePolicy: recorded.failurePolicy ?? "Fail",
      reinvocationPolicy: recorded.reinvocationPolicy ?? "Never",
      matchConstraints: { resourceRules: [rule], objectSelector },
      matchConditions,
      variables,
      mutations: mutations.map(mutationOf),
    },
  };
  const bound = bindings.map((binding) => ({
    ...typeOf("MutatingAdmissionPolicyBinding", binding),
    spec: { policyName: name },
  }));
  return [policy, ...bound];
}

function typeOf(kind: string, name: string): JsonObject {
  return { apiVersion: "admissionregistration.k8s.io/v1", kind, metadata: { name } };
}

function mutationOf(text: string): JsonObject {
  if (text.startsWith("J:")) return { patchType: "JSONPatch", jsonPatch: { expression: text.slice(2) } };
  return { patchType: "ApplyConfiguration", applyConfiguration: { expression: text } };
}
