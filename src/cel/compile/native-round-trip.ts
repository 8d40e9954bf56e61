import { runtimeTypeName, typeNameOf } from "../runtime/type-of.ts";
import type { Result, Value } from "../values.ts";
import { CelError, Message, OpaqueValue, Optional, TypeValue } from "../values.ts";
import { mapOfMessage } from "./messages.ts";

/** The Go types of Kubernetes' opaque values, for which there is no way back. */
const GO_TYPES: ReadonlyMap<string, string> = new Map([
  ["kubernetes.Quantity", "*resource.Quantity"],
  ["kubernetes.Semver", "semver.Version"],
  ["kubernetes.URL", "*url.URL"],
  ["net.IP", "netip.Addr"],
  ["net.CIDR", "netip.Prefix"],
]);

/**
 * What is left of a value when cel-go converts it to a Go value and back, as it does with what an optional holds when
 * the optional is a variable or a branch of a condition: a type becomes its name, an optional in an optional what it
 * holds, a message a map, and Kubernetes' opaque values an error.
 */
export function nativeRoundTrip(value: Value): Result {
  if (typeof value !== "object") return value;
  if (value instanceof TypeValue) return runtimeTypeName(value.of);
  if (value instanceof Optional) return value.value === undefined ? null : nativeRoundTrip(value.value);
  if (value instanceof Message) return value.type.name === "JSONPatch" ? value : mapOfMessage(value);
  return value instanceof OpaqueValue ? noWayBack(value) : value;
}

function noWayBack(value: OpaqueValue): Result {
  const type = GO_TYPES.get(typeNameOf(value)) ?? typeNameOf(value);
  return new CelError(`unsupported conversion to ref.Val: (${type})${value}`);
}
