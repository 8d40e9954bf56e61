/** The examples that stand beside a policy, judged through the same pipeline as requests. */
import { type Json, type JsonObject, member } from "../json/value.ts";
import { findResource, resourceOfKind } from "../kube/resources.ts";
import { type AdmissionRequest, apiVersionOf, parseApiVersion } from "../matching/request.ts";
import type { PolicyExample } from "../policy/examples.ts";
import type { Snapshot } from "../policy/model.ts";
import { type Captured, validate } from "./admit.ts";
import type { ClusterView } from "./cluster-view.ts";

/** @returns what is wrong: the example's expectation beside what the policy said; undefined if they agree */
export async function runExample(
  policyName: string,
  example: PolicyExample,
  captured: Captured,
): Promise<string | undefined> {
  const snapshot = only(policyName, captured.snapshot);
  if (snapshot.validating.length === 0) return `there is no policy "${policyName}" in force`;
  const view = withNamespace(captured.view, example.namespace);
  const never = { now: () => 0, deadline: 1 };
  const { findings } = await validate(requestOf(example), { snapshot, view }, never);
  const said = findings.map(({ message }) => message);
  if (example.message === undefined) return said.length === 0 ? undefined : `must be taken, but: ${said.join("; ")}`;
  if (said.includes(example.message)) return undefined;
  return `must be refused with\n  ${example.message}\nbut ${said.length === 0 ? "was taken" : `the policy said\n  ${said.join("\n  ")}`}`;
}

function only(policyName: string, snapshot: Snapshot): Snapshot {
  return { ...snapshot, validating: snapshot.validating.filter(({ name }) => name === policyName), mutating: [] };
}

function withNamespace(view: ClusterView, namespace: JsonObject): ClusterView {
  const name = nameOf(namespace);
  const metadata = member(namespace, "metadata") as JsonObject;
  const labels = { ...(member(metadata, "labels") as JsonObject), "kubernetes.io/metadata.name": name };
  const complete = { apiVersion: "v1", kind: "Namespace", metadata: { ...metadata, labels } };
  return { ...view, namespace: (asked) => (asked === name ? complete : view.namespace(asked)) };
}

function requestOf(example: PolicyExample): AdmissionRequest {
  const place = nameOf(example.namespace);
  const shown = example.object ?? example.oldObject ?? {};
  const type = kindOf(shown);
  const known = resourceOfKind(type.group, type.version, type.kind);
  const resource = {
    group: type.group,
    version: type.version,
    resource: known?.resource ?? `${type.kind.toLowerCase()}s`,
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
    name: nameOf(shown),
    namespace,
    operation: example.operation,
    userInfo: { username: example.username, uid: "", groups: example.groups, extra: {} },
    object: inNamespace(example.object, namespace),
    oldObject: inNamespace(example.oldObject, namespace),
    dryRun: false,
    options: { apiVersion: apiVersionOf({ group: "meta.k8s.io", version: "v1" }), kind: optionsKind(example) },
  };
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
