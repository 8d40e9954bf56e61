import type { PatchOperation } from "../json/patch.ts";
import { stringifyJson } from "../json/stringify.ts";
import { Double, type Json, type JsonObject } from "../json/value.ts";
import { changeAnnotation } from "../mutation/change.ts";
import type { Status } from "../validation/status.ts";
import { REVIEW_API_VERSION, REVIEW_KIND } from "./review.ts";
import type { Verdict } from "./verdict.ts";

/** The AdmissionReview that answers a request, ready for `JSON.stringify`, which leaves out what is undefined. */
export interface ReviewResponse {
  readonly apiVersion: typeof REVIEW_API_VERSION;
  readonly kind: typeof REVIEW_KIND;
  readonly response: {
    readonly uid: string;
    readonly allowed: boolean;
    readonly status?: Status | undefined;
    /** Both or neither. The patch is base64 of JSON. */
    readonly patchType?: "JSONPatch" | undefined;
    readonly patch?: string | undefined;
    readonly warnings?: readonly string[] | undefined;
    readonly auditAnnotations?: Annotations | undefined;
  };
}

type Annotations = { readonly [key: string]: string };

/** @param uid of the request: the API server takes no response for another one */
export function reviewResponse(uid: string, verdict: Verdict): ReviewResponse {
  const { allowed, status, patch, warnings } = verdict;
  return {
    apiVersion: REVIEW_API_VERSION,
    kind: REVIEW_KIND,
    response: {
      uid,
      allowed,
      status,
      patchType: patch && "JSONPatch",
      patch: patch && encoded(patch),
      warnings: warnings.length === 0 ? undefined : warnings,
      auditAnnotations: annotationsOf(verdict),
    },
  };
}

function annotationsOf({ auditAnnotations, changes = [] }: Verdict): Annotations | undefined {
  const all = changes.length === 0 ? auditAnnotations : { ...auditAnnotations, ...changeAnnotation(changes) };
  const entries = Object.entries(all);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([key, value]) => [annotationName(key), value]));
}

/** Exact also for numbers that JavaScript's own JSON would change. */
function encoded(patch: readonly PatchOperation[]): string {
  const text = patch.every(isNative) ? JSON.stringify(patch) : stringifyJson(patch.map(asJson));
  return Buffer.from(text).toString("base64");
}

function asJson(operation: PatchOperation): Json {
  return { ...operation };
}

function isNative({ value = null }: PatchOperation): boolean {
  return isNativeJson(value, NATIVE_DEPTH);
}

/** Deeper values are rare, and JavaScript's own JSON is not made for the deepest. */
const NATIVE_DEPTH = 32;

/** Whether JavaScript's own JSON, which is faster, writes the same. */
function isNativeJson(value: Json, depth: number): boolean {
  if (typeof value !== "object") return typeof value !== "bigint";
  if (value === null) return true;
  if (depth === 0 || value instanceof Double) return false;
  if (Array.isArray(value)) return value.every((item: Json) => isNativeJson(item, depth - 1));
  const object = value as JsonObject;
  return Object.keys(object).every((key) => isNativeJson(object[key] as Json, depth - 1));
}

const VALIDATION_FAILURE = "validation.policy.admission.k8s.io/validation_failure";
/** A name part of a qualified name (k8s.io/apimachinery/pkg/util/validation). */
const MAX_NAME = 63;
const HASH_DIGITS = 8;

/**
 * The API server writes a webhook's annotations under `<webhook>/<name>` and drops those whose name has a slash or is
 * too long: `<policy>/<key>` becomes `<policy>.<key>`, shortened with a hash where it must be.
 */
export function annotationName(key: string): string {
  if (key === VALIDATION_FAILURE) return "validation_failure";
  const name = key.replace("/", ".");
  if (name.length <= MAX_NAME) return name;
  return `${name.slice(0, MAX_NAME - HASH_DIGITS - 1)}-${hash(name)}`;
}

/** FNV-1a of the UTF-16 code units, in hexadecimal. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16).padStart(HASH_DIGITS, "0");
}
