/**
 * Blocks of addresses in CIDR notation as Kubernetes' CEL takes them (k8s.io/apiserver/pkg/cel/library/cidr.go). Bits
 * behind the prefix may be set.
 */
import { goQuote } from "./go-text.ts";
import { areSameIps, formatIp, type IpAddress, ipv4Mapped, isIPv4Mapped } from "./ip.ts";
import { parseAddress } from "./netip.ts";

export interface Cidr {
  readonly ip: IpAddress;
  /** The length of the prefix in bits: up to 32 for IPv4, up to 128 for IPv6. */
  readonly bits: number;
}

const MAX_INT64 = 2n ** 63n - 1n;

/** @returns the block, or why the text is none, in Kubernetes' words */
export function parseCidr(text: string): Cidr | string {
  const cidr = parsePrefix(text);
  if (typeof cidr === "string") {
    return `network address parse error during conversion from string: netip.ParsePrefix(${goQuote(text)}): ${cidr}`;
  }
  return isIPv4Mapped(cidr.ip) ? ipv4Mapped(text) : cidr;
}

function parsePrefix(text: string): Cidr | string {
  const slash = text.lastIndexOf("/");
  if (slash < 0) return "no '/'";
  const address = parseAddress(text.slice(0, slash));
  if (typeof address === "string") return address;
  if (address.zone !== "") return "IPv6 zones cannot be present in a prefix";
  const bits = parseBits(text.slice(slash + 1), address.octets.length * 8);
  return typeof bits === "string" ? bits : { ip: address.octets, bits };
}

function parseBits(text: string, max: number): number | string {
  if (!isDecimal(text) || (text.length > 2 && BigInt(text) > MAX_INT64)) {
    return `bad bits after slash: ${goQuote(text)}`;
  }
  const bits = Number(text);
  return bits > max ? "prefix length out of range" : bits;
}

/** Whether the text is a number without a sign and without zeros in front. */
function isDecimal(text: string): boolean {
  if (text === "" || (text.length > 1 && text.startsWith("0"))) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

export function formatCidr({ ip, bits }: Cidr): string {
  return `${formatIp(ip)}/${bits}`;
}

/** Whether they are the same in every bit, those behind the prefix included. */
export function areSameCidrs(a: Cidr, b: Cidr): boolean {
  return a.bits === b.bits && areSameIps(a.ip, b.ip);
}

/** The block with all bits behind the prefix cleared. */
export function maskedCidr({ ip, bits }: Cidr): Cidr {
  return { ip: ip.map((octet, i) => octet & maskOf(bits, i)), bits };
}

export function containsIp({ ip, bits }: Cidr, other: IpAddress): boolean {
  if (ip.length !== other.length) return false;
  for (let i = 0; i * 8 < bits; i++) {
    if ((((ip[i] ?? 0) ^ (other[i] ?? 0)) & maskOf(bits, i)) !== 0) return false;
  }
  return true;
}

/** Whether all addresses of the other block are in this one. */
export function containsCidr(cidr: Cidr, other: Cidr): boolean {
  return cidr.bits <= other.bits && containsIp(cidr, other.ip);
}

/** Of the octet at the index, the bits that the prefix covers. */
function maskOf(bits: number, index: number): number {
  const covered = Math.min(Math.max(bits - index * 8, 0), 8);
  return (0xff00 >> covered) & 0xff;
}
