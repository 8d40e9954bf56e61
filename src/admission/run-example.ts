/** The examples that stand beside a policy, judged through the same pipeline as requests. */
import { diffJson } from "../json/diff.ts";
import { applyPatch, type PatchOperation } from "../json/patch.ts";
import { type Json, type JsonObject, member } from "../json/value.ts";
import { allResources, findResource, type Resource, resourceOfKind } from "../kube/resources.ts";
import { type AdmissionRequest, apiVersionOf, parseApiVersion } from "../matching/request.ts";
import type { PolicyExample } from "../policy/examples.ts";
import type { Snapshot } from "../policy/model.ts";
import { validate } from "./admit.ts";
import type { Captured } from "./captured.ts";
import type { Clock } from "./clock.ts";
import type { ClusterView } from "./cluster-view.ts";
import { memoryClusterView } from "./memory-cluster-view.ts";
import { mutate } from "./mutate.ts";
import { workloadsOf } from "./workload-policies.ts";

/** Examples have all the time. */
const NEVER: Clock = { now: () => 0, deadline: 1 };

/** @returns what is wrong: the example's expectation beside what the policy did; undefined if they agree */
export async function runExample(
  policyName: string,
  example: PolicyExample,
  captured: Captured,
): Promise<string | undefined> {
  const stage = stageOf(policyName, example, captured);
  const { expected } = example;
  const door = expected.kind === "mutated" ? "mutating" : "validating";
  if (stage.snapshot[door].length === 0) return `there is no ${door} policy "${policyName}" in force`;
  switch (expected.kind) {
    case "good":
      return takes(example, stage);
    case "bad":
      return refuses(example, expected.message, stage);
    case "mutated":
      return (await makes(example, expected.result, stage)) ?? leaves(example, expected.result, stage);
  }
}

/** The policy alone, and what its example sees of the cluster. */
function stageOf(policyName: string, example: PolicyExample, { snapshot, view }: Captured): Captured {
  const isPolicy = ({ name }: { readonly name: string }): boolean => name === policyName;
  const { validating, mutating } = snapshot;
  const alone = { ...snapshot, validating: validating.filter(isPolicy), mutating: mutating.filter(isPolicy) };
  return { snapshot: alone, view: withNamespace(withObjects(view, example.objects), example.namespace) };
}

/** The view of a cluster that has these objects instead of any others, if there are some. */
function withObjects(view: ClusterView, objects: readonly JsonObject[]): ClusterView {
  if (objects.length === 0) return view;
  const own = memoryClusterView(objects, view.authorizer);
  return { ...view, params: (kind) => own.params(kind) ?? view.params(kind) };
}

async function takes(example: PolicyExample, stage: Captured): Promise<string | undefined> {
  const said = await objections(example, stage);
  return said.length === 0 ? undefined : `must be taken, but: ${said.join("; ")}`;
}

async function refuses(example: PolicyExample, message: string, stage: Captured): Promise<string | undefined> {
  const said = await objections(example, stage);
  if (said.includes(message)) return undefined;
  return `must be refused with\n  ${message}\nbut ${said.length === 0 ? "was taken" : `the policy said\n  ${said.join("\n  ")}`}`;
}

async function objections(example: PolicyExample, stage: Captured): Promise<string[]> {
  const { findings } = await validate(requestOf(example, example.object, stage.snapshot), stage, NEVER);
  return findings.filter(({ exception }) => exception === undefined).map(({ message }) => message);
}

async function makes(example: PolicyExample, result: JsonObject, stage: Captured): Promise<string | undefined> {
  const request = requestOf(example, example.object, stage.snapshot);
  const { findings, patch = [] } = await mutate(request, stage, NEVER);
  if (findings.length > 0) return `must not fail, but: ${findings.map(({ message }) => message).join("; ")}`;
  const wrong = diffJson(requestOf(example, result, stage.snapshot).object, applyPatch(request.object, patch));
  return wrong.length === 0 ? undefined : `must give another result; the policy's differs by${shown(wrong)}`;
}

