/** Kubernetes' blocks of IP addresses. */
import {
  areSameCidrs,
  type Cidr,
  containsCidr,
  containsIp,
  formatCidr,
  maskedCidr,
  parseCidr,
} from "../../kube/cidr.ts";
import { parseIp } from "../../kube/ip.ts";
import type { Library } from "../environment.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { actualSize } from "../runtime/size.ts";
import { BOOL, INT, opaque, STRING } from "../types.ts";
import { CelError, OpaqueValue, type Value } from "../values.ts";
import { IP_TYPE, IpValue } from "./ip.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";

const CIDR_TYPE = opaque("net.CIDR");

class CidrValue extends OpaqueValue {
  readonly type = CIDR_TYPE;
  readonly cidr: Cidr;

  constructor(cidr: Cidr) {
    super();
    this.cidr = cidr;
  }

  /** The octets that the prefix reaches into. */
  override get costSize(): number {
    return Math.ceil(this.cidr.bits / 8);
  }

  override equals(other: CidrValue): boolean {
    return areSameCidrs(this.cidr, other.cidr);
  }

  override toString(): string {
    return formatCidr(this.cidr);
  }
}

function toCidr(text: string): CidrValue | CelError {
  const cidr = parseCidr(text);
  return typeof cidr === "string" ? notACidr(cidr) : new CidrValue(cidr);
}

function notACidr(reason: string): CelError {
  return new CelError(`network address parse error during conversion from string: ${reason}`);
}

function isCidr(text: string): boolean {
  return typeof parseCidr(text) !== "string";
}

function containsIpText({ cidr }: CidrValue, text: string): boolean | CelError {
  const ip = parseIp(text);
  return typeof ip === "string" ? NO_SUCH_OVERLOAD : containsIp(cidr, ip);
}

function containsCidrText({ cidr }: CidrValue, text: string): boolean | CelError {
  const other = parseCidr(text);
  return typeof other === "string" ? notACidr(other) : containsCidr(cidr, other);
}

/** Of comparing octets up to the length of the prefix. */
function comparisonCost([cidr]: readonly Value[]): number {
  return Math.ceil(actualSize(cidr as Value) * 0.2);
}

/** As `comparisonCost`, and for masking one of them and comparing the lengths. */
function containmentCost(args: readonly Value[]): number {
  return comparisonCost(args) + traversalCost(args) + 1;
}

type Cost = (args: readonly Value[]) => number;

/** With what it costs to read the text that is the second argument. */
function andReading(cost: Cost): Cost {
  return (args) => cost(args) + traversalCost(args.slice(1));
}

export const CIDR: Library = {
  name: "kubernetes.net.cidr",
  functions: [
    functionOf("cidr", overload("string_to_cidr", [STRING], CIDR_TYPE, toCidr, traversalCost)),
    functionOf("isCIDR", overload("is_cidr", [STRING], BOOL, isCidr, traversalCost)),
    functionOf("string", overload("cidr_to_string", [CIDR_TYPE], STRING, String)),
    functionOf(
      "ip",
      memberOverload("cidr_ip", [CIDR_TYPE], IP_TYPE, ({ cidr }: CidrValue) => new IpValue(cidr.ip)),
    ),
    functionOf(
      "prefixLength",
      memberOverload("cidr_prefix_length", [CIDR_TYPE], INT, ({ cidr }: CidrValue) => cidr.bits),
    ),
    functionOf(
      "masked",
      memberOverload("cidr_masked", [CIDR_TYPE], CIDR_TYPE, ({ cidr }: CidrValue) => new CidrValue(maskedCidr(cidr))),
    ),
    functionOf(
      "containsIP",
      memberOverload("cidr_contains_ip_string", [CIDR_TYPE, STRING], BOOL, containsIpText, andReading(comparisonCost)),
      memberOverload(
        "cidr_contains_ip_ip",
        [CIDR_TYPE, IP_TYPE],
        BOOL,
        ({ cidr }: CidrValue, { ip }: IpValue) => containsIp(cidr, ip),
        comparisonCost,
      ),
    ),
    functionOf(
      "containsCIDR",
      memberOverload(
        "cidr_contains_cidr_string",
        [CIDR_TYPE, STRING],
        BOOL,
        containsCidrText,
        andReading(containmentCost),
      ),
      memberOverload(
        "cidr_contains_cidr",
        [CIDR_TYPE, CIDR_TYPE],
        BOOL,
        (a: CidrValue, b: CidrValue) => containsCidr(a.cidr, b.cidr),
        containmentCost,
      ),
    ),
  ],
  types: [CIDR_TYPE],
};
