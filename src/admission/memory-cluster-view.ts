import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { type GroupVersionKind, resourceOfKind } from "../kube/resources.ts";
import type { Schema } from "../kube/schema/schema.ts";
import { apiVersionOf, type GroupVersionResource, parseApiVersion } from "../matching/request.ts";
import { builtInResource, type ResourceForm, type ServedResource } from "../matching/served-resource.ts";
import { customResources, isDefinition } from "../policy/custom-resources.ts";
import type { ParamKind } from "../policy/model.ts";
import type { ParamStore } from "../validation/params.ts";
import type { ClusterAuthorizer } from "./authorizer.ts";
import type { ClusterView } from "./cluster-view.ts";

/**
 * A cluster without a cluster: as far as plain objects describe it. Namespaces and CustomResourceDefinitions among
 * them count as such, all can be params. A namespace that nobody described is taken to exist with nothing but its name
 * label, which the API server gives to every namespace.
 */
export function memoryClusterView(objects: readonly JsonObject[], authorizer: ClusterAuthorizer): ClusterView {
  const namespaces = new Map(objects.filter(isNamespace).map((namespace) => [nameOf(namespace), namespace]));
  const custom = objects.filter(isDefinition).map(customResource);
  const params = objects.toSorted(byName);
  let schemas: ReadonlyMap<string, Schema> | undefined;
  return {
    namespace: (name) => namespaces.get(name) ?? bareNamespace(name),
    served: (resource, subResource) => servedResource(custom, resource, subResource),
    params: remembered((kind) => storeOf(kind, params, custom)),
    customSchema: (kind) => {
      schemas ??= schemasOf(objects);
      return schemas.get(kindKey(kind));
    },
    authorizer,
  };
}

/** By kind. A definition without a schema takes any object. */
function schemasOf(objects: readonly JsonObject[]): ReadonlyMap<string, Schema> {
  const entries = customResources(objects).map((resource): [string, Schema] => [
    kindKey(resource),
    resource.schema ?? { type: "object" },
  ]);
  return new Map(entries);
}

function kindKey({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}/${kind}`;
}

/** Policies ask for the same few kinds again and again. */
function remembered(find: ClusterView["params"]): ClusterView["params"] {
  const known = new Map<string, ParamStore | undefined>();
  return (kind) => {
    const key = `${kind.apiVersion} ${kind.kind}`;
    if (!known.has(key)) known.set(key, find(kind));
    return known.get(key);
  };
}

function isNamespace(object: JsonObject): boolean {
  return object["apiVersion"] === "v1" && object["kind"] === "Namespace";
}

interface CustomResource {
  readonly group: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly kinds: readonly GroupVersionKind[];
  readonly served: ServedResource;
}

function customResource(definition: JsonObject): CustomResource {
  const spec = member(definition, "spec");
  const names = member(spec, "names");
  const group = text(member(spec, "group"));
  const plural = text(member(names, "plural"));
  const versions = list(member(spec, "versions")).filter((version) => member(version, "served") !== false);
  const kinds = versions.map((version) => ({
    group,
    version: text(member(version, "name")),
    kind: text(member(names, "kind")),
  }));
  const forms = kinds.map(
    (kind): ResourceForm => ({ resource: { group, version: kind.version, resource: plural }, kind }),
  );
  const strategy = member(member(spec, "conversion"), "strategy");
  const served: ServedResource = { forms, conversion: strategy === "Webhook" ? "webhook" : "none" };
  return { group, plural, namespaced: member(spec, "scope") === "Namespaced", kinds, served };
}

/** Subresources of custom resources: `status` is of the same kind, `scale` of its own in every version. */
function servedResource(
  custom: readonly CustomResource[],
  resource: GroupVersionResource,
  subResource: string,
): ServedResource | undefined {
  const found = custom.find(({ group, plural }) => group === resource.group && plural === resource.resource);
  if (found === undefined) return builtInResource(resource, subResource);
  if (subResource !== "scale") return found.served;
  const scale = { group: "autoscaling", version: "v1", kind: "Scale" };
  return { ...found.served, forms: found.served.forms.map((form) => ({ ...form, kind: scale })) };
}

function storeOf(
  paramKind: ParamKind,
  params: readonly JsonObject[],
  custom: readonly CustomResource[],
): ParamStore | undefined {
  const { apiVersion, kind } = paramKind;
  const objects = params.filter((param) => param["apiVersion"] === apiVersion && param["kind"] === kind);
  const namespaced = scopeOf(paramKind, custom) ?? scopeByExample(objects);
  if (namespaced === undefined) return undefined;
  const inPlace = (namespace: string): readonly JsonObject[] =>
    objects.filter((object) => !namespaced || namespaceOf(object) === namespace);
  return {
    namespaced,
    get: (namespace, name) => inPlace(namespace).find((object) => nameOf(object) === name),
    list: inPlace,
    all: () => objects,
  };
}

/** Whether a kind is namespaced; undefined if no group or definition knows it. */
function scopeOf({ apiVersion, kind }: ParamKind, custom: readonly CustomResource[]): boolean | undefined {
  const { group, version } = parseApiVersion(apiVersion);
  const builtIn = resourceOfKind(group, version, kind);
  if (builtIn !== undefined) return builtIn.namespaced;
  return custom.find(({ kinds }) => kinds.some((known) => apiVersionOf(known) === apiVersion && known.kind === kind))
    ?.namespaced;
}

function scopeByExample(objects: readonly JsonObject[]): boolean | undefined {
  return objects.length === 0 ? undefined : objects.some((object) => namespaceOf(object) !== "");
}

/** The same object for the same name, so that what is worked out for it can be remembered. */
const bareNamespaces = new Map<string, JsonObject>();
const MAX_BARE_NAMESPACES = 1024;

function bareNamespace(name: string): JsonObject {
  let namespace = bareNamespaces.get(name);
  if (namespace === undefined) {
    namespace = makeNamespace(name);
    if (bareNamespaces.size >= MAX_BARE_NAMESPACES) bareNamespaces.clear();
    bareNamespaces.set(name, namespace);
  }
  return namespace;
}

function makeNamespace(name: string): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { "kubernetes.io/metadata.name": name } },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  };
}

function byName(a: JsonObject, b: JsonObject): number {
  const [left, right] = [nameOf(a), nameOf(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function nameOf(object: JsonObject): string {
  return text(member(member(object, "metadata"), "name"));
}

function namespaceOf(object: JsonObject): string {
  return text(member(member(object, "metadata"), "namespace"));
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function list(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