/** What was missing is there now: once more must change nothing. */
async function leaves(example: PolicyExample, result: JsonObject, stage: Captured): Promise<string | undefined> {
  const { patch = [] } = await mutate(requestOf(example, result, stage.snapshot), stage, NEVER);
  return patch.length === 0 ? undefined : `must leave its own result as it is, but patches it:${shown(patch)}`;
}

function shown(patch: readonly PatchOperation[]): string {
  return patch.map((operation) => `\n  ${JSON.stringify(operation)}`).join("");
}

/** The view of a cluster that has the namespace, too. */
export function withNamespace(view: ClusterView, namespace: JsonObject): ClusterView {
  const name = nameOf(namespace);
  const metadata = member(namespace, "metadata") as JsonObject;
  const labels = { ...(member(metadata, "labels") as JsonObject), "kubernetes.io/metadata.name": name };
  const complete = { apiVersion: "v1", kind: "Namespace", metadata: { ...metadata, labels } };
  return { ...view, namespace: (asked) => (asked === name ? complete : view.namespace(asked)) };
}

/** The request of the example, about the object in the place of its own. */
export function requestOf(example: PolicyExample, object: JsonObject | null, snapshot: Snapshot): AdmissionRequest {
  const place = nameOf(example.namespace);
  const subject = object ?? example.oldObject ?? {};
  const type = kindOf(subject);
  const known = resourceOfKind(type.group, type.version, type.kind) ?? connectedTo(type.kind, example.subResource);
  const resource = {
    group: type.group,
    version: type.version,
    resource: known?.resource.split("/")[0] ?? workloadsOf(snapshot).find(type)?.resource ?? pluralOf(type.kind),
  };
  const kind = findResource(type.group, type.version, `${resource.resource}/${example.subResource}`)?.kind ?? type;
  const namespace = known?.namespaced === false ? "" : place;
  return {
    uid: "example",
    kind,
    resource,
    subResource: example.subResource,
    requestKind: kind,
    requestResource: resource,
    requestSubResource: example.subResource,
    name: nameOf(subject),
    namespace,
    operation: example.operation,
    userInfo: { username: example.username, uid: "", groups: example.groups, extra: example.extra },
    object: inNamespace(object, namespace),
    oldObject: inNamespace(example.oldObject, namespace),
    dryRun: false,
    options: { apiVersion: apiVersionOf({ group: "meta.k8s.io", version: "v1" }), kind: optionsKind(example) },
  };
}

/** Of options such as PodExecOptions: the resource that is connected to, `pods/exec`. */
function connectedTo(kind: string, subResource: string): Resource | undefined {
  return allResources().find((found) => found.kind.kind === kind && found.resource.endsWith(`/${subResource}`));
}

/** As nearly all kinds have it. */
function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  return /(s|x|ch|sh)$/.test(lower) ? `${lower}es` : `${lower.replace(/([^aeiou])y$/, "$1ie")}s`;
}

function optionsKind({ operation }: PolicyExample): string {
  return `${operation.charAt(0)}${operation.slice(1).toLowerCase()}Options`;
}

/** What the API server fills in before it asks a webhook. */
function inNamespace(object: JsonObject | null, namespace: string): JsonObject | null {
  const metadata = member(object ?? undefined, "metadata");
  if (object === null || namespace === "" || metadata === undefined) return object;
  return { ...object, metadata: { ...(metadata as JsonObject), namespace } };
}

function kindOf(object: JsonObject): { readonly group: string; readonly version: string; readonly kind: string } {
  return { ...parseApiVersion(text(member(object, "apiVersion"))), kind: text(member(object, "kind")) };
}

function nameOf(object: JsonObject): string {
  return text(member(member(object, "metadata"), "name"));
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
