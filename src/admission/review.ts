import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import type { GroupVersionKind } from "../kube/resources.ts";
import {
  type AdmissionRequest,
  type GroupVersionResource,
  OPERATIONS,
  type Operation,
  type UserInfo,
} from "../matching/request.ts";

export const REVIEW_API_VERSION = "admission.k8s.io/v1";
export const REVIEW_KIND = "AdmissionReview";

/** What a body turned out to be: a request, or everything that is wrong with it. */
export type DecodedReview =
  | { readonly ok: true; readonly request: AdmissionRequest }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads an AdmissionReview of admission.k8s.io/v1. Unknown fields are passed over, as newer servers may send some. */
export function decodeReview(review: Json): DecodedReview {
  const faults = envelopeFaults(review);
  if (faults.length > 0) return { ok: false, faults };
  const reader = new Reader(member(review, "request") as JsonObject);
  const request = reader.request();
  return reader.faults.length > 0 ? { ok: false, faults: reader.faults } : { ok: true, request };
}

function envelopeFaults(review: Json): string[] {
  if (!isObject(review)) return ["the body is not a JSON object"];
  const faults: string[] = [];
  const apiVersion = member(review, "apiVersion");
  if (apiVersion !== REVIEW_API_VERSION) {
    faults.push(`apiVersion: must be "${REVIEW_API_VERSION}", got ${shown(apiVersion)}`);
  }
  const kind = member(review, "kind");
  if (kind !== REVIEW_KIND) faults.push(`kind: must be "${REVIEW_KIND}", got ${shown(kind)}`);
  if (!isObject(member(review, "request"))) faults.push("request: must be an object");
  return faults;
}

/** Enough of a value to recognise it by; never what is inside. */
function shown(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" && value.length <= 64 ? JSON.stringify(value) : "something else";
}

/**
 * Reads fields and collects what is wrong with them. No field has the name of a property that all objects have, so
 * what is read is the object's own.
 */
class Reader {
  readonly faults: string[] = [];
  readonly #request: JsonObject;

  constructor(request: JsonObject) {
    this.#request = request;
  }

  request(): AdmissionRequest {
    const { uid, name, namespace, operation, dryRun, options } = this.#request;
    const { subResource, requestSubResource, requestKind, requestResource } = this.#request;
    const kind = this.#kind("kind");
    const resource = this.#resource("resource");
    const ownSubResource = this.#text(subResource, "subResource");
    return {
      uid: this.#requiredText(uid, "uid"),
      kind,
      resource,
      subResource: ownSubResource,
      requestKind: isObject(requestKind) ? this.#kind("requestKind") : kind,
      requestResource: isObject(requestResource) ? this.#resource("requestResource") : resource,
      requestSubResource: isObject(requestResource)
        ? this.#text(requestSubResource, "requestSubResource")
        : ownSubResource,
      name: this.#text(name, "name"),
      namespace: this.#text(namespace, "namespace"),
      operation: this.#operation(operation),
      userInfo: this.#userInfo(),
      object: this.#objectOrNull("object"),
      oldObject: this.#objectOrNull("oldObject"),
      dryRun: this.#dryRun(dryRun),
      options: options ?? null,
    };
  }

  #kind(field: string): GroupVersionKind {
    const { group, version, kind } = this.#object(field);
    return {
      group: this.#text(group, "group", field),
      version: this.#requiredText(version, "version", field),
      kind: this.#requiredText(kind, "kind", field),
    };
  }

  #resource(field: string): GroupVersionResource {
    const { group, version, resource } = this.#object(field);
    return {
      group: this.#text(group, "group", field),
      version: this.#requiredText(version, "version", field),
      resource: this.#requiredText(resource, "resource", field),
    };
  }

  #operation(value: Json | undefined): Operation {
    for (const operation of OPERATIONS) if (operation === value) return operation;
    this.#fault("operation", `must be one of ${OPERATIONS.join(", ")}`);
    return "CREATE";
  }

  #userInfo(): UserInfo {
    const { username, uid, groups, extra } = this.#object("userInfo");
    return {
      username: this.#text(username, "username", "userInfo"),
      uid: this.#text(uid, "uid", "userInfo"),
      groups: this.#texts(groups, "groups", "userInfo"),
      extra: this.#extra(extra),
    };
  }

  #extra(extra: Json | undefined): { readonly [key: string]: readonly string[] } {
    if (extra === undefined || extra === null) return {};
    if (!isObject(extra)) {
      this.#fault("extra", "must be an object", "userInfo");
      return {};
    }
    if (Object.values(extra).every(isTexts)) return extra as { readonly [key: string]: readonly string[] };
    const entries = Object.entries(extra).map(([key, values]): [string, readonly string[]] => [
      key,
      this.#texts(values, "extra", "userInfo"),
    ]);
    return Object.fromEntries(entries);
  }

  #dryRun(value: Json = false): boolean {
    if (value !== null && typeof value !== "boolean") this.#fault("dryRun", "must be true or false");
    return value === true;
  }

  #objectOrNull(field: string): JsonObject | null {
    const value = this.#request[field] ?? null;
    if (value === null || isObject(value)) return value;
    this.#fault(field, "must be an object or null");
    return null;
  }

  #object(field: string): JsonObject {
    const value = this.#request[field];
    if (isObject(value)) return value;
    this.#fault(field, "must be an object");
    return PLACEHOLDER;
  }

  #texts(value: Json | undefined, field: string, parent: string): readonly string[] {
    if (value === undefined || value === null) return [];
    if (isTexts(value)) return value;
    this.#fault(field, "must be a list of strings", parent);
    return [];
  }

  #text(value: Json | undefined, field: string, parent?: string): string {
    if (typeof value === "string") return value;
    if (value !== undefined && value !== null) this.#fault(field, "must be a string", parent);
    return "";
  }

  #requiredText(value: Json | undefined, field: string, parent?: string): string {
    const text = this.#text(value, field, parent);
    if (text === "") this.#fault(field, "must be a string that is not empty", parent);
    return text;
  }

  /** Of a field only the first is told. */
  #fault(field: string, problem: string, parent?: string): void {
    const at = `request.${parent === undefined ? "" : `${parent}.`}${field}: `;
    if (!this.faults.some((known) => known.startsWith(at))) this.faults.push(at + problem);
  }
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: Json): value is string {
  return typeof value === "string";
}

/** Stands in for an object that is missing: nothing in it is a further fault. */
const PLACEHOLDER: JsonObject = { version: "-", kind: "-", resource: "-" };
