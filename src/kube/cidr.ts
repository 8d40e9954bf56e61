/** IP networks in CIDR notation, as Go's net/netip reads and writes them. */
import { goQuote } from "./go-text.ts";
import { addressLength, formatAddress, type IpAddress, parseAddress } from "./ip.ts";

export interface Cidr {
  /** As written: also with bits beyond the prefix. */
  readonly address: IpAddress;
  readonly prefixLength: number;
}

/** @returns the network, or why the text is none, in Go's words */
export function parseCidr(text: string): Cidr | string {
  const slash = text.lastIndexOf("/");
  if (slash < 0) return fault(text, "no '/'");
  const address = parseAddress(text.slice(0, slash));
  if (typeof address === "string") return fault(text, address);
  if (address.zone !== "") return fault(text, "IPv6 zones cannot be present in a prefix");
  const length = text.slice(slash + 1);
  if (!isInt64(length)) return fault(text, `bad bits after slash: ${goQuote(length)}`);
  const prefixLength = Number(length);
  if (prefixLength > addressLength(address)) return fault(text, "prefix length out of range");
  return { address, prefixLength };
}

function isInt64(digits: string): boolean {
  return /^(0|[1-9][0-9]{0,18})$/.test(digits) && BigInt(digits) < 2n ** 63n;
}

function fault(text: string, problem: string): string {
  return `netip.ParsePrefix(${goQuote(text)}): ${problem}`;
}

export function formatCidr({ address, prefixLength }: Cidr): string {
  return `${formatAddress(address)}/${prefixLength}`;
}

/** Without bits beyond the prefix. */
export function maskedCidr({ address, prefixLength }: Cidr): Cidr {
  const bits = shared(address, prefixLength) << BigInt(addressLength(address) - prefixLength);
  return { address: { ...address, bits }, prefixLength };
}

export function containsAddress({ address: network, prefixLength }: Cidr, address: IpAddress): boolean {
  if (network.family !== address.family) return false;
  return shared(network, prefixLength) === shared(address, prefixLength);
}

export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return outer.prefixLength <= inner.prefixLength && containsAddress(outer, inner.address);
}

/** The bits of the prefix. */
function shared(address: IpAddress, prefixLength: number): bigint {
  return address.bits >> BigInt(addressLength(address) - prefixLength);
}

export function equalCidrs(a: Cidr, b: Cidr): boolean {
  return (
    a.prefixLength === b.prefixLength && a.address.family === b.address.family && a.address.bits === b.address.bits
  );
}
