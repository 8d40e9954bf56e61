/** Kubernetes' IP addresses. */
import { goQuote } from "../../kube/go-text.ts";
import {
  addressLength,
  formatAddress,
  type IpAddress,
  isGlobalUnicast,
  isIPv4Mapped,
  isLinkLocalMulticast,
  isLinkLocalUnicast,
  isLoopback,
  isUnspecified,
  parseAddress,
} from "../../kube/ip.ts";
import type { FunctionDecl, Library } from "../environment.ts";
import { actualSize } from "../runtime/size.ts";
import { BOOL, INT, opaque, STRING } from "../types.ts";
import type { Value } from "../values.ts";
import { CelError, OpaqueValue } from "../values.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";

export const IP_TYPE = opaque("net.IP");

export class IpValue extends OpaqueValue {
  readonly type = IP_TYPE;
  readonly address: IpAddress;

  constructor(address: IpAddress) {
    super();
    this.address = address;
  }

  /** In bytes. */
  override get costSize(): number {
    return addressLength(this.address) / 8;
  }

  override equals({ address }: IpValue): boolean {
    return this.address.family === address.family && this.address.bits === address.bits;
  }

  override toString(): string {
    return formatAddress(this.address);
  }
}

/** Of addresses without a zone, and of none that maps from one family to the other. */
export function toIp(text: string): IpValue | CelError {
  const address = parseAddress(text);
  if (typeof address === "string") {
    return new CelError(`IP Address ${goQuote(text)} parse error during conversion from string: ${address}`);
  }
  if (address.zone !== "") return new CelError(`IP address ${goQuote(text)} with zone value is not allowed`);
  if (isIPv4Mapped(address)) return new CelError(`IPv4-mapped IPv6 address ${goQuote(text)} is not allowed`);
  return new IpValue(address);
}

function isIp(text: string): boolean {
  const address = parseAddress(text);
  return typeof address !== "string" && address.zone === "" && !isIPv4Mapped(address);
}

function isCanonical(text: string): boolean | CelError {
  const ip = toIp(text);
  return ip instanceof CelError ? ip : formatAddress(ip.address) === text;
}

/** Going through the text, and comparing it. */
function canonicalCost([text]: readonly Value[]): number {
  return Math.ceil(actualSize(text as Value) * 2 * 0.1);
}

function predicate(name: string, id: string, holds: (address: IpAddress) => boolean): FunctionDecl {
  return functionOf(
    name,
    memberOverload(id, [IP_TYPE], BOOL, ({ address }: IpValue) => holds(address)),
  );
}

export const IP: Library = {
  name: "kubernetes.net.ip",
  types: [IP_TYPE],
  functions: [
    functionOf("ip", overload("string_to_ip", [STRING], IP_TYPE, toIp, traversalCost)),
    functionOf(
      "family",
      memberOverload("ip_family", [IP_TYPE], INT, ({ address }: IpValue) => address.family),
    ),
    functionOf("ip.isCanonical", overload("ip_is_canonical", [STRING], BOOL, isCanonical, canonicalCost)),
    predicate("isUnspecified", "ip_is_unspecified", isUnspecified),
    predicate("isLoopback", "ip_is_loopback", isLoopback),
    predicate("isLinkLocalMulticast", "ip_is_link_local_multicast", isLinkLocalMulticast),
    predicate("isLinkLocalUnicast", "ip_is_link_local_unicast", isLinkLocalUnicast),
    predicate("isGlobalUnicast", "ip_is_global_unicast", isGlobalUnicast),
    functionOf("isIP", overload("is_ip", [STRING], BOOL, isIp, traversalCost)),
    functionOf("string", overload("ip_to_string", [IP_TYPE], STRING, String)),
  ],
};
