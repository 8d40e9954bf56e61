/** Requests to try a mutating policy with. */
import type { JsonObject } from "../json/value.ts";
import { member } from "../json/value.ts";
import { allResources, type GroupVersionKind } from "../kube/resources.ts";
import { schemaFor } from "../kube/schema/built-in.ts";
import type { Schema } from "../kube/schema/schema.ts";
import { type AdmissionRequest, apiVersionOf, type GroupVersionResource, type Operation } from "../matching/request.ts";
import { includes, matchesOperation, matchesResource, prepareRule } from "../matching/rule.ts";
import { sampleObjects } from "../mutation/samples.ts";
import type { CustomResource } from "../policy/custom-resources.ts";
import type { CompiledMutatingPolicy } from "../policy/model.ts";

/** A wildcard may match any number of kinds: so many stand for all. */
const MAX_KINDS = 6;

/** A kind whose objects can be made up, with its resource. */
interface Candidate {
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  readonly schema: Schema;
  readonly namespaced: boolean;
}

/**
 * @param custom the custom resources that are known
 * @param examples objects that people wrote for the policies: the best samples
 */
export function sampleRequests(
  policy: CompiledMutatingPolicy,
  custom: readonly CustomResource[],
  examples: readonly JsonObject[],
): readonly AdmissionRequest[] {
  const words = wordsOf(policy);
  return candidatesFor(policy, custom).flatMap((candidate) => {
    const operation = operationFor(policy, candidate);
    const own = examples.filter((object) => isOfKind(object, candidate.kind));
    const objects = [...own, ...sampleObjects(candidate.kind, candidate.schema, words)];
    return objects.map((object) => requestFor(candidate, object, operation));
  });
}

/** Texts within the expressions: keys and values that the policy looks for. */
function wordsOf({ mutations, variables, matchConditions }: CompiledMutatingPolicy): readonly string[] {
  const sources = [...mutations.map(({ expression }) => expression), ...variables, ...matchConditions];
  const words = sources.flatMap(({ expression }) => expression.match(/'[^'\\\s]{1,63}'|"[^"\\\s]{1,63}"/g) ?? []);
  return [...new Set(words.map((word) => word.slice(1, -1)))].slice(0, MAX_WORDS);
}

const MAX_WORDS = 30;

function candidatesFor(policy: CompiledMutatingPolicy, custom: readonly CustomResource[]): readonly Candidate[] {
  const all = [...custom.map(customCandidate), ...BUILT_IN];
  return all.filter((candidate) => operationFor(policy, candidate) !== undefined).slice(0, MAX_KINDS);
}

function customCandidate({ group, version, kind, plural, schema = { type: "object" } }: CustomResource): Candidate {
  const resource = { group, version, resource: plural };
  return { kind: { group, version, kind }, resource, schema, namespaced: true };
}

/** Pods first: most policies are about them. */
const BUILT_IN: readonly Candidate[] = allResources()
  .flatMap(({ group, version, resource, kind, namespaced }): Candidate[] => {
    const schema = resource.includes("/") ? undefined : schemaFor(kind.group, kind.version, kind.kind);
    return schema === undefined ? [] : [{ kind, resource: { group, version, resource }, schema, namespaced }];
  })
  .toSorted((a, b) => Number(b.kind.kind === "Pod") - Number(a.kind.kind === "Pod"));

/** What the policy's rules take the resource at; undefined if they do not take it. */
function operationFor({ matchConstraints }: CompiledMutatingPolicy, { resource }: Candidate): Operation | undefined {
  const rules = matchConstraints.resourceRules.map(prepareRule);
  return (["CREATE", "UPDATE"] as const).find((operation) =>
    rules.some(
      (rule) =>
        matchesOperation(rule, operation) &&
        matchesResource(rule, resource.resource, "") &&
        includes(rule.groups, resource.group) &&
        includes(rule.versions, resource.version),
    ),
  );
}

function isOfKind(object: JsonObject, kind: GroupVersionKind): boolean {
  return member(object, "kind") === kind.kind && member(object, "apiVersion") === apiVersionOf(kind);
}

function requestFor(
  { kind, resource, namespaced }: Candidate,
  object: JsonObject,
  operation: Operation = "CREATE",
): AdmissionRequest {
  const name = member(member(object, "metadata"), "name");
  return {
    uid: "sample",
    kind,
    resource,
    subResource: "",
    requestKind: kind,
    requestResource: resource,
    requestSubResource: "",
    name: typeof name === "string" ? name : "",
    namespace: namespaced ? "sample" : "",
    operation,
    userInfo: { username: "sample", uid: "", groups: ["system:authenticated"], extra: {} },
    object,
    oldObject: operation === "UPDATE" ? object : null,
    dryRun: true,
    options: null,
  };
}
