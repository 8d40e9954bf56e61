/** Kubernetes' IP addresses. */
import {
  areSameIps,
  familyOf,
  formatIp,
  type IpAddress,
  isGlobalUnicast,
  isLinkLocalMulticast,
  isLinkLocalUnicast,
  isLoopback,
  isUnspecified,
  parseIp,
} from "../../kube/ip.ts";
import type { FunctionDecl, Library } from "../environment.ts";
import { actualSize } from "../runtime/size.ts";
import { BOOL, INT, opaque, STRING } from "../types.ts";
import { CelError, OpaqueValue, type Value } from "../values.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";

export const IP_TYPE = opaque("net.IP");

export class IpValue extends OpaqueValue {
  readonly type = IP_TYPE;
  readonly ip: IpAddress;

  constructor(ip: IpAddress) {
    super();
    this.ip = ip;
  }

  override get costSize(): number {
    return this.ip.length;
  }

  override equals(other: IpValue): boolean {
    return areSameIps(this.ip, other.ip);
  }

  override toString(): string {
    return formatIp(this.ip);
  }
}

function toIp(text: string): IpValue | CelError {
  const ip = parseIp(text);
  return typeof ip === "string" ? new CelError(ip) : new IpValue(ip);
}

function isIp(text: string): boolean {
  return typeof parseIp(text) !== "string";
}

function isCanonical(text: string): boolean | CelError {
  const ip = parseIp(text);
  return typeof ip === "string" ? new CelError(ip) : formatIp(ip) === text;
}

/** For reading the text and comparing it. */
function canonicalCost(args: readonly Value[]): number {
  return Math.ceil(actualSize(args[0] as Value) * 0.2);
}

function property(name: string, id: string, test: (ip: IpAddress) => boolean): FunctionDecl {
  return functionOf(
    name,
    memberOverload(id, [IP_TYPE], BOOL, ({ ip }: IpValue) => test(ip)),
  );
}

export const IP: Library = {
  name: "kubernetes.net.ip",
  functions: [
    functionOf("ip", overload("string_to_ip", [STRING], IP_TYPE, toIp, traversalCost)),
    functionOf("isIP", overload("is_ip", [STRING], BOOL, isIp, traversalCost)),
    functionOf("ip.isCanonical", overload("ip_is_canonical", [STRING], BOOL, isCanonical, canonicalCost)),
    functionOf("string", overload("ip_to_string", [IP_TYPE], STRING, String)),
    functionOf(
      "family",
      memberOverload("ip_family", [IP_TYPE], INT, ({ ip }: IpValue) => familyOf(ip)),
    ),
    property("isUnspecified", "ip_is_unspecified", isUnspecified),
    property("isLoopback", "ip_is_loopback", isLoopback),
    property("isLinkLocalMulticast", "ip_is_link_local_multicast", isLinkLocalMulticast),
    property("isLinkLocalUnicast", "ip_is_link_local_unicast", isLinkLocalUnicast),
    property("isGlobalUnicast", "ip_is_global_unicast", isGlobalUnicast),
  ],
  types: [IP_TYPE],
};
