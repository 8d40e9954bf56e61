/** Kubernetes' IP networks. */
import {
  type Cidr,
  containsAddress,
  containsCidr,
  equalCidrs,
  formatCidr,
  maskedCidr,
  parseCidr,
} from "../../kube/cidr.ts";
import { goQuote } from "../../kube/go-text.ts";
import { isIPv4Mapped } from "../../kube/ip.ts";
import type { Library } from "../environment.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { actualSize } from "../runtime/size.ts";
import { BOOL, INT, opaque, STRING } from "../types.ts";
import type { Value } from "../values.ts";
import { CelError, OpaqueValue } from "../values.ts";
import { IP_TYPE, IpValue, toIp } from "./ip.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";

const CIDR_TYPE = opaque("net.CIDR");

class CidrValue extends OpaqueValue {
  readonly type = CIDR_TYPE;
  readonly cidr: Cidr;

  constructor(cidr: Cidr) {
    super();
    this.cidr = cidr;
  }

  /** The bytes of the prefix. */
  override get costSize(): number {
    return Math.ceil(this.cidr.prefixLength / 8);
  }

  override equals({ cidr }: CidrValue): boolean {
    return equalCidrs(this.cidr, cidr);
  }

  override toString(): string {
    return formatCidr(this.cidr);
  }
}

const PARSE_ERROR = "network address parse error during conversion from string: ";

function toCidr(text: string): CidrValue | CelError {
  const cidr = parseCidr(text);
  if (typeof cidr === "string") return new CelError(PARSE_ERROR + PARSE_ERROR + cidr);
  if (!isIPv4Mapped(cidr.address)) return new CidrValue(cidr);
  return new CelError(`${PARSE_ERROR}IPv4-mapped IPv6 address ${goQuote(text)} is not allowed`);
}

function isCidr(text: string): boolean {
  const cidr = parseCidr(text);
  return typeof cidr !== "string" && !isIPv4Mapped(cidr.address);
}

const containsIp = ({ cidr }: CidrValue, { address }: IpValue) => containsAddress(cidr, address);

/** That the text is no address is not what the error says. */
function containsIpText(network: CidrValue, text: string): boolean | CelError {
  const ip = toIp(text);
  return ip instanceof CelError ? NO_SUCH_OVERLOAD : containsIp(network, ip);
}

const contains = (outer: CidrValue, inner: CidrValue) => containsCidr(outer.cidr, inner.cidr);

function containsText(outer: CidrValue, text: string): boolean | CelError {
  const inner = toCidr(text);
  return inner instanceof CelError ? inner : contains(outer, inner);
}

/** Of comparing the bytes of two prefixes. */
function containsIpCost([network]: readonly Value[]): number {
  return Math.ceil(actualSize(network as Value) * 2 * 0.1);
}

/** That, once more for masking, and the lengths. */
function containsCost([outer]: readonly Value[]): number {
  return containsIpCost([outer as Value]) + Math.ceil(actualSize(outer as Value) * 0.1) + 1;
}

/** And of going through the text to read it. */
function withText(cost: (args: readonly Value[]) => number): (args: readonly Value[]) => number {
  return (args) => cost(args) + Math.ceil(actualSize(args[1] as Value) * 0.1);
}

// Where the operand is `dyn` a call costs what the last overload says: the model does not know of a text then.
const CONTAINMENT = [
  functionOf(
    "containsIP",
    memberOverload("cidr_contains_ip_string", [CIDR_TYPE, STRING], BOOL, containsIpText, withText(containsIpCost)),
    memberOverload("cidr_contains_ip_ip", [CIDR_TYPE, IP_TYPE], BOOL, containsIp, containsIpCost),
  ),
  functionOf(
    "containsCIDR",
    memberOverload("cidr_contains_cidr_string", [CIDR_TYPE, STRING], BOOL, containsText, withText(containsCost)),
    memberOverload("cidr_contains_cidr", [CIDR_TYPE, CIDR_TYPE], BOOL, contains, containsCost),
  ),
];

const ACCESSORS = [
  functionOf(
    "ip",
    memberOverload("cidr_ip", [CIDR_TYPE], IP_TYPE, ({ cidr }: CidrValue) => new IpValue(cidr.address)),
  ),
  functionOf(
    "prefixLength",
    memberOverload("cidr_prefix_length", [CIDR_TYPE], INT, ({ cidr }: CidrValue) => cidr.prefixLength),
  ),
  functionOf(
    "masked",
    memberOverload("cidr_masked", [CIDR_TYPE], CIDR_TYPE, ({ cidr }: CidrValue) => new CidrValue(maskedCidr(cidr))),
  ),
];

export const CIDR: Library = {
  name: "kubernetes.net.cidr",
  types: [CIDR_TYPE],
  functions: [
    functionOf("cidr", overload("string_to_cidr", [STRING], CIDR_TYPE, toCidr, traversalCost)),
    ...CONTAINMENT,
    ...ACCESSORS,
    functionOf("isCIDR", overload("is_cidr", [STRING], BOOL, isCidr, traversalCost)),
    functionOf("string", overload("cidr_to_string", [CIDR_TYPE], STRING, String)),
  ],
};
