import { isObject, member } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { ValidationReason } from "../policy/model.ts";

/** What the client gets when a request is denied: a `metav1.Status`. */
export interface Status {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly causes: readonly { readonly message: string }[];
  };
}

const CODES: { readonly [reason in ValidationReason]: number } = {
  Unauthorized: 401,
  Forbidden: 403,
  Invalid: 422,
  RequestEntityTooLarge: 413,
};

/** The status of a request that policies deny. `message` is the text of the first denial. */
export function denialStatus(request: AdmissionRequest, message: string, reason: ValidationReason = "Invalid"): Status {
  const { group, resource } = request.requestResource;
  const name = nameOf(request);
  const qualified = group === "" ? resource : `${resource}.${group}`;
  return {
    code: CODES[reason],
    reason,
    message: `${qualified} ${goQuote(name)} is forbidden: ${message}`,
    details: { name, ...(group === "" ? {} : { group }), kind: resource, causes: [{ message }] },
  };
}

/** As the API server names what has no name yet, or none at all (k8s.io/apiserver/pkg/admission/errors.go). */
function nameOf({ name, object }: AdmissionRequest): string {
  if (name !== "") return name;
  if (object === null) return "Unknown";
  const metadata = member(object, "metadata");
  if (!isObject(metadata)) return "Unknown/errorGettingName";
  return text(member(metadata, "name")) || text(member(metadata, "generateName")) || "Unknown";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
