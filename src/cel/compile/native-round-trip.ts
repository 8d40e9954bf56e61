import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
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
 * holds, a message a map, and Kubernetes' opaque values, named formats excepted, an error.
 */
export function nativeRoundTrip(value: Value): Result {
  if (typeof value !== "object") return value;
  if (value instanceof TypeValue) return runtimeTypeName(value.of);
  if (value instanceof Optional) return value.value === undefined ? null : nativeRoundTrip(value.value);
  if (value instanceof Message) return value.type.name === "JSONPatch" ? value : mapOfMessage(value);
  return value instanceof OpaqueValue ? noWayBack(value) : value;
}

function noWayBack(value: OpaqueValue): Result {
  const name = typeNameOf(value);
  if (name === "kubernetes.NamedFormat") return value;
  const goType = GO_TYPES.get(name);
  return goType === undefined
    ? NO_SUCH_OVERLOAD
    : new CelError(`unsupported conversion to ref.Val: (${goType})${value}`);
}
