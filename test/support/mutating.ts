/** Mutating policies written in short, loaded as any policy is. */
import { stringifyJson } from "../../src/json/stringify.ts";
import type { Json, JsonObject } from "../../src/json/value.ts";
import type { AdmissionRequest } from "../../src/matching/request.ts";
import { type Loaded, load } from "../../src/policy/load.ts";

export interface PolicyInShort {
  readonly name: string;
  /** Expressions of configurations, or of patches after `J:`. */
  readonly mutations: readonly string[];
  /** Of the policy's and the binding's spec; what is absent has its default. */
  readonly spec?: JsonObject;
  readonly bindingSpec?: JsonObject;
  readonly annotations?: { readonly [name: string]: string };
  /** The rule's; default: every resource of the core group. */
  readonly resources?: readonly string[];
  readonly apiGroups?: readonly string[];
}

/** @throws if a policy is refused */
export function loadMutating(policies: readonly PolicyInShort[], objects: readonly JsonObject[] = []): Loaded {
  const documents = [...policies.flatMap(documentsOf), ...objects];
  const loaded = load(documents.map((document, i) => ({ source: `${i}`, text: stringifyJson(document) })));
  if (loaded.faults.length > 0) throw new Error(loaded.faults.map(({ message }) => message).join());
  return loaded;
}

function documentsOf({ name, mutations, annotations = {}, ...rest }: PolicyInShort): JsonObject[] {
  const { spec = {}, bindingSpec = {}, resources = ["*"], apiGroups = [""] } = rest;
  const type = { apiVersion: "admissionregistration.k8s.io/v1" };
  const rule = { apiGroups, apiVersions: ["*"], operations: ["*"], resources };
  const policy = {
    ...type,
    kind: "MutatingAdmissionPolicy",
    metadata: { name, annotations },
    spec: {
      reinvocationPolicy: "Never",
      matchConstraints: { resourceRules: [rule] },
      mutations: mutations.map(mutationOf),
      ...spec,
    },
  };
  const kind = "MutatingAdmissionPolicyBinding";
  return [policy, { ...type, kind, metadata: { name: `${name}-bound` }, spec: { policyName: name, ...bindingSpec } }];
}

function mutationOf(text: string): JsonObject {
  if (text.startsWith("J:")) return { patchType: "JSONPatch", jsonPatch: { expression: text.slice(2) } };
  return { patchType: "ApplyConfiguration", applyConfiguration: { expression: text } };
}

/** A config map that is created, or whatever else is said. */
export function requestFor(object: JsonObject | null, over: Partial<AdmissionRequest> = {}): AdmissionRequest {
  const kind = { group: "", version: "v1", kind: "ConfigMap" };
  const resource = { group: "", version: "v1", resource: "configmaps" };
  return {
    uid: "u-1",
    kind,
    resource,
    subResource: "",
    requestKind: over.kind ?? kind,
    requestResource: over.resource ?? resource,
    requestSubResource: "",
    name: "settings",
    namespace: "shop",
    operation: "CREATE",
    userInfo: { username: "alice", uid: "", groups: ["team-a"], extra: {} },
    object,
    oldObject: null,
    dryRun: false,
    options: null,
    ...over,
  };
}

export function configMap(data: { readonly [key: string]: Json }): JsonObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "shop" }, data };
}
