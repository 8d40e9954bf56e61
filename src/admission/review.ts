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

/** Reads fields and collects what is wrong with them. */
class Reader {
  readonly faults: string[] = [];
  readonly #request: JsonObject;

  constructor(request: JsonObject) {
    this.#request = request;
  }

  request(): AdmissionRequest {
    const kind = this.#kind("kind");
    const resource = this.#resource("resource");
    const subResource = this.#text(this.#request, "subResource");
    const has = (field: string): boolean => isObject(member(this.#request, field));
    return {
      uid: this.#requiredText(this.#request, "uid"),
      kind,
      resource,
      subResource,
      requestKind: has("requestKind") ? this.#kind("requestKind") : kind,
      requestResource: has("requestResource") ? this.#resource("requestResource") : resource,
      requestSubResource: has("requestResource") ? this.#text(this.#request, "requestSubResource") : subResource,
      name: this.#text(this.#request, "name"),
      namespace: this.#text(this.#request, "namespace"),
      operation: this.#operation(),
      userInfo: this.#userInfo(),
      object: this.#objectOrNull("object"),
      oldObject: this.#objectOrNull("oldObject"),
      dryRun: this.#dryRun(),
      options: member(this.#request, "options") ?? null,
    };
  }

  #kind(field: string): GroupVersionKind {
    const value = this.#object(field);
    return {
      group: this.#text(value, "group", `${field}.`),
      version: this.#requiredText(value, "version", `${field}.`),
      kind: this.#requiredText(value, "kind", `${field}.`),
    };
  }

  #resource(field: string): GroupVersionResource {
    const value = this.#object(field);
    return {
      group: this.#text(value, "group", `${field}.`),
      version: this.#requiredText(value, "version", `${field}.`),
      resource: this.#requiredText(value, "resource", `${field}.`),
    };
  }

  #operation(): Operation {
    const value = member(this.#request, "operation");
    const operation = OPERATIONS.find((known) => known === value);
    if (operation === undefined) this.#fault("operation", `must be one of ${OPERATIONS.join(", ")}`);
    return operation ?? "CREATE";
  }

  #userInfo(): UserInfo {
    const user = this.#object("userInfo");
    return {
      username: this.#text(user, "username", "userInfo."),
      uid: this.#text(user, "uid", "userInfo."),
      groups: this.#texts(member(user, "groups"), "userInfo.groups"),
      extra: this.#extra(member(user, "extra")),
    };
  }

  #extra(extra: Json | undefined): { readonly [key: string]: readonly string[] } {
    if (extra === undefined || extra === null) return {};
    if (!isObject(extra)) {
      this.#fault("userInfo.extra", "must be an object");
      return {};
    }
    const entries = Object.entries(extra).map(([key, values]): [string, readonly string[]] => [
      key,
      this.#texts(values, "userInfo.extra"),
    ]);
    return Object.fromEntries(entries);
  }

  #dryRun(): boolean {
    const value = member(this.#request, "dryRun") ?? false;
    if (typeof value !== "boolean") this.#fault("dryRun", "must be true or false");
    return value === true;
  }

  #objectOrNull(field: string): JsonObject | null {
    const value = member(this.#request, field) ?? null;
    if (value === null || isObject(value)) return value;
    this.#fault(field, "must be an object or null");
    return null;
  }

  #object(field: string): JsonObject {
    const value = member(this.#request, field);
    if (isObject(value)) return value;
    this.#fault(field, "must be an object");
    return PLACEHOLDER;
  }

  #texts(value: Json | undefined, field: string): readonly string[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    this.#fault(field, "must be a list of strings");
    return [];
  }

  #text(object: JsonObject, field: string, prefix = ""): string {
    const value = member(object, field) ?? "";
    if (typeof value === "string") return value;
    this.#fault(`${prefix}${field}`, "must be a string");
    return "";
  }

  #requiredText(object: JsonObject, field: string, prefix = ""): string {
    const text = this.#text(object, field, prefix);
    if (text === "" && object !== PLACEHOLDER) this.#fault(`${prefix}${field}`, "must be a string that is not empty");
    return text;
  }

  #fault(field: string, problem: string): void {
    const fault = `request.${field}: ${problem}`;
    if (!this.faults.some((known) => known.startsWith(`request.${field}: `))) this.faults.push(fault);
  }
}

/** Stands in for an object that is missing, whose fields are then no further faults. */
const PLACEHOLDER: JsonObject = {};
