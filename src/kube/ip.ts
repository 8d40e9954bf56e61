/**
 * IP addresses as Kubernetes' CEL takes them (k8s.io/apiserver/pkg/cel/library/ip.go): no zones, no IPv4-mapped IPv6,
 * no leading zeros.
 */
import { goQuote } from "./go-text.ts";
import { parseAddress } from "./netip.ts";

/** The octets in network order: 4 of IPv4, 16 of IPv6. */
export type IpAddress = Uint8Array;

/** @returns the address, or why the text is none, in Kubernetes' words */
export function parseIp(text: string): IpAddress | string {
  const parsed = parseAddress(text);
  if (typeof parsed === "string") {
    return `IP Address ${goQuote(text)} parse error during conversion from string: ${parsed}`;
  }
  if (parsed.zone !== "") return `IP address ${goQuote(text)} with zone value is not allowed`;
  return isIPv4Mapped(parsed.octets) ? ipv4Mapped(text) : parsed.octets;
}

/** What Kubernetes says of a text with an IPv4-mapped IPv6 address. */
export function ipv4Mapped(text: string): string {
  return `IPv4-mapped IPv6 address ${goQuote(text)} is not allowed`;
}

/** Whether the address is in `::ffff:0:0/96`. */
export function isIPv4Mapped(ip: IpAddress): boolean {
  return ip.length === 16 && isZero(ip, 0, 10) && ip[10] === 0xff && ip[11] === 0xff;
}

export function familyOf(ip: IpAddress): 4 | 6 {
  return ip.length === 4 ? 4 : 6;
}

/** The one canonical text: RFC 5952 for IPv6. */
export function formatIp(ip: IpAddress): string {
  return ip.length === 4 ? ip.join(".") : formatIPv6(ip);
}

export function areSameIps(a: IpAddress, b: IpAddress): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}

/** `0.0.0.0` or `::`. */
export function isUnspecified(ip: IpAddress): boolean {
  return isZero(ip, 0, ip.length);
}

/** `127.0.0.0/8` or `::1`. */
export function isLoopback(ip: IpAddress): boolean {
  return ip.length === 4 ? ip[0] === 127 : isZero(ip, 0, 15) && ip[15] === 1;
}

/** `224.0.0.0/24`, or multicast of IPv6 with the scope "link-local". */
export function isLinkLocalMulticast(ip: IpAddress): boolean {
  if (ip.length === 4) return ip[0] === 224 && ip[1] === 0 && ip[2] === 0;
  return ip[0] === 0xff && (octetOf(ip, 1) & 0x0f) === 0x02;
}

/** `169.254.0.0/16` or `fe80::/10`. */
export function isLinkLocalUnicast(ip: IpAddress): boolean {
  if (ip.length === 4) return ip[0] === 169 && ip[1] === 254;
  return ip[0] === 0xfe && (octetOf(ip, 1) & 0xc0) === 0x80;
}

/** What is none of the others, and no multicast and no broadcast. Private addresses count as global. */
export function isGlobalUnicast(ip: IpAddress): boolean {
  return !(isUnspecified(ip) || isBroadcast(ip) || isLoopback(ip) || isMulticast(ip) || isLinkLocalUnicast(ip));
}

function isBroadcast(ip: IpAddress): boolean {
  return ip.length === 4 && ip.every((octet) => octet === 0xff);
}

function isMulticast(ip: IpAddress): boolean {
  return ip.length === 4 ? (octetOf(ip, 0) & 0xf0) === 0xe0 : ip[0] === 0xff;
}

function isZero(ip: IpAddress, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (ip[i] !== 0) return false;
  return true;
}

function octetOf(ip: IpAddress, index: number): number {
  return ip[index] ?? 0;
}

function formatIPv6(ip: IpAddress): string {
  const groups: number[] = [];
  for (let i = 0; i < ip.length; i += 2) groups.push((octetOf(ip, i) << 8) | octetOf(ip, i + 1));
  const zeros = longestZeros(groups);
  if (zeros.length < 2) return showGroups(groups);
  return `${showGroups(groups.slice(0, zeros.start))}::${showGroups(groups.slice(zeros.start + zeros.length))}`;
}

function showGroups(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(":");
}

/** The first of the longest runs of zeros. */
function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, i) => {
    if (group !== 0) start = i + 1;
    else if (i + 1 - start > longest.length) longest = { start, length: i + 1 - start };
  });
  return longest;
}
