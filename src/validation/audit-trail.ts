import { byteLength } from "../kube/go-text.ts";
import type { Binding } from "../policy/model.ts";

const MAX_VALUE_BYTES = 10 * 1024;
const VALIDATION_FAILURE = "validation.policy.admission.k8s.io/validation_failure";

/** Collects the audit annotations of one request. A key once set stays as it is. */
export class AuditTrail {
  readonly #published = new Map<string, string>();
  readonly #values = new Map<string, Set<string>>();

  /** Tells of the first failing validation only: the API server does not overwrite annotations. */
  recordFailure(policyName: string, binding: Binding, expressionIndex: number, message: string): void {
    if (this.#published.has(VALIDATION_FAILURE)) return;
    const { name, validationActions } = binding;
    const failure = { message, policy: policyName, binding: name, expressionIndex, validationActions };
    this.#published.set(VALIDATION_FAILURE, goJson([failure]));
  }

  /** Different values of one key, from several bindings or params, are joined. */
  add(policyName: string, key: string, value: string): void {
    const full = `${policyName}/${key}`;
    const values = this.#values.get(full) ?? new Set();
    this.#values.set(full, values.add(cut(value)));
  }

  annotations(): { readonly [key: string]: string } {
    const joined = [...this.#values].map(([key, values]): [string, string] => [key, [...values].join(", ")]);
    return Object.fromEntries([...this.#published, ...joined]);
  }
}

/** At so many bytes, wherever that is: what is left of a character becomes one U+FFFD for each byte. */
function cut(value: string): string {
  if (byteLength(value) <= MAX_VALUE_BYTES) return value;
  const bytes = new TextEncoder().encode(value).subarray(0, MAX_VALUE_BYTES);
  let end = bytes.length;
  while (end > 0 && isContinuation(bytes[end - 1])) end--;
  const lead = bytes[end - 1] ?? 0;
  const isWhole = bytes.length - end === continuationsAfter(lead);
  if (isWhole) return new TextDecoder().decode(bytes);
  return new TextDecoder().decode(bytes.subarray(0, end - 1)) + "\ufffd".repeat(bytes.length - end + 1);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function continuationsAfter(lead: number): number {
  if (lead < 0x80) return 0;
  if (lead < 0xe0) return 1;
  return lead < 0xf0 ? 2 : 3;
}

/** JSON as Go's encoding/json writes it: safe within HTML. */
function goJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "string" ? item.toWellFormed() : item,
  ).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
